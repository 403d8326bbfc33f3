import type { Compilable, OnConflictBuilder } from 'kysely';
import type { StorageContext } from '../context.ts';
import type { Tables } from '../schema.ts';
import { type CanonicalIdentifier, canonicalIdentifier } from './canonical-identifier.ts';
import { identifierHash, listedBy, siteHash, sourceHash } from './identifier-hashes.ts';
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

/** Rows of six values; a statement of D1 takes a hundred. */
const ROWS_AT_ONCE = 16;

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
  // One of each: PostgreSQL refuses a statement that would change a row twice.
  const noted = new Map<string, { readonly found: CanonicalIdentifier; readonly type: string | null }>();
  for (const { kind, value, type } of items) {
    const found = canonicalIdentifier(kind, value);
    const id = found ? await identifierHash(sealer, found) : '';
    if (found && !noted.has(id)) noted.set(id, { found, type });
  }
  const listed = async ([id, { found }]: [string, { readonly found: CanonicalIdentifier }]) => ({
    id,
    kind: found.kind,
    value_sealed: await sealer.sealOwn(found.value),
    site_hash: found.site === null ? null : await siteHash(sealer, found.site),
    created_at: now,
  });
  const named = async ([id, { type }]: [string, { readonly type: string | null }]) => ({
    id: await sourceHash(sealer, id, source),
    identifier_id: id,
    kind: source.kind,
    type,
    at: now,
    listed_by: source.kind === 'stop-lead' ? await listedBy(sealer, source) : null,
  });
  const all = [...noted];
  const statements: Compilable[] = [];
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE) {
    const some = all.slice(at, at + ROWS_AT_ONCE);
    statements.push(
      query
        .insertInto('identifiers')
        .values(await Promise.all(some.map(listed)))
        .onConflict((conflict) => conflict.column('id').doNothing()),
      query
        .insertInto('identifier_sources')
        .values(await Promise.all(some.map(named)))
        .onConflict((conflict) => (source.kind === 'closing' ? namedAgain(conflict.column('id')) : conflict.column('id').doNothing())),
    );
  }
  return statements;
}

/** Whoever removed it did not know what the officer knows who names it once more from the same case: it counts from now. */
function namedAgain(conflict: OnConflictBuilder<Tables, 'identifier_sources'>) {
  return conflict
    .doUpdateSet(({ ref }) => ({ at: ref('excluded.at'), type: ref('excluded.type') }))
    .where((is) =>
      is.exists(
        is
          .selectFrom('identifiers')
          .select('identifiers.id')
          .whereRef('identifiers.id', '=', 'identifier_sources.identifier_id')
          .whereRef('identifiers.removed_at', '>=', 'identifier_sources.at'),
      ),
    );
}
