import { AppError } from '../errors.ts';
import type { Answer } from './answer.ts';
import { type HandlerDeps, handleMessage } from './handle-message.ts';

/** The web channel: a conversation is whoever holds its token. The database keeps only the token's hash. */
const WEB = 'web';

export interface WebAnswer extends Answer {
  /** The token of whoever it belongs to. */
  readonly conversation: string;
}

export interface WebMessage {
  readonly token: string | undefined;
  readonly text: string;
  readonly clientMessageId: string | undefined;
  /** The language of his page, where that is not Chinese: answers are in it, whatever language he forwards. */
  readonly speaks?: 'en' | undefined;
}

/**
 * @throws AppError 404 `conversation.unknown` for a token that is not known
 * @throws AppError 409 `message.changed` for a used id with another text
 * @throws AppError 503 `conversation.busy` when too many of one conversation come at once, and what else `handleMessage` throws
 */
export async function webChat(deps: HandlerDeps, { token, text, clientMessageId, speaks }: WebMessage): Promise<WebAnswer> {
  const conversation = token ?? deps.newId();
  const external = await externalOf(conversation);
  if (token !== undefined && !(await deps.storage.hasConversation(`${WEB}:${external}`))) throw unknown();
  const externalId = `${external}/${clientMessageId ?? deps.newId()}`;
  const answer = await handleMessage(deps, { channel: WEB, external, externalId, text, speaks }, true);
  return { conversation, ...(await unlessTakenOver(deps, `${WEB}:${external}`, answer)) };
}

/** Who claimed the case while the bot was thinking speaks first. What was said before stays said, for whoever asks again. */
async function unlessTakenOver({ storage }: HandlerDeps, id: string, answer: Answer): Promise<Answer> {
  // An officer's words before it wait for the page to fetch them: no reason to leave unsaid what is said here.
  const taken = await storage.takeForAnswer(
    answer.messages.map((message) => message.id),
    true,
  );
  const left = answer.messages.filter((message) => taken.has(message.id));
  // Who was erased at his own wish still hears so.
  if (left.length === answer.messages.length || !(await storage.hasConversation(id))) return answer;
  if ((await storage.loadConversation(id)).status !== 'open') return answer;
  return { messages: left, status: 'open', escalated: true };
}

/** @throws AppError 404 */
export async function webConversationId(deps: Pick<HandlerDeps, 'storage'>, token: string): Promise<string> {
  const id = await webConversation(token);
  if (!(await deps.storage.hasConversation(id))) throw unknown();
  return id;
}

/** The id that a conversation of this token has, whether it is there or not. */
export async function webConversation(token: string): Promise<string> {
  return `${WEB}:${await externalOf(token)}`;
}

function unknown(): AppError {
  return new AppError(
    'conversation.unknown',
    'this conversation does not exist or was erased; leave the token out to begin a new one',
    404,
  );
}

async function externalOf(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
