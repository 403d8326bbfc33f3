import type { Context } from 'hono';
import { consentText } from '../../../citizens/consent-texts.ts';
import { isWaitingForGuardian, signedIn } from '../me/me-session.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { LEARN_PATH } from './learn-frame.tsx';

/** `POST /learn/push`: no more lessons, or lessons again. */
export async function choosePush(deps: PageDeps, context: Context): Promise<Response> {
  const { want, version } = await readForm(context);
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/join', 303);
  const { citizen } = own;
  const text = consentText('teaching');
  // What stood beside the button that he pressed, and nothing newer; of a child nothing before its guardian.
  const mayStart = version === String(text.version) && !isWaitingForGuardian(own);
  if (want === 'stop') await deps.storage.stopTeaching(citizen.id);
  else if (want === 'start' && mayStart) await deps.storage.giveConsent(citizen.id, { purpose: 'teaching', version: text.version });
  else return context.redirect(`${LEARN_PATH}#push`, 303);
  return context.redirect(`${LEARN_PATH}?said=${want === 'stop' ? 'stopped' : 'started'}#push`, 303);
}
