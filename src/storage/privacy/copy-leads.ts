import type { StorageContext } from '../context.ts';
import { ofWhoWritesFrom } from '../stop-loss/whose-lead.ts';

/** His stop-payment leads as he told them; of one whose time is over only that it was there. @param from of those that came before, nothing */
export async function leadsOf({ database: { query }, sealer }: StorageContext, conversationId: string, from: number) {
  const leads = await query
    .selectFrom('stop_leads')
    .select(['id', 'number', 'state', 'created_at', 'closed_at', 'key_wrapped', 'body_sealed'])
    .where(ofWhoWritesFrom(conversationId))
    .where('created_at', '>=', from)
    .orderBy('created_at')
    .execute();
  return Promise.all(
    leads.map(async ({ id, number, state, created_at, closed_at, key_wrapped, body_sealed }) => {
      const key = key_wrapped === null ? null : await sealer.unwrap(key_wrapped);
      const transfers = key
        ? await query
            .selectFrom('stop_transfers')
            .select(['position', 'body_sealed'])
            .where('lead_id', '=', id)
            .where('removed_at', 'is', null)
            .orderBy('position')
            .execute()
        : [];
      const told: unknown = key ? JSON.parse(await sealer.open(key, body_sealed)) : null;
      return {
        number,
        state,
        at: Number(created_at),
        closedAt: closed_at,
        told,
        transfers: await Promise.all(
          transfers.map(async (one) => (key ? (JSON.parse(await sealer.open(key, one.body_sealed)) as unknown) : null)),
        ),
      };
    }),
  );
}
