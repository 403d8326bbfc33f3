import type { Library } from '../library/library.ts';
import { TYPE_IDS, type TypeId } from '../library/schema.ts';
import type { DailyTurn } from '../storage/teaching/daily-turns.ts';
import type { LossBand } from '../storage/teaching/teaching-tables.ts';
import type { TeachingText } from '../storage/teaching/teaching-texts.ts';
import { lessonOf } from './lessons.ts';

/** 每日一骗, ready to be shown. */
export interface DailyScam {
  /** Days since 1 January 1970 in Shanghai. */
  readonly day: number;
  readonly type: TypeId;
  /** The type in everyday words. */
  readonly typeTitle: string;
  readonly title: string;
  readonly story: string;
  /** One mark of the type, another one each time its turn comes. */
  readonly mark: string;
  /** Why a pattern of the library takes notice. */
  readonly why: string | null;
  readonly next: string;
  readonly dont: string;
  readonly now: readonly string[];
  readonly numbers: readonly string[];
  /** A case of this city, told in an officer's own words; null: our own story. */
  readonly fromCase: { readonly month: string; readonly lossBand: LossBand } | null;
}

/** Has no divisor in common with the number of types, so that each has its turn before one comes again. */
const STEP = 7;

/** Whose turn it is when nobody has chosen; the same for the same day, everywhere. */
export function libraryTurn(day: number): TypeId {
  return TYPE_IDS[(((day * STEP) % TYPE_IDS.length) + TYPE_IDS.length) % TYPE_IDS.length] as TypeId;
}

export function isType(text: string | undefined | null): text is TypeId {
  return TYPE_IDS.some((type) => type === text);
}

/** @param turn what an officer has chosen for the day, or null @param text his words, where he has written some */
export function dailyScam(
  { types, patterns }: Pick<Library, 'types' | 'patterns'>,
  day: number,
  turn: Pick<DailyTurn, 'type'> | null,
  text: Pick<TeachingText, 'title' | 'body' | 'caseMonth' | 'lossBand'> | null,
): DailyScam {
  const type = isType(turn?.type) ? turn.type : libraryTurn(day);
  const known = types.find(({ id }) => id === type);
  if (!known) throw new Error(`the library has no type ${type}`);
  const round = Math.floor(day / TYPE_IDS.length);
  const of = <Item>(items: readonly Item[]): Item | undefined => items[((round % items.length) + items.length) % items.length];
  const reasons = patterns.flatMap((one) => (one.type === type && one.status === 'stable' && one.why ? [one.why.zh] : []));
  return {
    day,
    type,
    typeTitle: known.title.zh,
    title: text?.title ?? known.title.zh,
    story: text?.body ?? lessonOf(type).story,
    mark: of(known.marks) ?? '',
    why: of(reasons) ?? null,
    next: known.next.zh,
    dont: known.advice.dont.zh,
    now: known.advice.now.zh,
    numbers: known.advice.numbers,
    fromCase: text?.caseMonth && text.lossBand ? { month: text.caseMonth, lossBand: text.lossBand } : null,
  };
}
