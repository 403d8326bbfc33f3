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

export const ENGINE_VERSION = '1.22.0';

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

/**
 * The same text, sender and release give the same id, so that an answer can be asked for again and compared. A name,
 * not a proof: four interleaved 32-bit mixes (after MurmurHash3's finaliser), because it is made for every answer.
 */
export function checkId(text: string, sender: string | undefined, release: string): string {
  const input = JSON.stringify([text, sender ?? null, release, ENGINE_VERSION]);
  lanes.set(SEEDS);
  for (let i = 0; i < input.length; i++) {
    const unit = input.charCodeAt(i);
    const lane = i & 3;
    const next = (lane + 1) & 3;
    const mixed = Math.imul((lanes[lane] as number) ^ unit, 0x85ebca6b);
    lanes[lane] = mixed;
    lanes[next] = ((lanes[next] as number) ^ (mixed >>> 13)) + unit;
  }
  for (let round = 0; round < 8; round++) {
    const lane = round & 3;
    const next = (lane + 1) & 3;
    const mixed = Math.imul((lanes[lane] as number) ^ ((lanes[lane] as number) >>> 16), 0xc2b2ae35);
    lanes[lane] = mixed;
    lanes[next] = (lanes[next] as number) ^ (mixed >>> 13) ^ Math.imul(mixed, 0x27d4eb2f);
  }
  let id = '';
  for (const lane of lanes) id += (lane >>> 0).toString(16).padStart(8, '0');
  return id;
}

const SEEDS = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];
/** 32 bits each, whatever is added; the same four for every answer. */
const lanes = new Int32Array(SEEDS.length);
