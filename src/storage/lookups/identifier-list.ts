import type { StorageContext } from '../context.ts';
import type { CanonicalIdentifier } from './canonical-identifier.ts';
import { identifierHash, siteHash } from './identifier-hashes.ts';
import { type IdentifierKind, SOURCE_KINDS, type SourceKind } from './lookups-tables.ts';
import { type IdentifierSource, type NotedIdentifier, noteIdentifiers } from './note-identifiers.ts';

/** How long a source counts, by what it is about. Milliseconds. */
export type Lifetimes = Readonly<Record<IdentifierKind, number>>;
type SourceCounts = Readonly<Record<SourceKind, number>>;

/** What is known of something that was looked up. */
export interface ListHit {
  readonly id: string;
  readonly counts: SourceCounts;
  /** Milliseconds since 1970 UTC. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The type that was named last. */
  readonly type: string | null;
}

export interface Looked {
  readonly exact: ListHit | null;
  /** Of a link: another address of the same site. */
  readonly sameSite: ListHit | null;
}

export interface ListedIdentifier extends ListHit {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly removedAt: number | null;
}

export function identifierList(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;

  /**
   * What counts: not too old, and not from before a removal. After one, reports of citizens alone do not put it back: whoever
   * wants to harm somebody could simply report again.
   */
  const counting = (lifetimes: Lifetimes) =>
    query
      .selectFrom('identifiers')
      .innerJoin('identifier_sources', 'identifier_sources.identifier_id', 'identifiers.id')
      .where((is) =>
        is.or(
          (Object.entries(lifetimes) as [IdentifierKind, number][]).map(([kind, lifetime]) =>
            is.and([is('identifiers.kind', '=', kind), is('identifier_sources.at', '>', sources.now() - lifetime)]),
          ),
        ),
      )
      .where((is) =>
        is.or([
          is('removed_at', 'is', null),
          is.and([is('identifier_sources.at', '>', is.ref('removed_at')), is('identifier_sources.kind', '<>', 'report')]),
        ]),
      );

  interface Counted {
    readonly identifier_id: string;
    readonly kind: SourceKind;
    readonly count: number | string;
    readonly first: number | string;
    readonly last: number | string;
    readonly type: string | null;
  }
  function hitOf(id: string, rows: readonly Counted[]): ListHit | null {
    if (rows.length === 0) return null;
    const counts = Object.fromEntries(
      SOURCE_KINDS.map((kind) => [kind, rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + Number(row.count), 0)]),
    ) as Record<SourceKind, number>;
    const byTime = rows.toSorted((a, b) => Number(b.last) - Number(a.last));
    return {
      id,
      counts,
      firstAt: Math.min(...rows.map(({ first }) => Number(first))),
      lastAt: Math.max(...rows.map(({ last }) => Number(last))),
      type: byTime.find(({ type }) => type !== null)?.type ?? null,
    };
  }
  const counted = (lifetimes: Lifetimes) =>
    counting(lifetimes)
      .select(({ fn }) => [
        'identifier_sources.identifier_id',
        'identifier_sources.kind',
        'identifier_sources.type',
        fn.countAll<number | string>().as('count'),
        fn.min('identifier_sources.at').as('first'),
        fn.max('identifier_sources.at').as('last'),
      ])
      .groupBy(['identifier_sources.identifier_id', 'identifier_sources.kind', 'identifier_sources.type']);

  /** The newest ones and when each was named last. By the newest sources, so that the list need not be read whole. */
  async function newestOf(kind: IdentifierKind | null, most: number): Promise<ReadonlyMap<string, number>> {
    for (let read = most * 8; ; read *= 8) {
      const sourced = await query
        .selectFrom('identifier_sources')
        .innerJoin('identifiers', 'identifiers.id', 'identifier_sources.identifier_id')
        .select(['identifier_id', 'at'])
        .$if(kind !== null, (found) => found.where('identifiers.kind', '=', kind ?? 'phone'))
        .orderBy('at', 'desc')
        .orderBy('identifier_id')
        .limit(read)
        .execute();
      const last = new Map<string, number>();
      for (const { identifier_id, at } of sourced) if (!last.has(identifier_id)) last.set(identifier_id, at);
      if (last.size >= most || sourced.length < read) return new Map([...last].slice(0, most));
    }
  }

  return {
    /** Puts them on the list by themselves. @see noteIdentifiers */
    async listIdentifiers(items: readonly NotedIdentifier[], source: IdentifierSource): Promise<void> {
      const statements = await noteIdentifiers(context, items, source);
      if (statements.length > 0) await database.batch(statements);
    },

    /** Is it on the list? Nothing of who reported it is in the answer. */
    async lookUp(found: CanonicalIdentifier, lifetimes: Lifetimes): Promise<Looked> {
      const id = await identifierHash(sealer, found);
      const exact = hitOf(id, await counted(lifetimes).where('identifiers.id', '=', id).execute());
      if (exact || found.site === null) return { exact, sameSite: null };
      const site = await siteHash(sealer, found.site);
      return { exact: null, sameSite: hitOf(site, await counted(lifetimes).where('identifiers.site_hash', '=', site).execute()) };
    },

    /** In full, for officers: removed ones too, with what counts now. */
    async readIdentifier(id: string, lifetimes: Lifetimes): Promise<ListedIdentifier | null> {
      const row = await query
        .selectFrom('identifiers')
        .select(['kind', 'value_sealed', 'removed_at', 'created_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return null;
      const hit = hitOf(id, await counted(lifetimes).where('identifiers.id', '=', id).execute());
      const none = Object.fromEntries(SOURCE_KINDS.map((kind) => [kind, 0])) as Record<SourceKind, number>;
      const known = hit ?? { id, counts: none, firstAt: row.created_at, lastAt: row.created_at, type: null };
      return { ...known, kind: row.kind, value: await sealer.openOwn(row.value_sealed), removedAt: row.removed_at };
    },

    /** When and how each thing put it there, newest first; never who. */
    sourcesOf: (id: string) =>
      query
        .selectFrom('identifier_sources')
        .select(['kind', 'type', 'at'])
        .where('identifier_id', '=', id)
        .orderBy('at', 'desc')
        .limit(100)
        .execute(),

    /** The newest ones, for the desk's list. */
    async newestIdentifiers(kind: IdentifierKind | null, lifetimes: Lifetimes, most = 50): Promise<readonly ListedIdentifier[]> {
      const newest = await newestOf(kind, Math.min(most, 80));
      const ids = ['', ...newest.keys()];
      const rows = await query
        .selectFrom('identifiers')
        .select(['id', 'kind', 'value_sealed', 'removed_at'])
        .where('id', 'in', ids)
        .execute();
      const hits = await counted(lifetimes).where('identifiers.id', 'in', ids).execute();
      const none = Object.fromEntries(SOURCE_KINDS.map((one) => [one, 0])) as Record<SourceKind, number>;
      const listed = await Promise.all(
        rows.map(async ({ id, kind: of, value_sealed, removed_at }) => {
          const last = newest.get(id) ?? 0;
          const hit = hitOf(
            id,
            hits.filter(({ identifier_id }) => identifier_id === id),
          );
          const known = hit ?? { id, counts: none, firstAt: last, lastAt: last, type: null };
          return { ...known, kind: of, value: await sealer.openOwn(value_sealed), removedAt: removed_at };
        }),
      );
      const places = [...newest.keys()];
      return listed.toSorted((a, b) => places.indexOf(a.id) - places.indexOf(b.id));
    },

    /** The id of what an officer typed in; null when nothing of it was ever listed. */
    async findIdentifier(found: CanonicalIdentifier): Promise<string | null> {
      const id = await identifierHash(sealer, found);
      return (await query.selectFrom('identifiers').select('id').where('id', '=', id).executeTakeFirst())?.id ?? null;
    },

    /** Throws away what has expired, with the value when nothing is left. @returns whether there was something */
    async forgetIdentifiers(lifetimes: Lifetimes): Promise<boolean> {
      const now = sources.now();
      const old = await query
        .selectFrom('identifier_sources')
        .innerJoin('identifiers', 'identifiers.id', 'identifier_sources.identifier_id')
        .select(['identifier_sources.id', 'identifier_id'])
        .where((is) =>
          is.or(
            (Object.entries(lifetimes) as [IdentifierKind, number][]).map(([kind, lifetime]) =>
              is.and([is('identifiers.kind', '=', kind), is('identifier_sources.at', '<=', now - lifetime)]),
            ),
          ),
        )
        .limit(80)
        .execute();
      if (old.length === 0) return false;
      const bare = query
        .selectFrom('identifiers')
        .select('identifiers.id')
        .where('identifiers.id', 'in', [...new Set(old.map(({ identifier_id }) => identifier_id))])
        .where((is) =>
          is.not(is.exists(is.selectFrom('identifier_sources').select('id').whereRef('identifier_id', '=', 'identifiers.id'))),
        );
      await database.batch([
        query.deleteFrom('identifier_sources').where(
          'id',
          'in',
          old.map(({ id }) => id),
        ),
        query.deleteFrom('identifier_disputes').where('identifier_id', 'in', bare),
        query.deleteFrom('identifiers').where('id', 'in', bare),
      ]);
      return true;
    },
  };
}
