import type { Verdict } from '../detection/verdict.ts';
import type { ConversationStatus } from '../storage/schema.ts';

/** One verdict as the public contract shows it (docs/api.md); stable from the first release. */
export interface CheckAnswer {
  readonly id: string;
  readonly verdict: Verdict['colour'];
  readonly score: number;
  readonly type: Verdict['type'];
  readonly stage: Verdict['stage'];
  readonly intent: Verdict['intent'];
  readonly escalate: boolean;
  readonly reasons: Verdict['reasons'];
  readonly advice: { readonly dont: string; readonly now: readonly string[]; readonly numbers: readonly string[] };
  readonly reply: string;
  readonly libraryVersion: string;
  readonly engineVersion: string;
}

export interface BotMessage {
  readonly id: string;
  readonly author: 'bot';
  readonly text: string;
  /** The colour of the matter now spoken of; absent where nothing has been judged. */
  readonly verdict?: CheckAnswer;
}

/** What one message is answered with; stored whole, so that the same message gets the same answer again. */
export interface Answer {
  readonly messages: readonly BotMessage[];
  readonly status: ConversationStatus;
  readonly escalated: boolean;
}

export const ENGINE_VERSION = '1.0.0';

export function toCheckAnswer(id: string, verdict: Verdict, reply: string, dial: (numberId: string) => string): CheckAnswer {
  const { colour, score, type, stage, intent, escalate, reasons, advice, libraryVersion } = verdict;
  return {
    id,
    verdict: colour,
    score,
    type,
    stage,
    intent,
    escalate,
    reasons,
    advice: { dont: advice.dont, now: advice.now, numbers: advice.numbers.map(dial) },
    reply,
    libraryVersion,
    engineVersion: ENGINE_VERSION,
  };
}

const HEX_CHARS = 24;

/** The same text, sender and release give the same id, so that an answer can be asked for again and compared. */
export async function checkId(text: string, sender: string | undefined, release: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([text, sender ?? null, release, ENGINE_VERSION]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, HEX_CHARS);
}
