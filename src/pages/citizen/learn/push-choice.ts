import type { Context } from 'hono';
import { consentText } from '../../../citizens/consent-texts.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { LEARN_PATH } from './learn-frame.tsx';
import { learnReader } from './learn-reader.ts';

/** `POST /learn/push`: no more lessons, or lessons again. */
export async function choosePush(deps: PageDeps, context: Context): Promise<Response> {
  const { want } = await readForm(context);
  const { citizen } = await learnReader(deps, context);
  if (!citizen) return context.redirect('/join', 303);
  if (want === 'stop') await deps.storage.stopTeaching(citizen.id);
  else if (want === 'start') await deps.storage.giveConsent(citizen.id, { purpose: 'teaching', version: consentText('teaching').version });
  else return context.redirect(`${LEARN_PATH}#push`, 303);
  return context.redirect(`${LEARN_PATH}?said=${want === 'stop' ? 'stopped' : 'started'}#push`, 303);
}
