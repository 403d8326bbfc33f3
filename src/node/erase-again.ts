import type { DatabaseSync } from 'node:sqlite';
import { ERASED_KINDS, type ErasedKind, erasedMark, KINDS } from './erasure-list.ts';
import { tableNames } from './table-sums.ts';

const HIS = 'SELECT id FROM conversations WHERE person_id = ?';
/** What may still go out, or be taken along by an HTTP answer (storage/outbox-states.ts). */
const WAITING = "'queued', 'sending', 'waiting', 'refused', 'dead'";

/** What goes out to partners first, also after an erasure (partners/forget-posts.ts). */
const ON_ITS_WAY = "'queued', 'sending'";
const POSTED = `FROM partner_exchanges WHERE subject = (SELECT number FROM stop_leads WHERE id = ?) AND state NOT IN (${ON_ITS_WAY})`;

/**
 * What is done to whoever was erased after the backup. His key goes first of all; what is not sealed and points to him goes
 * with it; each statement has one `?`, his id. The rest is unreadable without the key, and the server's own tidying takes it away.
 */
export const STATEMENTS: Readonly<Record<ErasedKind, readonly { table: string; sql: string }[]>> = {
  person: [
    // While his conversations are still found by him: nothing that waits goes out to him, or is fetched.
    { table: 'outbox', sql: `UPDATE outbox SET state = 'withdrawn' WHERE state IN (${WAITING}) AND conversation_id IN (${HIS})` },
    {
      table: 'attachments',
      sql: `UPDATE attachments SET state = 'lost' WHERE state = 'wanted'
        AND message_id IN (SELECT id FROM messages WHERE conversation_id IN (${HIS}))`,
    },
    {
      table: 'call_backs',
      sql: `UPDATE call_backs SET done_at = due_at, result = 'cancelled' WHERE done_at IS NULL
        AND case_id IN (SELECT id FROM cases WHERE conversation_id IN (${HIS}))`,
    },
    { table: 'persons', sql: 'UPDATE persons SET key_wrapped = NULL WHERE id = ?' },
    { table: 'conversations', sql: 'UPDATE conversations SET address_sealed = NULL, address_hash = NULL WHERE person_id = ?' },
  ],
  lead: [
    { table: 'stop_leads', sql: "UPDATE stop_leads SET key_wrapped = NULL, body_sealed = '', check_sealed = NULL WHERE id = ?" },
    { table: 'stop_transfers', sql: "UPDATE stop_transfers SET body_sealed = '', account_hash = NULL WHERE lead_id = ?" },
    { table: 'stop_answers', sql: "UPDATE stop_answers SET detail_sealed = '' WHERE lead_id = ?" },
    {
      table: 'stop_evidence_parts',
      sql: 'DELETE FROM stop_evidence_parts WHERE evidence_id IN (SELECT id FROM stop_evidence WHERE lead_id = ?)',
    },
    { table: 'stop_evidence', sql: 'DELETE FROM stop_evidence WHERE lead_id = ?' },
    { table: 'partner_answers', sql: `UPDATE partner_answers SET body_sealed = NULL WHERE exchange_id IN (SELECT id ${POSTED})` },
    {
      table: 'partner_exchanges',
      sql: `UPDATE partner_exchanges SET body_sealed = NULL, receipt_sealed = NULL WHERE id IN (SELECT id ${POSTED})`,
    },
  ],
  warning: [
    {
      table: 'partner_exchanges',
      sql: `UPDATE partner_exchanges SET body_sealed = NULL, receipt_sealed = NULL
        WHERE subject = ? AND kind = 'protective-stop' AND state NOT IN (${ON_ITS_WAY})`,
    },
    { table: 'partner_leads', sql: 'UPDATE partner_leads SET body_sealed = NULL WHERE warning_id = ?' },
    { table: 'warning_steps', sql: 'UPDATE warning_steps SET note_sealed = NULL WHERE warning_id = ?' },
    { table: 'visit_forms', sql: 'UPDATE visit_forms SET body_sealed = NULL WHERE warning_id = ?' },
    { table: 'warning_notices', sql: 'UPDATE warning_notices SET token_sealed = NULL, again_at = NULL WHERE warning_id = ?' },
    { table: 'warnings', sql: 'UPDATE warnings SET subject_sealed = NULL, phone_hash = NULL WHERE id = ?' },
  ],
  leaving: [{ table: 'warnings', sql: 'UPDATE warnings SET forget = 1 WHERE id = ?' }],
  objector: [
    {
      table: 'identifier_disputes',
      // What is not decided yet is still to be read for that, and goes with it.
      sql: `UPDATE identifier_disputes SET contact_sealed = '', reason_sealed = CASE WHEN decided_at IS NULL THEN reason_sealed ELSE '' END,
        decision_sealed = CASE WHEN decided_at IS NULL THEN decision_sealed ELSE '' END WHERE id = ?`,
    },
  ],
  citizen: [
    {
      table: 'warnings',
      sql: 'UPDATE warnings SET forget = 1 WHERE phone_hash = (SELECT phone_hash FROM citizens WHERE id = ? AND phone_hash IS NOT NULL)',
    },
    ...[
      'citizen_sessions',
      'citizen_codes',
      'citizen_links',
      'citizen_check_ups',
      'teaching_done',
      'lesson_pushes',
      'citizen_conversations',
    ].map((table) => ({ table, sql: `DELETE FROM ${table} WHERE citizen_id = ?` })),
    {
      table: 'citizens',
      sql: `UPDATE citizens SET grid_id = NULL, age_band = NULL, job = NULL, name_sealed = NULL, phone_sealed = NULL, phone_hash = NULL,
        phone_proved_at = NULL, guardian_sealed = NULL, guardian_phone_sealed = NULL, guardian_proved_at = NULL,
        erased_at = updated_at WHERE id = ?`,
    },
  ],
};

/**
 * In a database that was just restored, before anybody else opens it. Leaves the schema as it is; what the database does not
 * have yet is passed over. The old bytes are overwritten, not only set free.
 * @returns how many of each kind were erased again
 */
export function eraseAgain(database: DatabaseSync, marks: ReadonlySet<string>): Readonly<Record<ErasedKind, number>> {
  const known = tableNames(database);
  const counts: Record<ErasedKind, number> = { person: 0, lead: 0, citizen: 0, warning: 0, leaving: 0, objector: 0 };
  database.exec('PRAGMA secure_delete = ON; BEGIN IMMEDIATE');
  for (const kind of KINDS) {
    const { table, erased } = ERASED_KINDS[kind];
    if (!known.includes(table)) continue;
    const statements = STATEMENTS[kind].filter((statement) => known.includes(statement.table)).map(({ sql }) => database.prepare(sql));
    const living = database.prepare(`SELECT id FROM ${table} WHERE NOT (${erased})`).all();
    for (const id of living.map((row) => String(row.id)).filter((id) => marks.has(erasedMark(kind, id)))) {
      for (const statement of statements) statement.run(id);
      counts[kind]++;
    }
  }
  database.exec('COMMIT');
  return counts;
}
