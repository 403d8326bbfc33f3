import type { Verdict } from '../detection/verdict.ts';
import type { Urgency } from '../storage/schema.ts';

/**
 * What the bot remembers of a conversation, sealed in the database between messages. The matter is what is spoken of
 * now: its colour is the conversation's, never that of a single quoted text.
 */
export interface ConversationState {
  readonly matter: Matter | null;
  /** The running case; the cases table is its truth, the sealed copy is never read. */
  readonly escalation: { readonly urgency: Urgency; readonly caseNumber: string } | null;
  /** He spoke of ending his life: from then on nothing is answered lightly. */
  readonly despair: boolean;
  /** Texts forwarded within a moment: one case, answered together. */
  readonly recent: readonly RecentText[];
}
export interface Matter {
  readonly verdict: Verdict;
  /** What was told of it, oldest first; bounded. */
  readonly texts: readonly string[];
  readonly updatedAt: number;
}
export interface RecentText {
  readonly at: number;
  readonly excerpt: string;
  readonly verdict: Verdict;
}

export const EMPTY_STATE: ConversationState = { matter: null, escalation: null, despair: false, recent: [] };

const MOST_TEXTS = 8;
const MOST_UNITS = 4000;

/** The matter's texts with one more, the oldest dropped where it gets too much. */
export function withText(texts: readonly string[], text: string): string[] {
  const kept = [...texts, text].slice(-MOST_TEXTS);
  while (kept.length > 1 && kept.reduce((sum, part) => sum + part.length, 0) > MOST_UNITS) kept.shift();
  return kept;
}
