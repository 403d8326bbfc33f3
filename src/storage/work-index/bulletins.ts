import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { BulletinKind } from './work-index-tables.ts';

/** Kept as it was made; what it says is for work-index/bulletin.ts to know. */
export interface KeptBulletin {
  readonly kind: BulletinKind;
  /** Its first day: days since 1 January 1970 in Shanghai. */
  readonly day: number;
  /** JSON */
  readonly body: string;
  /** Milliseconds since 1970 UTC. */
  readonly madeAt: number;
}

export function bulletins({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  return {
    /** The first days of those that are there from this day on; and the first one of all, null while there is none. */
    async bulletinsMade(kind: BulletinKind, from: number): Promise<{ readonly first: number | null; readonly made: ReadonlySet<number> }> {
      const [made, first] = await Promise.all([
        query.selectFrom('bulletins').select('day').where('kind', '=', kind).where('day', '>=', from).execute(),
        query.selectFrom('bulletins').select('day').where('kind', '=', kind).orderBy('day').limit(1).executeTakeFirst(),
      ]);
      return { first: first?.day ?? null, made: new Set(made.map(({ day }) => day)) };
    },

    /** False when another instance was faster; then its bulletin stays. */
    async keepBulletin(kind: BulletinKind, day: number, body: string): Promise<boolean> {
      try {
        await query
          .insertInto('bulletins')
          .values({ kind, day, body_sealed: await sealer.sealOwn(body), made_at: sources.now() })
          .execute();
        return true;
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        return false;
      }
    },

    async readBulletin(kind: BulletinKind, day: number): Promise<KeptBulletin | null> {
      const row = await query.selectFrom('bulletins').selectAll().where('kind', '=', kind).where('day', '=', day).executeTakeFirst();
      return row ? { kind, day, body: await sealer.openOwn(row.body_sealed), madeAt: row.made_at } : null;
    },

    /** The newest first. */
    listBulletins: (kind: BulletinKind, most: number) =>
      query
        .selectFrom('bulletins')
        .select(['day', 'made_at as madeAt'])
        .where('kind', '=', kind)
        .orderBy('day', 'desc')
        .limit(most)
        .execute(),

    /** Somebody takes one out of the program. @param subject its kind and day */
    async auditBulletinPrint(subject: string, officerId: string): Promise<void> {
      await auditEntry(query, { at: sources.now(), officerId, action: 'bulletin.printed', subject }).execute();
    },
  };
}
