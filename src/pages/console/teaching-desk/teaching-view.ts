import type { Context } from 'hono';
import type { TellableCase } from '../../../storage/teaching/daily-turns.ts';
import { libraryTurn } from '../../../teaching/daily-scam.ts';
import { lossBandOf } from '../../../teaching/loss-bands.ts';
import { dayOf, monthOf } from '../../../teaching/shanghai-days.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { officerOf } from '../session.ts';

export const TEACHING_PATH = '/console/teaching';

const HALF_A_YEAR = 183 * 24 * 3_600_000;
const MOST_CASES = 40;
const DAYS_AHEAD = 14;

/** A form that could not be taken, and what was typed into it. */
export interface TeachingRemark {
  readonly notice?: string;
  readonly form?: {
    readonly name: string;
    readonly typed: Readonly<Record<string, string>>;
    readonly problems: Readonly<Record<string, string>>;
  };
}

/** Everything that may be said of a case here. */
export function toldMeta({ type, closedAt, community, lost }: TellableCase) {
  return { type, month: monthOf(closedAt), town: community, lossBand: lossBandOf(lost) };
}

/** What the teaching desk shows. */
export async function teachingView({ storage, now, config }: PageDeps, context: Context) {
  const today = dayOf(now());
  const [turns, cases, proposed, news] = await Promise.all([
    storage.turnsBetween(today, today + DAYS_AHEAD),
    storage.tellableCases(now() - HALF_A_YEAR, MOST_CASES),
    storage.proposedTexts(),
    storage.approvedTexts('news', 20),
  ]);
  const texts = await Promise.all(turns.flatMap(({ textId }) => (textId === null ? [] : [storage.readTeachingText(textId)])));
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => {
    const day = today + ahead;
    const turn = turns.find((one) => one.day === day) ?? null;
    const text = texts.find((one) => one !== null && one.id === turn?.textId) ?? null;
    return { day, turn, text, type: turn?.type ?? libraryTurn(day) };
  });
  return {
    today,
    days,
    cases: cases.map((one) => ({ id: one.id, ...toldMeta(one) })),
    proposed,
    news,
    me: officerOf(context).id,
    city: config.CITY,
  };
}
export type TeachingView = Awaited<ReturnType<typeof teachingView>>;
