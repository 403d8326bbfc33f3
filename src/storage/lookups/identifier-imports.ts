import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { type NotedIdentifier, noteIdentifiers } from './note-identifiers.ts';

export function identifierImports(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  return {
    /**
     * The whole list in one batch, or nothing of it; the same id again adds nothing.
     * @param items as `canonicalIdentifier` takes them; others are left out
     */
    async importIdentifiers(id: string, label: string, items: readonly NotedIdentifier[], officerId: string): Promise<void> {
      const now = sources.now();
      const row = { id, officer_id: officerId, label, rows: items.length, created_at: now };
      try {
        await database.batch([
          query.insertInto('identifier_imports').values(row),
          auditEntry(query, { at: now, officerId, action: 'identifiers.imported', subject: id }),
          ...(await noteIdentifiers(context, items, { kind: 'import', ref: id })),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },

    newestImports: () =>
      query
        .selectFrom('identifier_imports')
        .innerJoin('officers', 'officers.id', 'identifier_imports.officer_id')
        .select(['identifier_imports.id', 'label', 'rows', 'officers.display', 'identifier_imports.created_at'])
        .orderBy('identifier_imports.created_at', 'desc')
        .limit(20)
        .execute(),
  };
}
