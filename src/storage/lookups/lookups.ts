import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { notDrill } from '../drills.ts';
import { identifierDisputes } from './identifier-disputes.ts';
import { identifierImports } from './identifier-imports.ts';
import { identifierList } from './identifier-list.ts';
import { type NotedIdentifier, noteIdentifiers } from './note-identifiers.ts';

/** Phones, links, accounts and apps that were reported. */
export function lookups(context: StorageContext) {
  const { database, sources } = context;
  return {
    ...identifierList(context),
    ...identifierDisputes(context),
    ...identifierImports(context),

    /**
     * What an officer knows from a case that was closed as a scam.
     * @returns false when there is no such case, or it was closed as something else
     */
    async listOfClosing(caseNumber: string, items: readonly NotedIdentifier[], officerId: string): Promise<boolean> {
      const closed = await database.query
        .selectFrom('cases')
        .select(['id', 'true_type'])
        .where('number', '=', caseNumber)
        .where('status', '=', 'closed')
        .where('truth', '=', 'scam')
        .where(notDrill('conversation_id'))
        .executeTakeFirst();
      if (!closed) return false;
      const typed = items.map((item) => ({ ...item, type: item.type ?? closed.true_type }));
      await database.batch([
        auditEntry(database.query, { at: sources.now(), officerId, action: 'identifier.listed', subject: closed.id }),
        ...(await noteIdentifiers(context, typed, { kind: 'closing', ref: closed.id })),
      ]);
      return true;
    },

    /** Somebody looks at an identifier in full. */
    async noteIdentifierSeen(id: string, officerId: string): Promise<void> {
      await auditEntry(database.query, { at: sources.now(), officerId, action: 'identifier.found', subject: id }).execute();
    },
  };
}
