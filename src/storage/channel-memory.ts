import type { StorageContext } from './context.ts';

/** What channels remember between deliveries, for all instances; sealed under the master key. */
export function channelMemory({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  return {
    async recall(id: string): Promise<string | null> {
      const row = await query.selectFrom('channel_memory').select(['value_sealed', 'expires_at']).where('id', '=', id).executeTakeFirst();
      if (!row || (row.expires_at !== null && row.expires_at <= sources.now())) return null;
      return sealer.openOwn(row.value_sealed);
    },

    /** @param expiresAt milliseconds since 1970 UTC; null: stays */
    async remember(id: string, value: string, expiresAt: number | null): Promise<void> {
      const kept = { value_sealed: await sealer.sealOwn(value), expires_at: expiresAt };
      await query
        .insertInto('channel_memory')
        .values({ id, ...kept })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
        .execute();
    },
  };
}
