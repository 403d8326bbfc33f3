import type { StorageContext } from './context.ts';
import type { Draft, Drafts } from './draft.ts';

type DraftReading = Pick<Drafts, 'listDrafts' | 'readDraft' | 'draftFiles' | 'draftSteps'>;

/** Drafts as librarians see them. */
export function draftReading({ database }: StorageContext): DraftReading {
  const { query } = database;

  const withAuthor = () =>
    query
      .selectFrom('drafts')
      .innerJoin('officers', 'officers.id', 'author_id')
      .select([
        'drafts.id',
        'title',
        'base',
        'state',
        'edits',
        'author_id as authorId',
        'display as author',
        'proposed_by as proposedBy',
        'published_as as publishedAs',
        'drafts.created_at as createdAt',
        'updated_at as updatedAt',
      ]);

  return {
    async listDrafts(states, most): Promise<readonly Draft[]> {
      if (states.length === 0) return [];
      return withAuthor().where('state', 'in', states).orderBy('updated_at', 'desc').orderBy('drafts.id').limit(most).execute();
    },

    async readDraft(id) {
      return (await withAuthor().where('drafts.id', '=', id).executeTakeFirst()) ?? null;
    },

    async draftFiles(id) {
      const rows = await query
        .selectFrom('draft_files')
        .innerJoin('officers', 'officers.id', 'officer_id')
        .select(['path', 'body', 'base_checksum', 'display', 'updated_at'])
        .where('draft_id', '=', id)
        .orderBy('path')
        .execute();
      return rows.map(({ path, body, base_checksum, display, updated_at }) => ({
        path,
        body,
        baseChecksum: base_checksum,
        officer: display,
        updatedAt: updated_at,
      }));
    },

    async draftSteps(id) {
      return query
        .selectFrom('draft_steps')
        .leftJoin('officers', 'officers.id', 'officer_id')
        .select(['kind', 'display as officer', 'remark', 'at'])
        .where('draft_id', '=', id)
        .orderBy('draft_steps.id')
        .execute();
    },
  };
}
