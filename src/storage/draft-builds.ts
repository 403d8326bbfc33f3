import { type Selectable, sql } from 'kysely';
import type { StorageContext } from './context.ts';
import type { DraftBuild, Drafts } from './draft.ts';
import { type DraftAction, draftSteps, hindrance } from './draft-step.ts';
import type { LibraryTables } from './library-schema.ts';

type DraftBuilds = Pick<Drafts, 'wantBuild' | 'takeBuild' | 'noteBuildProgress' | 'endBuild' | 'newestBuild'>;

/** Drafts that are compiled, trained and measured: wanted by a librarian, taken by one worker at a time. */
export function draftBuilds(context: StorageContext): DraftBuilds {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { see } = draftSteps(context);

  async function opened(row: Selectable<LibraryTables['draft_builds']> | undefined): Promise<DraftBuild | null> {
    if (!row) return null;
    return {
      id: row.id,
      draftId: row.draft_id,
      edits: row.edits,
      base: row.base,
      state: row.state,
      wantedAt: row.wanted_at,
      done: row.done,
      of: row.of,
      attempts: row.attempts,
      endedAt: row.ended_at,
      version: row.version,
      checksum: row.checksum,
      report: row.report_sealed === null ? null : await sealer.openOwn(row.report_sealed),
    };
  }

  const ofEdits = (draftId: string, edits: number) =>
    query.selectFrom('draft_builds').select(['id', 'state']).where('draft_id', '=', draftId).where('edits', '=', edits);

  const held = (id: string, worker: string) =>
    query.updateTable('draft_builds').where('id', '=', id).where('worker', '=', worker).where('state', '=', 'running');

  return {
    async wantBuild(draftId, { officerId, edits }) {
      const seen = await see(draftId);
      const hindered = hindrance(seen, ['open', 'proposed'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      const builds = await ofEdits(draftId, edits).execute();
      if (builds.some(({ state }) => state === 'wanted' || state === 'running')) return 'done';
      // Its number among those of the same edits is taken once: two who want it at once want the same one.
      const id = `${draftId}.${edits}.${builds.length + 1}`;
      const now = sources.now();
      try {
        await database.batch([
          query
            .insertInto('draft_builds')
            .columns(['id', 'draft_id', 'edits', 'base', 'state', 'wanted_by', 'wanted_at', 'done', 'of'])
            .expression(
              query
                .selectFrom('drafts')
                .select(({ val }) => [
                  val(id).as('id'),
                  'drafts.id as draft_id',
                  'edits',
                  'base',
                  sql.lit('wanted').as('state'),
                  val(officerId).as('wanted_by'),
                  val(now).as('wanted_at'),
                  sql.lit(0).as('done'),
                  sql.lit(0).as('of'),
                ])
                .where('id', '=', draftId)
                .where('edits', '=', edits)
                .where('state', 'in', ['open', 'proposed'] as const),
            ),
          query
            .insertInto('audit')
            .columns(['at', 'officer_id', 'action', 'subject'])
            .expression(
              query
                .selectFrom('draft_builds')
                .select(({ val }) => [
                  val(now).as('at'),
                  val(officerId).as('officer_id'),
                  sql.lit('build.wanted' satisfies DraftAction).as('action'),
                  'draft_id as subject',
                ])
                .where('id', '=', id),
            ),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return (await ofEdits(draftId, edits).where('id', '=', id).executeTakeFirst()) ? 'done' : 'overtaken';
    },

    async takeBuild(worker, leaseMs) {
      const now = sources.now();
      const row = await database.claiming
        .updateTable('draft_builds')
        .set(({ ref }) => ({
          ...{ state: 'running', worker, lease_until: now + leaseMs, done: 0, of: 0 },
          attempts: sql<number>`${ref('attempts')} + 1`,
        }))
        .where('id', '=', ({ selectFrom }) =>
          database.skipLocked(
            selectFrom('draft_builds as due')
              .select('due.id')
              .where((is) =>
                is.or([is('due.state', '=', 'wanted'), is.and([is('due.state', '=', 'running'), is('due.lease_until', '<=', now)])]),
              )
              .orderBy('due.wanted_at')
              .orderBy('due.id')
              .limit(1),
            'due',
          ),
        )
        // Once more, for a database in which another worker's change is seen only here.
        .where((is) => is.or([is('state', '=', 'wanted'), is.and([is('state', '=', 'running'), is('lease_until', '<=', now)])]))
        .returningAll()
        .executeTakeFirst();
      return opened(row);
    },

    async noteBuildProgress(id, worker, { done, of }, leaseMs) {
      const { numUpdatedRows } = await held(id, worker)
        .set({ done, of, lease_until: sources.now() + leaseMs })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async endBuild(id, worker, { state, version, checksum, report }) {
      const report_sealed = await sealer.sealOwn(report);
      const { numUpdatedRows } = await held(id, worker)
        .set({ state, version, checksum, report_sealed, ended_at: sources.now(), lease_until: null })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async newestBuild(draftId) {
      const row = await query
        .selectFrom('draft_builds')
        .selectAll()
        .where('draft_id', '=', draftId)
        .orderBy('edits', 'desc')
        .orderBy('wanted_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return opened(row);
    },
  };
}
