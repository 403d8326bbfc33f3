import { AHEAD_OF_UTC } from '../../../hotline-time.ts';
export const ADVISORS_PATH = '/console/advisors';
export const GRIDS_PATH = `${ADVISORS_PATH}/grids`;
export const IMPORT_PATH = `${ADVISORS_PATH}/import`;
export const TRAINING_PATH = `${ADVISORS_PATH}/training`;
export const OVERDUE_PATH = `${ADVISORS_PATH}/tasks`;

export function gridPath(id: string): string {
  return `${GRIDS_PATH}/${encodeURIComponent(id)}`;
}

/** A day as the date field of a form has it; the start of it, Asia/Shanghai, in milliseconds since 1970 UTC; null for anything else. */
export function dayOf(typed: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day && new Date(at).getUTCMonth() === month - 1 ? at - AHEAD_OF_UTC : null;
}

/** The same the other way. */
export function dayText(at: number): string {
  return new Date(at + AHEAD_OF_UTC).toISOString().slice(0, 10);
}
