import type { DatabaseSync } from 'node:sqlite';
import { ERASED_KINDS, type ErasedKind, erasedMark, KINDS } from './erasure-list.ts';
import { tableNames } from './table-sums.ts';

const HIS = 'SELECT id FROM conversations WHERE person_id = ?';
/** What may still go out, or be taken along by an HTTP answer (storage/outbox-states.ts). */
const WAITING = "'queued', 'sending', 'waiting', 'refused', 'dead'";

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
  const counts: Record<ErasedKind, number> = { person: 0, lead: 0, citizen: 0 };
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
