import type { StorageContext } from '../context.ts';
import { bulletins } from './bulletins.ts';
import { indexCounts } from './index-counts.ts';
import { indexDays } from './index-days.ts';
import { scriptsFound } from './scripts-found.ts';

/** The index of the work, its inputs, bulletins and reviews. */
export function workIndex(context: StorageContext) {
  return { ...indexCounts(context), ...indexDays(context), ...bulletins(context), ...scriptsFound(context) };
}
