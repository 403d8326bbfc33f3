import { clipText } from '../conversation/clip-text.ts';
import { maskText } from '../desk/masking.ts';
import type { Detector } from '../detection/detector.ts';
import type { Colour } from '../library/schema.ts';
import type { Truth } from '../storage/desk-schema.ts';
import type { ToldGreen } from '../storage/drafts.ts';
import type { Storage } from '../storage/storage.ts';
import { DAY_MS } from './report-cards.ts';

/** A text that is judged once more, by two releases. */
export interface ReplayedText {
  readonly text: string;
  readonly sender: string | null;
  /** Where it is from, in words that name nobody: a case's number, a channel, a file and its line. */
  readonly place: string;
  /** null: nobody asked, it is from a file. */
  readonly asked: ToldGreen | null;
  /** What the citizen was told. */
  readonly told: Colour | null;
  /** What an officer said that it was. */
  readonly truth: Truth | null;
}

interface Judged {
  readonly colour: Colour;
  readonly type: string | null;
}

export interface Change {
  readonly place: string;
  /** Whose text goes with him when he is erased; null: it is from a file. */
  readonly message: string | null;
  readonly truth: Truth | null;
  readonly from: Judged;
  readonly to: Judged;
  /** Masked, in one line, cut. */
  readonly text: string;
}

/** Somebody who was told green, of what is now red. */
interface CallBack extends ToldGreen {
  readonly place: string;
  readonly truth: Truth | null;
}

export interface BlastRadius {
  /** How many texts were judged. */
  readonly texts: number;
  /** There were more. */
  readonly cut: boolean;
  /** Those that an officer had closed with the truth first. */
  readonly changes: readonly Change[];
  /** `green → red` → how many. */
  readonly colours: ReadonlyMap<string, number>;
  /** `loan → -` → how many. */
  readonly types: ReadonlyMap<string, number>;
  /** One for each conversation. */
  readonly callBacks: readonly CallBack[];
}

interface Limits {
  /** At most so many texts are judged. */
  readonly most: number;
  /** Told after each text, with how many there were. */
  readonly onText?: (texts: number) => void;
}

/** Days of consults that are judged again. */
const DAYS = 30;
/** At most so many texts are judged again. */
export const MOST_TEXTS = 20_000;
const PAGE = 200;
const LONGEST_SHOWN = 160;
const FIRST: readonly (Truth | null)[] = ['scam', 'false-alarm', 'unclear', null];

/** Since when past consults are judged again. @param now milliseconds since 1970 UTC */
export function replayedSince(now: number): number {
  return now - DAYS * DAY_MS;
}

/** What citizens wrote since then, the newest first, a page at a time. @param from milliseconds since 1970 UTC */
export async function* pastConsults(storage: Pick<Storage, 'consultsSince'>, from: number): AsyncGenerator<ReplayedText> {
  let page = await storage.consultsSince(from, null, PAGE);
  while (page.length > 0) {
    for (const { text, sender, caseNumber, channel, conversationId, messageId, told, truth } of page)
      yield { text, sender, place: caseNumber ?? channel, asked: { conversationId, messageId }, told, truth };
    page = await storage.consultsSince(from, page.at(-1) ?? null, PAGE);
  }
}

/**
 * What would be judged otherwise if the candidate were at work. Keeps what changes, never the stream.
 * @param atWork, candidate must be two whole detectors: of one that changes meanwhile the answers are mixed
 */
export async function blastRadius(
  atWork: Detector,
  candidate: Detector,
  texts: AsyncIterable<ReplayedText>,
  { most, onText = () => undefined }: Limits,
): Promise<BlastRadius> {
  const changes: Change[] = [];
  const colours = new Map<string, number>();
  const types = new Map<string, number>();
  const callBacks = new Map<string, CallBack>();
  let judged = 0;
  let cut = false;
  for await (const replayed of texts) {
    if (judged === most) {
      cut = true;
      break;
    }
    const [from, to] = [judge(atWork, replayed), judge(candidate, replayed)];
    const { place, truth, asked, told } = replayed;
    if (from.colour !== to.colour) count(colours, `${from.colour} → ${to.colour}`);
    if (from.type !== to.type) count(types, `${from.type ?? '-'} → ${to.type ?? '-'}`);
    if (from.colour !== to.colour || from.type !== to.type)
      changes.push({ place, message: asked?.messageId ?? null, truth, from, to, text: shownMasked(replayed.text) });
    // What he was told counts: an older release may have said it.
    if (asked && told === 'green' && to.colour === 'red' && !callBacks.get(asked.conversationId)?.truth)
      callBacks.set(asked.conversationId, { ...asked, place, truth });
    onText(++judged);
  }
  return {
    texts: judged,
    cut,
    changes: truthFirst(changes),
    colours: mostFirst(colours),
    types: mostFirst(types),
    callBacks: truthFirst([...callBacks.values()]),
  };
}

/** Somebody of each conversation who was told green of what this release calls red. */
export async function toldGreenOfRed(detector: Detector, texts: AsyncIterable<ReplayedText>): Promise<readonly ToldGreen[]> {
  const found = new Map<string, ToldGreen>();
  for await (const replayed of texts) {
    const { asked, told } = replayed;
    if (asked && told === 'green' && judge(detector, replayed).colour === 'red') found.set(asked.conversationId, asked);
  }
  return [...found.values()];
}

function judge(detector: Detector, { text, sender }: ReplayedText): Judged {
  const { verdict } = detector.judge(clipText(text).text, { sender: sender ?? undefined });
  return { colour: verdict.colour, type: verdict.type?.id ?? null };
}

/** Masked, in one line, cut. */
export function shownMasked(text: string): string {
  const masked = [...maskText(text).replace(/\s+/g, ' ').trim()];
  return masked.length <= LONGEST_SHOWN ? masked.join('') : `${masked.slice(0, LONGEST_SHOWN).join('')}…`;
}

function truthFirst<T extends { readonly truth: Truth | null }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => FIRST.indexOf(a.truth) - FIRST.indexOf(b.truth));
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function mostFirst(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}
