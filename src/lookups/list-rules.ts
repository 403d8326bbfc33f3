import type { Config } from '../config.ts';
import { DAY } from '../durations.ts';
import type { Lifetimes, ListHit, Looked } from '../storage/lookups/identifier-list.ts';
import { SOURCE_KINDS, type SourceKind } from '../storage/lookups/lookups-tables.ts';

/** What a hit says, and how long it counts: settings, explained in docs/lookups.md. */
export interface ListRules {
  readonly lifetimes: Lifetimes;
  /** One of these makes it red. */
  readonly redSources: readonly SourceKind[];
  /** So many reports make it red by themselves; null: never. */
  readonly redReports: number | null;
}

/** A hit raises; nothing here is green. */
export type ListColour = 'red' | 'yellow';

type ListSettings = Pick<
  Config,
  'LOOKUP_PHONE_DAYS' | 'LOOKUP_LINK_DAYS' | 'LOOKUP_ACCOUNT_DAYS' | 'LOOKUP_APP_DAYS' | 'LOOKUP_RED_SOURCES' | 'LOOKUP_RED_REPORTS'
>;

export function listRulesOf(config: ListSettings): ListRules {
  return {
    lifetimes: {
      phone: config.LOOKUP_PHONE_DAYS * DAY,
      link: config.LOOKUP_LINK_DAYS * DAY,
      account: config.LOOKUP_ACCOUNT_DAYS * DAY,
      app: config.LOOKUP_APP_DAYS * DAY,
    },
    redSources: SOURCE_KINDS.filter((kind) => config.LOOKUP_RED_SOURCES.includes(kind)),
    redReports: config.LOOKUP_RED_REPORTS,
  };
}

/** null: nobody has reported it, which says nothing for it. Of the same site only, it is never more than yellow. */
export function colourOf({ exact, sameSite }: Looked, rules: ListRules): ListColour | null {
  if (exact) return isRed(exact, rules) ? 'red' : 'yellow';
  return sameSite ? 'yellow' : null;
}

export function isRed({ counts }: Pick<ListHit, 'counts'>, { redSources, redReports }: ListRules): boolean {
  return redSources.some((kind) => counts[kind] > 0) || (redReports !== null && counts.report >= redReports);
}
