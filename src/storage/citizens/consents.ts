import { type Compilable, sql } from 'kysely';
import type { Sources } from '../context.ts';
import type { Database } from '../database.ts';
import type { ConsentPurpose } from './citizens-tables.ts';

export interface GivenConsent {
  readonly purpose: ConsentPurpose;
  readonly version: number;
  /** Through what he says so; left out: a page of ours. */
  readonly through?: string;
}
export const ON_A_PAGE = 'page';
/** One that was given; milliseconds since 1970 UTC. */
export interface KeptConsent extends Omit<GivenConsent, 'through'> {
  readonly givenAt: number;
  readonly withdrawnAt: number | null;
  /** `page`, a channel; null in rows from before it was kept. */
  readonly givenThrough: string | null;
  /** The same, `newer-version`, or `erasure`. */
  readonly withdrawnThrough: string | null;
}

/** Ends an older version and writes the new one, unless this one stands already. */
export function consentStatements(
  query: Database['query'],
  sources: Sources,
  citizenId: string,
  { purpose, version, through = ON_A_PAGE }: GivenConsent,
): readonly Compilable[] {
  const now = sources.now();
  const standing = query
    .selectFrom('citizen_consents')
    .select('citizen_consents.id')
    .where('citizen_id', '=', citizenId)
    .where('purpose', '=', purpose)
    .where('version', '=', version)
    .where('withdrawn_at', 'is', null);
  return [
    query
      .updateTable('citizen_consents')
      .set({ withdrawn_at: now, withdrawn_through: 'newer-version' })
      .where('citizen_id', '=', citizenId)
      .where('purpose', '=', purpose)
      .where('version', '<>', version)
      .where('withdrawn_at', 'is', null),
    query
      .insertInto('citizen_consents')
      .columns(['id', 'citizen_id', 'purpose', 'version', 'given_at', 'channel'])
      .expression(
        query
          .selectFrom('citizens')
          .select(({ val }) => [
            val(sources.id()).as('id'),
            'citizens.id as citizen_id',
            val(purpose).as('purpose'),
            sql<number>`${sql.lit(version)}`.as('version'),
            val(now).as('given_at'),
            val(through).as('channel'),
          ])
          .where('citizens.id', '=', citizenId)
          .where('erased_at', 'is', null)
          .where(({ not, exists }) => not(exists(standing))),
      ),
  ];
}
