import type { Answer, BotMessage, CheckAnswer } from '../../conversation/answer.ts';
import { readState } from '../../conversation/state.ts';
import { webConversationId } from '../../conversation/web-chat.ts';
import { AppError } from '../../errors.ts';
import type { AppDeps } from '../../routes/app-deps.ts';
import { type ReplyShape, readReply } from './read-reply.ts';

/** A conversation as the page shows it: one exchange per message of the citizen, with what was answered. */
export interface Exchange {
  readonly citizen: CitizenTurn | null;
  readonly replies: readonly ReplyTurn[];
}
export interface CitizenTurn {
  readonly text: string;
  readonly at: number;
}
export interface ReplyTurn {
  readonly id: string;
  readonly author: 'bot' | 'officer';
  readonly at: number;
  readonly text: string;
  readonly shape: ReplyShape;
  readonly verdict: CheckAnswer | undefined;
  /** The citizen has said that it is wrong. */
  readonly noted: boolean;
}
export interface Conversation {
  readonly exchanges: readonly Exchange[];
  readonly standing: Standing;
}
/** Who has it: an officer, who has not answered yet or goes on; nobody any more, since his case has ended; null: the bot. */
export type Standing = 'owned' | 'ended' | null;

const NO_CONVERSATION: Conversation = { exchanges: [], standing: null };

/** An unknown or erased token is an empty conversation: the page starts anew. */
export async function loadConversation(deps: AppDeps, token: string | undefined): Promise<Conversation> {
  const id = token === undefined ? null : await knownId(deps, token);
  if (id === null) return NO_CONVERSATION;
  const calledWrong = await deps.storage.feedbackOf(id);
  const exchanges: { citizen: CitizenTurn | null; replies: ReplyTurn[] }[] = [];
  for (const { id: messageId, author, text, at, answer } of await deps.storage.transcript(id)) {
    if (author === 'citizen') exchanges.push({ citizen: { text, at }, replies: [] });
    else {
      if (exchanges.length === 0) exchanges.push({ citizen: null, replies: [] });
      const given = answer === null ? undefined : (JSON.parse(answer) as Answer).messages.find((message) => message.id === messageId);
      const turn = author === 'officer' ? officerTurn(messageId, text, at) : botTurn(messageId, text, at, given);
      exchanges.at(-1)?.replies.push({ ...turn, noted: calledWrong.has(messageId) });
    }
  }
  return { exchanges, standing: await standingOf(deps, id) };
}

/** What he may read of it, also while it changes. Nothing where somebody reads along: it would tell that he has asked for help. */
export async function standingOf({ storage }: Pick<AppDeps, 'storage'>, id: string): Promise<Standing> {
  const { status, state } = await storage.loadConversation(id);
  if (readState(state).watched === true) return null;
  return status === 'open' ? 'owned' : status === 'resolved' ? 'ended' : null;
}

/** @returns null for a token that is not known any more */
export async function knownId(deps: AppDeps, token: string): Promise<string | null> {
  try {
    return await webConversationId(deps, token);
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
}

export function botTurn(id: string, text: string, at: number, message: Pick<BotMessage, 'verdict'> | undefined): ReplyTurn {
  const verdict = message?.verdict;
  return { id, author: 'bot', text, at, verdict, shape: readReply(text, verdict), noted: false };
}

function officerTurn(id: string, text: string, at: number): ReplyTurn {
  return {
    id,
    author: 'officer',
    text,
    at,
    verdict: undefined,
    shape: { kind: 'plain', lines: text.split('\n'), label: null },
    noted: false,
  };
}
