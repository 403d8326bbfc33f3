import type { HandlerDeps } from '../conversation/handle-message.ts';
import { webChat, webConversationId } from '../conversation/web-chat.ts';
import { AppError } from '../errors.ts';

interface Received {
  readonly id: string;
}

/** What is said in his name where he has used the form: the desk's alarms, calls at night and the bot's first aid follow from it. */
const SAID = '我被骗了，钱已经转给骗子了，要止付。我填了止付表，请马上联系我。';
/** In his language for himself, and in Chinese for whoever rings him. */
const SAID_IN_ENGLISH = `I have been cheated and the money has gone. I have filled in the stop-payment form. Please call me; I speak English.\n${SAID}我看不懂中文，请说英语。`;

/**
 * A lead that a citizen has written himself becomes a call for help in his conversation, once, however often it is tried.
 * @param conversation his token; another one is made where it is not known any more
 * @param language of the page that he filled in
 * @returns the token of the conversation
 */
export async function raiseStopLead(
  deps: HandlerDeps,
  { id }: Received,
  conversation: string | undefined,
  language: 'zh-CN' | 'en' = 'zh-CN',
): Promise<string> {
  const said = language === 'en' ? ({ text: SAID_IN_ENGLISH, speaks: 'en' } as const) : { text: SAID };
  const message = (to: string | undefined) => ({ token: to, ...said, clientMessageId: `stop-${id}` });
  const answer =
    conversation === undefined ? null : await webChat(deps, message(conversation)).catch(unlessGone).catch(unlessSaid(conversation));
  // Whoever has none gets one that this lead alone leads to, so that a second attempt ends in the same place.
  const alone = `stop-${await deps.storage.stopLeadChatToken(id)}`;
  const ids = [alone];
  const deputy = { ...deps, newId: () => ids.shift() ?? deps.newId() };
  const opened = answer ?? (await webChat(deputy, message(undefined)).catch(unlessSaid(alone)));
  await deps.storage.raisedStopLead(id, await webConversationId(deps, opened.conversation));
  return opened.conversation;
}

function unlessGone(error: unknown): null {
  if (!(error instanceof AppError) || error.code !== 'conversation.unknown') throw error;
  return null;
}

/** A second attempt that knows another language, as the chore does, says nothing twice. */
const unlessSaid =
  (conversation: string) =>
  (error: unknown): { readonly conversation: string } => {
    if (!(error instanceof AppError) || error.code !== 'message.changed') throw error;
    return { conversation };
  };
