import type { StorageContext } from '../context.ts';
import { importGoingLive } from './import-going-live.ts';
import { importParts } from './import-parts.ts';
import { leftOverWarnings } from './left-over-warnings.ts';
import { noticePage } from './notice-page.ts';
import { overdueTasks } from './overdue-tasks.ts';
import { readWarnings } from './read-warnings.ts';
import { receiveWarnings } from './receive-warnings.ts';
import { voidWarning } from './void-warning.ts';
import { warningFigures } from './warning-figures.ts';
import { warningImports } from './warning-imports.ts';
import { warningLane } from './warning-lane.ts';
import { warningLeads } from './warning-leads.ts';
import { warningNotices } from './warning-notices.ts';
import { warningSteps } from './warning-steps.ts';

/** Warnings about people who are being cheated now, and every step taken. */
export function dissuasion(context: StorageContext) {
  return {
    ...receiveWarnings(context),
    ...readWarnings(context),
    ...warningLane(context),
    ...warningSteps(context),
    ...voidWarning(context),
    ...warningNotices(context),
    ...noticePage(context),
    ...warningLeads(context),
    ...overdueTasks(context),
    ...warningImports(context),
    ...importParts(context),
    ...importGoingLive(context),
    ...leftOverWarnings(context),
    ...warningFigures(context),
  };
}
