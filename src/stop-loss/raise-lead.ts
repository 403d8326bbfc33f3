import type { HandlerDeps } from '../conversation/handle-message.ts';
import { webChat, webConversationId } from '../conversation/web-chat.ts';
import { AppError } from '../errors.ts';

interface Received {
  readonly id: string;
  /** Of the status page. */
  readonly token: string;
}

/** What is said in his name where he has used the form: the desk's alarms, calls at night and the bot's first aid follow from it. */
const SAID = '我被骗了，钱已经转给骗子了，要止付。我填了止付表，请马上联系我。';

/**
 * A lead that a citizen has written himself becomes a call for help in his conversation, once, however often it is tried.
 * @param conversation his token; another one is made where it is not known any more
 * @returns the token of the conversation
 */
export async function raiseStopLead(deps: HandlerDeps, { id, token }: Received, conversation: string | undefined): Promise<string> {
  const message = (to: string | undefined) => ({ token: to, text: SAID, clientMessageId: `stop-${id}` });
  const answer = conversation === undefined ? null : await webChat(deps, message(conversation)).catch(unlessGone);
  // Whoever has none gets one that this lead alone leads to, so that a second attempt ends in the same place.
  const ids = [`stop-${token}`];
  const opened = answer ?? (await webChat({ ...deps, newId: () => ids.shift() ?? deps.newId() }, message(undefined)));
  await deps.storage.raisedStopLead(id, await webConversationId(deps, opened.conversation));
  return opened.conversation;
}

function unlessGone(error: unknown): null {
  if (!(error instanceof AppError) || error.code !== 'conversation.unknown') throw error;
  return null;
}
