import { readPastTime, writtenTime } from './written-time.ts';

/** What 110 has done about a case. Pure. */
export const POLICE_FIELDS = ['record', 'unit', 'dispatchedAt', 'arrivedAt'] as const;
export interface PoliceFacts {
  readonly record: string;
  readonly unit: string;
  /** Milliseconds since 1970 UTC. */
  readonly dispatchedAt: number | null;
  readonly arrivedAt: number | null;
}

export type PoliceProblem = 'time' | 'order' | 'long';
/** UTF-16 units. */
const LONGEST = 80;

/** @param now milliseconds since 1970 UTC */
export function readPoliceFacts(typed: Readonly<Record<string, string | undefined>>, now: number) {
  const problems: Record<string, PoliceProblem> = {};
  const word = (field: string): string => {
    const text = typed[field]?.trim() ?? '';
    if (text.length > LONGEST) problems[field] = 'long';
    return text;
  };
  const time = (field: string): number | null => {
    const text = typed[field]?.trim() ?? '';
    const at = text === '' ? null : readPastTime(text, now);
    if (text !== '' && at === null) problems[field] = 'time';
    return at;
  };
  const facts: PoliceFacts = {
    record: word('record'),
    unit: word('unit'),
    dispatchedAt: time('dispatchedAt'),
    arrivedAt: time('arrivedAt'),
  };
  if (facts.dispatchedAt !== null && facts.arrivedAt !== null && facts.arrivedAt < facts.dispatchedAt) problems.arrivedAt = 'order';
  return { facts, problems };
}

/** What a form shows of them. */
export function typedPoliceFacts({ record, unit, dispatchedAt, arrivedAt }: PoliceFacts): Record<string, string> {
  const time = (at: number | null): string => (at === null ? '' : writtenTime(at));
  return { record, unit, dispatchedAt: time(dispatchedAt), arrivedAt: time(arrivedAt) };
}
