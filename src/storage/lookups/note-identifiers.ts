import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';
import { canonicalIdentifier } from './canonical-identifier.ts';
import { identifierHash, siteHash, sourceHash } from './identifier-hashes.ts';
import type { IdentifierKind, SourceKind } from './lookups-tables.ts';

export interface NotedIdentifier {
  readonly kind: IdentifierKind;
  /** As it was written. */
  readonly value: string;
  /** The scam's type in the library, where it is known. */
  readonly type: string | null;
}

export interface IdentifierSource {
  readonly kind: SourceKind;
  /** An id of ours (case, conversation, stop lead, row of an import): kept as a keyed hash only, to count each source once. */
  readonly ref: string;
}

/**
 * Statements for the caller's own batch that put a scam's identifiers on the list; the same ones of the same source count
 * once, however often it is done. What is nothing of its kind, and numbers of public services, are left out silently.
 */
export async function noteIdentifiers(
  { database: { query }, sealer, sources }: StorageContext,
  items: readonly NotedIdentifier[],
  source: IdentifierSource,
): Promise<Compilable[]> {
  const now = sources.now();
  const statements: Compilable[] = [];
  for (const { kind, value, type } of items) {
    const found = canonicalIdentifier(kind, value);
    if (!found) continue;
    const id = await identifierHash(sealer, found);
    const row = {
      id,
      kind,
      value_sealed: await sealer.sealOwn(found.value),
      site_hash: found.site === null ? null : await siteHash(sealer, found.site),
      created_at: now,
    };
    statements.push(
      query
        .insertInto('identifiers')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing()),
      query
        .insertInto('identifier_sources')
        .values({ id: await sourceHash(sealer, id, source), identifier_id: id, kind: source.kind, type, at: now })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    );
  }
  return statements;
}
