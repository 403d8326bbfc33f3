import { CHANNELS_APART } from './channel-tables.ts';
import { CITIZEN_STATEMENTS, CONFIRMED_BY_OFFICERS } from './citizens/citizens-tables.ts';
import { DESK_CALLS } from './desk-schema.ts';
import { DISSUASION_STATEMENTS, WARNINGS_VOIDED } from './dissuasion/dissuasion-tables.ts';
import { CHANNELS, CONSULT_CORE, DESK, DESK_WORK, LIBRARY_WORK, RELEASES } from './first-tables.ts';
import { INVITATIONS_WITHDRAWN } from './invitation-links.ts';
import { LATE_CALL_BACKS, SCRIPT_LOOKS } from './library-schema.ts';
import { LISTED_BY, LOOKUP_STATEMENTS } from './lookups/lookups-tables.ts';
import { MERCHANT_STATEMENTS } from './merchants/merchants-tables.ts';
import { PARTNER_POSTS_AGAIN, PARTNER_STATEMENTS } from './partners/partners-tables.ts';
import { PLACE_STATEMENTS } from './places/places-tables.ts';
import { ERASURE_REQUESTS, PRIVACY_STATEMENTS } from './privacy/privacy-tables.ts';
import { SET_ASIDE_STATEMENTS } from './set-aside-table.ts';
import { STOP_ANSWERS_TOLD, STOP_LEAD_FORMS, STOP_LEADS_FREE, STOP_LOSS_STATEMENTS } from './stop-loss/stop-loss-tables.ts';
import { TEACHING_STATEMENTS } from './teaching/teaching-tables.ts';
import { WORK_INDEX_STATEMENTS } from './work-index/work-index-tables.ts';

/**
 * Append only: a migration that has been released is never edited. Plain SQL that SQLite, PostgreSQL and D1 all
 * understand; `{serial}` is the one thing they spell differently.
 */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  { name: 'consult-core', statements: CONSULT_CORE },
  { name: 'channels', statements: CHANNELS },
  { name: 'desk', statements: DESK },
  { name: 'desk-work', statements: DESK_WORK },
  { name: 'releases', statements: RELEASES },
  { name: 'library-work', statements: LIBRARY_WORK },
  {
    name: 'whole-city',
    statements: [
      'ALTER TABLE officers ADD COLUMN partner_id TEXT',
      ...PLACE_STATEMENTS,
      ...CITIZEN_STATEMENTS,
      ...TEACHING_STATEMENTS,
      ...DISSUASION_STATEMENTS,
      ...STOP_LOSS_STATEMENTS,
      ...PARTNER_STATEMENTS,
      ...LOOKUP_STATEMENTS,
      ...WORK_INDEX_STATEMENTS,
      ...MERCHANT_STATEMENTS,
    ],
  },
  {
    name: 'erased-at-a-glance',
    statements: [
      'CREATE INDEX persons_erased ON persons (id) WHERE key_wrapped IS NULL',
      'CREATE INDEX stop_leads_erased ON stop_leads (id) WHERE key_wrapped IS NULL',
      'CREATE INDEX citizens_erased ON citizens (id) WHERE erased_at IS NOT NULL',
    ],
  },
  {
    name: 'operating-figures',
    statements: [
      "CREATE INDEX outbox_open ON outbox (channel, state, created_at) WHERE state IN ('queued', 'sending', 'waiting', 'refused', 'dead')",
      "CREATE INDEX partner_exchanges_open ON partner_exchanges (state, created_at) WHERE state IN ('queued', 'sending', 'dead')",
    ],
  },
  { name: 'privacy', statements: PRIVACY_STATEMENTS },
  { name: 'session-proofs', statements: ['ALTER TABLE sessions ADD COLUMN proved_at BIGINT'] },
  { name: 'stop-answers-told', statements: STOP_ANSWERS_TOLD },
  { name: 'set-aside', statements: SET_ASIDE_STATEMENTS },
  { name: 'partner-posts-again', statements: PARTNER_POSTS_AGAIN },
  { name: 'language-of-a-message', statements: ['ALTER TABLE messages ADD COLUMN speaks TEXT'] },
  { name: 'erasure-at-the-desk', statements: ERASURE_REQUESTS },
  { name: 'checksums-of-attachments', statements: ['ALTER TABLE attachments ADD COLUMN sha256_sealed TEXT'] },
  { name: 'invitations-withdrawn', statements: INVITATIONS_WITHDRAWN },
  { name: 'late-call-backs', statements: LATE_CALL_BACKS },
  { name: 'script-looks', statements: SCRIPT_LOOKS },
  { name: 'channels-apart', statements: CHANNELS_APART },
  { name: 'warnings-voided', statements: WARNINGS_VOIDED },
  {
    name: 'erased-under-our-own-key',
    statements: [
      'CREATE INDEX warnings_erased ON warnings (id) WHERE subject_sealed IS NULL',
      'CREATE INDEX warnings_leaving ON warnings (id) WHERE forget = 1',
      "CREATE INDEX identifier_disputes_erased ON identifier_disputes (id) WHERE contact_sealed = ''",
    ],
  },
  { name: 'calls-of-the-desk', statements: DESK_CALLS },
  {
    name: 'guesses-of-a-session',
    statements: [
      'ALTER TABLE sessions ADD COLUMN proof_tries INTEGER',
      'ALTER TABLE sessions ADD COLUMN sign_tries INTEGER',
      'ALTER TABLE sessions ADD COLUMN sign_tried_at BIGINT',
    ],
  },
  { name: 'stop-leads-free', statements: STOP_LEADS_FREE },
  { name: 'confirmed-by-officers', statements: CONFIRMED_BY_OFFICERS },
  { name: 'listed-by', statements: LISTED_BY },
  { name: 'stop-lead-forms', statements: STOP_LEAD_FORMS },
];
