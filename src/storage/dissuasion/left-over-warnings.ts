import type { Compilable, SelectQueryBuilder } from 'kysely';
import { DAY } from '../../durations.ts';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../schema.ts';
import { notAside, setAside } from '../set-aside.ts';

/** An upload that has not moved for so long was cut off. Milliseconds. */
const CUT_OFF_AFTER = 15 * 60_000;
/** So long a file's faulty rows can be fetched, and a file that nobody confirms is kept. */
const ROWS_KEPT = 7 * DAY;
/** What was closed so long ago keeps its figures and loses whom it was about. */
const CLOSED_KEPT = 365 * DAY;
const ROWS_AT_ONCE = 1000;

/**
 * Statements for the batch that erases somebody: everything of his number's warnings that tells who he is. Those that are not
 * over yet stay on their legal basis, since a scammer tells his victim to ask for this, and go when they are over.
 * @param phoneHash fingerprint of his number as `telephoneNumber` writes it @param since only of warnings of later
 */
export function warnedErasure(query: Database['query'], phoneHash: string, now: number, since = 0): Compilable[] {
  const over = () =>
    query
      .selectFrom('warnings')
      .select('id')
      .where('phone_hash', '=', phoneHash)
      .where('created_at', '>=', since)
      .where('status', '=', 'closed')
      .where('due_at', 'is', null);
  return [
    ...postsForgotten(query, over),
    query.updateTable('warning_steps').set({ note_sealed: null }).where('warning_id', 'in', over()),
    query.updateTable('visit_forms').set({ body_sealed: null }).where('warning_id', 'in', over()),
    query.updateTable('warning_notices').set({ token_sealed: null, again_at: null }).where('warning_id', 'in', over()),
    query.updateTable('warnings').set({ forget: 1, updated_at: now }).where('phone_hash', '=', phoneHash).where('created_at', '>=', since),
    query.updateTable('warnings').set({ subject_sealed: null, phone_hash: null }).where('id', 'in', over()),
  ];
}

/** What of these warnings was told to the police; what is on its way to them goes out first. */
function postsForgotten(query: Database['query'], ids: () => SelectQueryBuilder<Tables, 'warnings', { id: string }>): Compilable[] {
  return [
    query
      .updateTable('partner_exchanges')
      .set({ body_sealed: null, receipt_sealed: null })
      .where('subject', 'in', ids())
      .where('kind', '=', 'protective-stop')
      .where('state', 'not in', ['queued', 'sending']),
    query.updateTable('partner_leads').set({ body_sealed: null }).where('warning_id', 'in', ids()),
  ];
}

/** What is not needed any more, and what must not be kept any longer. */
export function leftOverWarnings(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { onePiece } = setAside(context);

  /** Of one that is not erased yet: whom it is about, and what was said of him. */
  async function eraseWarning(id: string): Promise<void> {
    const now = sources.now();
    const known = await query
      .selectFrom('warnings')
      .select('id')
      .where('id', '=', id)
      .where('subject_sealed', 'is not', null)
      .executeTakeFirst();
    if (!known) return;
    await database.batch([
      ...postsForgotten(query, () => query.selectFrom('warnings').select('id').where('id', '=', id)),
      query.updateTable('warnings').set({ subject_sealed: null, phone_hash: null, updated_at: now }).where('id', '=', id),
      query.updateTable('warning_steps').set({ note_sealed: null }).where('warning_id', '=', id),
      query.updateTable('visit_forms').set({ body_sealed: null }).where('warning_id', '=', id),
      query.updateTable('warning_notices').set({ token_sealed: null, again_at: null }).where('warning_id', '=', id),
      auditEntry(query, { at: now, officerId: null, action: 'warning.erased', subject: id }),
    ]);
  }

  return {
    eraseWarning,

    /**
     * One piece of tidying up: uploads that were cut off, rows of files, and whom old warnings were about. False: none was left.
     * @param closedKept milliseconds that a closed warning still tells whom it was about
     */
    async tidyWarnings(closedKept = CLOSED_KEPT): Promise<boolean> {
      const now = sources.now();
      const cut = await query
        .updateTable('warning_imports')
        .set({ status: 'discarded', updated_at: now })
        .where((is) =>
          is.or([
            is.and([is('status', '=', 'receiving'), is('updated_at', '<', now - CUT_OFF_AFTER)]),
            is.and([is('status', '=', 'ready'), is('updated_at', '<', now - ROWS_KEPT)]),
          ]),
        )
        .returning('id')
        .execute();
      if (cut.length > 0) return true;
      const done = await query
        .selectFrom('warning_import_rows as staged')
        .innerJoin('warning_imports as file', 'file.id', 'staged.import_id')
        .select(['staged.import_id', 'staged.line'])
        .where((is) =>
          is.or([
            is('file.status', '=', 'discarded'),
            is.and([is('file.status', '=', 'live'), is.or([is('problem', 'is', null), is('file.updated_at', '<', now - ROWS_KEPT)])]),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      if (done) {
        await database.batch([
          query.deleteFrom('warning_import_parts').where('import_id', '=', done.import_id),
          query
            .deleteFrom('warning_import_rows')
            .where('import_id', '=', done.import_id)
            .where('line', '>=', done.line)
            .where('line', '<', done.line + ROWS_AT_ONCE)
            .where((is) =>
              is.or([
                is('problem', 'is', null),
                is.exists(
                  is
                    .selectFrom('warning_imports')
                    .select('warning_imports.id')
                    .where('warning_imports.id', '=', done.import_id)
                    .where((file) => file.or([file('status', '=', 'discarded'), file('updated_at', '<', now - ROWS_KEPT)])),
                ),
              ]),
            ),
        ]);
        return true;
      }
      const parts = await query
        .deleteFrom('warning_import_parts')
        .where('import_id', 'in', (is) => is.selectFrom('warning_imports').select('id').where('status', '=', 'discarded'))
        .returning('part')
        .execute();
      if (parts.length > 0) return true;
      const old = await query
        .selectFrom('warnings')
        .select('id')
        .where('status', '=', 'closed')
        .where('due_at', 'is', null)
        .where('subject_sealed', 'is not', null)
        .where((is) => is.or([is('closed_at', '<', now - closedKept), is('forget', '=', 1)]))
        .where(notAside('warning-erase', 'warnings.id', now))
        .limit(1)
        .executeTakeFirst();
      if (old) await onePiece('warning-erase', old.id, () => eraseWarning(old.id));
      return old !== undefined;
    },
  };
}
