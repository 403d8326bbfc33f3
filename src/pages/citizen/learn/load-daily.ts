import { type DailyScam, dailyScam } from '../../../teaching/daily-scam.ts';
import type { PageDeps } from '../page-deps.ts';

/** What a day's scam is: as an officer has chosen, else the library's own turn. @param day days since 1970 in Shanghai */
export async function loadDaily({ storage, detector }: Pick<PageDeps, 'storage' | 'detector'>, day: number): Promise<DailyScam> {
  const [turn = null] = await storage.turnsBetween(day, day);
  const text = turn?.textId ? await storage.readTeachingText(turn.textId) : null;
  return dailyScam(detector.library, day, turn, text?.state === 'approved' ? text : null);
}
