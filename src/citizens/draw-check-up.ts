import type { AgeBand, Job } from '../storage/citizens/citizens-tables.ts';
import type { Question } from './check-up-question.ts';

export const QUESTIONS_ASKED = 10;
/** At most so many that concern his age or job above all; the others are for everybody. */
const MOST_OWN = 5;
/** What he got wrong last time is asked again, at most so many. */
const MOST_AGAIN = 3;

interface Draw {
  readonly bank: readonly Question[];
  readonly citizenId: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly ageBand: AgeBand;
  readonly job: Job;
  /** Ids that he got wrong last time. */
  readonly wrongBefore: readonly string[];
}

/**
 * Ten questions: what he got wrong before, what his age and job meet, and the rest of what everybody meets; no trick twice.
 * Pure: the same citizen and attempt always get the same ones, so that a page can be loaded again.
 */
export function drawCheckUp({ bank, citizenId, attempt, ageBand, job, wrongBefore }: Draw): readonly Question[] {
  const shuffled = shuffle(bank, `${citizenId}:${attempt}`);
  const isGeneral = ({ ages, jobs }: Question): boolean => ages === undefined && jobs === undefined;
  const isHis = ({ ages, jobs }: Question): boolean => (ages?.includes(ageBand) ?? false) || (jobs?.includes(job) ?? false);
  const fits = shuffled.filter((question) => isGeneral(question) || isHis(question));
  const drawn: Question[] = [];
  const take = (from: readonly Question[], most: number): void => {
    for (const question of from) {
      if (drawn.length >= most) return;
      if (!drawn.some(({ trick }) => trick === question.trick)) drawn.push(question);
    }
  };
  take(
    fits.filter(({ id }) => wrongBefore.includes(id)),
    MOST_AGAIN,
  );
  take(fits.filter(isHis), MOST_OWN);
  take(fits.filter(isGeneral), QUESTIONS_ASKED);
  take(fits, QUESTIONS_ASKED);
  return shuffle(drawn, `${citizenId}:${attempt}:order`);
}

function shuffle<Item>(items: readonly Item[], seed: string): Item[] {
  const random = randomOf(seed);
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as Item, shuffled[at] as Item];
  }
  return shuffled;
}

/** FNV-1a into mulberry32; nothing depends on nobody guessing it. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
