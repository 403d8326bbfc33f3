import type { Compilable } from 'kysely';
import type { StorageContext } from './context.ts';
import type { DraftChange, DraftFile, Drafts } from './draft.ts';
import { type DraftSeen, draftSteps, hindrance } from './draft-step.ts';

type DraftActs = Pick<
  Drafts,
  'createDraft' | 'saveDraftFile' | 'dropDraftFile' | 'rebaseDraft' | 'proposeDraft' | 'returnDraft' | 'withdrawDraft'
>;
type NewFile = Pick<DraftFile, 'path' | 'body' | 'baseChecksum'>;
interface By {
  readonly officerId: string;
  readonly edits: number;
}

/** What librarians do with a draft before it is published. */
export function draftActs(context: StorageContext): DraftActs {
  const { database, sources } = context;
  const { query } = database;
  const steps = draftSteps(context);

  const row = (draftId: string, { path, body, baseChecksum }: NewFile, officerId: string, at: number) => ({
    draft_id: draftId,
    path,
    body,
    base_checksum: baseChecksum,
    officer_id: officerId,
    updated_at: at,
  });
  const filesOf = (id: string) => query.selectFrom('draft_files').selectAll().where('draft_id', '=', id);

  /** Another draft than the one that was measured, or that is being measured now. */
  const changed = (seen: DraftSeen, parts: { readonly base?: string } = {}): Compilable[] => [
    query
      .updateTable('drafts')
      .set({ ...parts, edits: seen.edits + 1, updated_at: sources.now() })
      .where('id', '=', seen.id),
    noMoreWanted(seen.id),
  ];
  const noMoreWanted = (id: string): Compilable =>
    query
      .deleteFrom('draft_builds')
      .where('draft_id', '=', id)
      .where('state', 'in', ['wanted', 'running'] as const);

  return {
    async createDraft({ id = sources.id(), title, base, officerId, files = [] }) {
      const now = sources.now();
      const begin = [
        query.insertInto('drafts').values({
          id,
          title,
          base,
          state: 'open',
          edits: 0,
          author_id: officerId,
          proposed_by: null,
          proposed_at: null,
          published_by: null,
          published_as: null,
          created_at: now,
          updated_at: now,
          call_backs_due: null,
        }),
        ...steps.step(id, 1, { kind: 'begun', officerId }),
        ...files.map((file) => query.insertInto('draft_files').values(row(id, file, officerId, now))),
      ];
      try {
        await database.batch(begin);
      } catch (error) {
        // The same form once more.
        if (!database.isUniqueViolation(error) || (await steps.see(id))?.author_id !== officerId) throw error;
      }
      return id;
    },

    async saveDraftFile(id, file, { officerId, edits }: By): Promise<DraftChange> {
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['open'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      const known = await filesOf(id).where('path', '=', file.path).executeTakeFirst();
      if (known && known.body === file.body) return 'done';
      const { body, officer_id, updated_at, ...first } = row(id, file, officerId, sources.now());
      return steps.take(seen, { kind: 'changed', officerId, remark: file.path }, [
        ...changed(seen),
        query
          .insertInto('draft_files')
          .values({ ...first, body, officer_id, updated_at })
          // What the base had there stays as it was at the first change.
          .onConflict((conflict) => conflict.columns(['draft_id', 'path']).doUpdateSet({ body, officer_id, updated_at })),
      ]);
    },

    async dropDraftFile(id, path, { officerId, edits }: By): Promise<DraftChange> {
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['open'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      if (!(await filesOf(id).where('path', '=', path).executeTakeFirst())) return 'done';
      return steps.take(seen, { kind: 'changed', officerId, remark: path }, [
        ...changed(seen),
        query.deleteFrom('draft_files').where('draft_id', '=', id).where('path', '=', path),
      ]);
    },

    async rebaseDraft(id, { base, files }, { officerId, edits }: By): Promise<DraftChange> {
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['open'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      const now = sources.now();
      const before = new Map((await filesOf(id).execute()).map((file) => [file.path, file]));
      const rows = files.map((file) => {
        const old = before.get(file.path);
        // Whoever wrote it has written it, unless it had to be changed now.
        return old && old.body === file.body ? { ...old, base_checksum: file.baseChecksum } : row(id, file, officerId, now);
      });
      return steps.take(seen, { kind: 'rebased', officerId, remark: base }, [
        ...changed(seen, { base }),
        query.deleteFrom('draft_files').where('draft_id', '=', id),
        ...rows.map((one) => query.insertInto('draft_files').values(one)),
      ]);
    },

    async proposeDraft(id, { officerId, edits, remark }): Promise<DraftChange> {
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['open'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      const now = sources.now();
      return steps.take(seen, { kind: 'proposed', officerId, remark }, [
        query
          .updateTable('drafts')
          .set({ state: 'proposed', proposed_by: officerId, proposed_at: now, updated_at: now })
          .where('id', '=', id),
      ]);
    },

    async returnDraft(id, { officerId, edits, remark }): Promise<DraftChange> {
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['proposed'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      return steps.take(seen, { kind: 'returned', officerId, remark }, [
        query
          .updateTable('drafts')
          .set({ state: 'open', proposed_by: null, proposed_at: null, updated_at: sources.now() })
          .where('id', '=', id),
      ]);
    },

    async withdrawDraft(id, { officerId, edits, remark }): Promise<DraftChange> {
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['open', 'proposed'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      return steps.take(seen, { kind: 'withdrawn', officerId, remark }, [
        query.updateTable('drafts').set({ state: 'withdrawn', updated_at: sources.now() }).where('id', '=', id),
        noMoreWanted(id),
      ]);
    },
  };
}
