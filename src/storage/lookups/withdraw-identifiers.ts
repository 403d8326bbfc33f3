import type { Compilable } from 'kysely';
import type { StorageContext } from '../context.ts';
import { canonicalIdentifier } from './canonical-identifier.ts';
import { identifierHash, listedBy } from './identifier-hashes.ts';
import type { IdentifierKind } from './lookups-tables.ts';
import type { IdentifierSource, NotedIdentifier } from './note-identifiers.ts';

export interface WithdrawnIdentifier {
  readonly kind: IdentifierKind;
  /** As it stands on the list. */
  readonly value: string;
}

/** Ids in one statement; one of D1 takes a hundred values. */
const AT_ONCE = 80;

/**
 * What this source named before and does not name any more, such as an account that was mistyped: somebody innocent may have it.
 * Statements for the caller's own batch take its word back; what others have named stays listed.
 * @param names what it names now
 */
export async function withdrawIdentifiers(
  { database: { query }, sealer }: StorageContext,
  names: readonly NotedIdentifier[],
  source: IdentifierSource,
): Promise<{ readonly statements: readonly Compilable[]; readonly withdrawn: readonly WithdrawnIdentifier[] }> {
  const named = await query
    .selectFrom('identifier_sources')
    .innerJoin('identifiers', 'identifiers.id', 'identifier_id')
    .select(['identifier_sources.id', 'identifier_id', 'identifiers.kind', 'value_sealed'])
    .where('listed_by', '=', await listedBy(sealer, source))
    .execute();
  const found = names.flatMap(({ kind, value }) => canonicalIdentifier(kind, value) ?? []);
  const still = new Set(await Promise.all(found.map((one) => identifierHash(sealer, one))));
  const gone = named.filter(({ identifier_id }) => !still.has(identifier_id));
  const statements: Compilable[] = [];
  for (let at = 0; at < gone.length; at += AT_ONCE) {
    const some = gone.slice(at, at + AT_ONCE);
    const [ids, identifiers] = [some.map(({ id }) => id), some.map(({ identifier_id }) => identifier_id)];
    statements.push(
      query.deleteFrom('identifier_sources').where('id', 'in', ids),
      // Nothing of it is kept, unless somebody has objected: he is owed an answer.
      query
        .deleteFrom('identifiers')
        .where('id', 'in', identifiers)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('identifier_sources as other').select('other.id').whereRef('other.identifier_id', '=', 'identifiers.id'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('identifier_disputes as said').select('said.id').whereRef('said.identifier_id', '=', 'identifiers.id'))),
        ),
    );
  }
  const withdrawn = await Promise.all(gone.map(async ({ kind, value_sealed }) => ({ kind, value: await sealer.openOwn(value_sealed) })));
  return { statements, withdrawn };
}
