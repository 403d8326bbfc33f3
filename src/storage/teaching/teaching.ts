import type { StorageContext } from '../context.ts';
import { boardMonths } from './board-months.ts';
import { citizensToTeach } from './citizens-to-teach.ts';
import { dailyTurns } from './daily-turns.ts';
import { lessonOptOuts } from './lesson-opt-outs.ts';
import { lessonPushes } from './lesson-pushes.ts';
import { teachingDone } from './teaching-done.ts';
import { teachingTexts } from './teaching-texts.ts';

/** Daily scams, lessons, news and what is pushed. */
export function teaching(context: StorageContext) {
  return {
    ...teachingTexts(context),
    ...dailyTurns(context),
    ...teachingDone(context),
    ...citizensToTeach(context),
    ...lessonPushes(context),
    ...lessonOptOuts(context),
    ...boardMonths(context),
  };
}
