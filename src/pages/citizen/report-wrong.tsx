import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import { WrongThanks } from './card-tools.tsx';
import { citizenLanguage } from './citizen-language.ts';
import { knownId } from './load-conversation.ts';
import type { PageDeps } from './page-deps.ts';
import { readForm } from './read-form.ts';
import { conversationToken } from './session.ts';
import { wantsFragment } from './wants-fragment.ts';

/** `POST /wrong`: the citizen says that a verdict of his own conversation was wrong. */
export function reportWrong(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { message } = await readForm(context);
    const token = conversationToken(context, deps.config);
    const conversation = token === undefined ? null : await knownId(deps, token);
    const judged = conversation === null ? [] : await deps.storage.transcript(conversation);
    const own = judged.find(({ id, author }) => id === message && author === 'bot');
    if (conversation === null || !own) throw new AppError('message.unknown', 'this message is not in your conversation', 404);
    await deps.storage.saveFeedback(conversation, own.id, deps.detector.library.version);
    return wantsFragment(context)
      ? context.html(<WrongThanks english={citizenLanguage(context) === 'en'} />)
      : context.redirect(`/#m-${own.id}`, 303);
  };
}
