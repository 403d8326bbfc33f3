import type { StorageContext } from './context.ts';

/** A look for new scripts that has ended. */
export interface ScriptLook {
  /** Milliseconds since 1970 UTC. */
  readonly endedAt: number;
  /** How many were new. */
  readonly found: number;
}

/** What lies further back is read by nobody. */
const SLOTS_KEPT = 100;

/** When new scripts were looked for, and how many wait. The day is divided into slots, and of all servers one looks in each. */
export function scriptLooks({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** False: another server has this slot, or had it. @param leaseMs after which a look that was cut off is begun anew */
    async takeScriptLook(slot: number, leaseMs: number): Promise<boolean> {
      const now = sources.now();
      const { numInsertedOrUpdatedRows = 0n } = await query
        .insertInto('script_looks')
        .values({ slot, lease_until: now + leaseMs, ended_at: null, found: null })
        .onConflict((conflict) =>
          conflict
            .column('slot')
            .doUpdateSet({ lease_until: now + leaseMs })
            .where('script_looks.ended_at', 'is', null)
            .where('script_looks.lease_until', '<=', now),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows > 0n;
    },

    /** Whoever took it; and a librarian who looks himself spares the server its look. */
    async endScriptLook(slot: number, found: number): Promise<void> {
      const ended = { ended_at: sources.now(), found };
      await database.batch([
        query
          .insertInto('script_looks')
          .values({ slot, lease_until: ended.ended_at, ...ended })
          .onConflict((conflict) => conflict.column('slot').doUpdateSet(ended)),
        query.deleteFrom('script_looks').where('slot', '<', slot - SLOTS_KEPT),
      ]);
    },

    /** How many wait to be looked at, last met since then. */
    async countScripts(from: number): Promise<number> {
      const { waiting } = await query
        .selectFrom('new_scripts')
        .select(({ fn }) => fn.countAll<number>().as('waiting'))
        .where('state', '=', 'new')
        .where('last_at', '>=', from)
        .executeTakeFirstOrThrow();
      return Number(waiting);
    },

    /** null: nobody has looked yet. */
    async lastScriptLook(): Promise<ScriptLook | null> {
      const row = await query
        .selectFrom('script_looks')
        .select(['ended_at', 'found'])
        .where('ended_at', 'is not', null)
        .orderBy('ended_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && row.ended_at !== null ? { endedAt: row.ended_at, found: row.found ?? 0 } : null;
    },
  };
}
