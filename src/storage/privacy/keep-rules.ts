import type { KeepRule } from './kept-table.ts';

interface KeepWords {
  /** How long, in words; `{NAME}` is a setting in days. */
  readonly howLong: string;
  /** What makes it unreadable or removes it: a function, or who. */
  readonly removedBy: string;
}

/** How long everything is kept and what ends it. docs/privacy.md is made of it: `npm run privacy -- inventory`. */
export const KEEP_RULES: Readonly<Record<KeepRule, KeepWords>> = {
  consult: {
    howLong: '{KEEP_MESSAGES_DAYS} days after the last word; at once when he asks; figures of nobody stay',
    removedBy: '`purgeConsult`, `eraseLeavers`, then `detachConsult`',
  },
  case: {
    howLong: '{KEEP_CASES_DAYS} days after it was closed; at once when he asks and it is closed; figures of nobody stay',
    removedBy: '`purgeConsult`, `eraseLeavers`, then `detachConsult`',
  },
  events: { howLong: '30 days', removedBy: '`purgeWork`' },
  work: { howLong: '{KEEP_WORK_DAYS} days', removedBy: '`purgeWork`' },
  reading: { howLong: '30 days', removedBy: '`keepReading`, `purgeWork`' },
  registration: { howLong: 'until he erases it; codes, links and sessions until they end', removedBy: '`eraseCitizen`, `tidyCitizens`' },
  consent: { howLong: 'kept as proof; names nobody after an erasure', removedBy: '–' },
  warning: {
    howLong: '{WARNING_KEEP_DAYS} days after it was closed, or when he asks and it is over; figures of nobody stay',
    removedBy: '`tidyWarnings`, `warnedErasure`',
  },
  import: { howLong: 'until checked; faulty rows and unconfirmed files 7 days', removedBy: '`tidyWarnings`' },
  lead: {
    howLong: '{STOP_LEAD_KEEP_DAYS} days after it was closed, or when he asks and it is closed; sums and times stay',
    removedBy: '`purgeStopLead`',
  },
  evidence: { howLong: '{STOP_EVIDENCE_KEEP_DAYS} days after the lead was closed', removedBy: '`purgeStopEvidence`' },
  exchange: { howLong: '{PARTNER_KEEP_DAYS} days; that it was, and why, stays', removedBy: '`forgetExchanges`' },
  identifier: {
    howLong:
      '{LOOKUP_PHONE_DAYS}, {LOOKUP_LINK_DAYS}, {LOOKUP_ACCOUNT_DAYS} or {LOOKUP_APP_DAYS} days after the last report of a phone, link, account or app',
    removedBy: '`forgetIdentifiers`',
  },
  dispute: { howLong: '{KEEP_WORK_DAYS} days after it was decided', removedBy: '`purgeWork`' },
  trade: { howLong: '365 days after it was settled; a registration that was not accepted 30 days', removedBy: '`eraseNextTrade`' },
  session: { howLong: '30 days after it ended', removedBy: '`purgeWork`' },
  account: { howLong: 'as long as the account or the partner is there; its acts stay in the audit log', removedBy: 'an administrator' },
  erasure: {
    howLong: 'a look-up one day; what was ordered, and why, for good as proof; without his number as soon as it is done',
    removedBy: '`noteErasureDone`, `purgeWork`',
  },
  audit: { howLong: 'for good; ids alone, so that the chain stays whole (PIPL 56: three years at least)', removedBy: '–' },
  pause: { howLong: 'until it succeeds, or three hours after it was last tried', removedBy: '`onePiece`, `purgeWork`' },
  figures: { howLong: 'for good; about nobody', removedBy: '–' },
  configuration: { howLong: 'as long as the program needs it', removedBy: '–' },
};
