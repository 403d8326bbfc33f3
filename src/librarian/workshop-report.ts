import type { BlastRadius } from './blast-radius.ts';
import type { BuildReport } from './workshop.ts';

const MOST_CHANGES = 500;

/** Nothing could be measured. @param why one fault per line */
export function brokenReport(why: string, content: Partial<Pick<BuildReport, 'content' | 'bump'>> = {}): BuildReport {
  return { broken: why, gate: [], faults: [], faultCount: 0, content: [], bump: 'patch', radius: null, ...content };
}

/** As it is written down: what is counted is whole, what is listed is cut. */
export function reportedRadius({ texts, cut, colours, types, changes, callBacks }: BlastRadius): NonNullable<BuildReport['radius']> {
  return {
    texts,
    cut,
    colours: [...colours],
    types: [...types],
    changed: changes.length,
    changes: changes.slice(0, MOST_CHANGES),
    callBacks: callBacks.map(({ conversationId, messageId }) => ({ conversationId, messageId })),
  };
}
