import { consentText } from '../citizens/consent-texts.ts';
import { DAY } from '../durations.ts';
import type { Library } from '../library/library.ts';
import type { Storage } from '../storage/storage.ts';
import type { CitizenToTeach } from '../storage/teaching/citizens-to-teach.ts';
import { chooseLesson } from './choose-lesson.ts';
import { LESSON_LASTS, mayPush, openWindows } from './push-hours.ts';
import { weekOf } from './shanghai-days.ts';

interface TeachDeps {
  readonly storage: Storage;
  readonly library: Pick<Library, 'types'>;
  /** Channels that have a way out to citizens. */
  readonly channels: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly nudgeDelivery: () => void;
}

/** What he met counts for so long, and what he was sent is remembered for two years. */
const MET_WITHIN = 30 * DAY;
const SENT_WITHIN = 730 * DAY;
/** Percent of right answers from which a quiz is passed. */
export const PASSED_FROM = 80;

/** One lesson to one citizen whose turn it is, in the open hours and his platform's window. @returns whether one was sent */
export async function teachOne(deps: TeachDeps): Promise<boolean> {
  const { storage, channels, now } = deps;
  const time = now();
  if (!mayPush(time)) return false;
  const version = consentText('teaching').version;
  const citizen = await storage.citizenToTeach(version, openWindows(channels, time));
  return citizen !== null && storage.onePiece('teach', citizen.citizenId, () => teach(deps, citizen, version, time));
}

async function teach(
  { storage, library, nudgeDelivery }: TeachDeps,
  citizen: CitizenToTeach,
  version: number,
  time: number,
): Promise<boolean> {
  const [met, done, sent] = await Promise.all([
    storage.typesMet(citizen.citizenId, consentText('exposure').version, time - MET_WITHIN),
    storage.teachingDone(citizen.citizenId),
    storage.lessonsPushed(citizen.citizenId, time - SENT_WITHIN),
  ]);
  const lesson = chooseLesson({
    ...citizen,
    met,
    passed: done.flatMap(({ lesson: type, kind, result }) => (kind === 'quiz' && result >= PASSED_FROM ? [type] : [])),
    sent: sent.map(({ lesson: type }) => type),
  });
  const pushed = await storage.pushLesson({ ...citizen, lesson, text: lessonMessage(library, lesson), week: weekOf(time) }, version);
  if (pushed) nudgeDelivery();
  return pushed;
}

/**
 * What has waited too long for its platform, or would go out at night, stays here. In the evening it is given back: whoever got
 * none has his turn again from the morning on. Not before, or a platform that is down all day would be tried for him all day.
 */
export async function dropLate({ storage, now }: Pick<TeachDeps, 'storage' | 'now'>): Promise<boolean> {
  const time = now();
  if (mayPush(time)) return storage.dropLateLessons(time - LESSON_LASTS);
  const dropped = await storage.dropLateLessons(time - 1);
  return (await storage.giveBackDroppedLessons(time - DAY)) || dropped;
}

/** Short enough for two SMS, and no link in it: scammers send links. */
export function lessonMessage({ types }: Pick<Library, 'types'>, lesson: string): string {
  const type = types.find(({ id }) => id === lesson);
  if (!type) throw new Error(`the library has no type ${lesson}`);
  return `反诈疫苗：${type.title.zh}。${type.marks[0] ?? ''}碰到就记一句：${type.advice.dont.zh}。拿不准打96110。不想再收，回“退订”。`;
}
