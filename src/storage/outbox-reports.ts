import { MINUTE } from '../durations.ts';
import { channelMemory } from './channel-memory.ts';
import type { StorageContext } from './context.ts';

/** What a platform says of a message that it had accepted. */
export interface DeliveryReport {
  readonly platformId: string;
  /** `waiting`: it may be sent again once the citizen has written. */
  readonly state: 'delivered' | 'refused' | 'waiting';
  /** The platform's code; never a text. */
  readonly reason: string | null;
}

/** So long a report may be ahead of our own note that the message was accepted: a database that is busy repeats for a while. */
const AHEAD = 5 * MINUTE;

const keyOf = (platformId: string): string => `report:${platformId}`;

export function outboxReports(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { recall, remember } = channelMemory(context);

  /** What never arrived is an event for the desk. */
  async function note(channels: readonly string[], { platformId, state, reason }: DeliveryReport): Promise<boolean> {
    const now = sources.now();
    const rows = await query
      .updateTable('outbox')
      .set({ state, reason, updated_at: now })
      .where('platform_id', '=', platformId)
      .where('channel', 'in', [...channels])
      .where('state', '=', 'accepted')
      .returning(['conversation_id', 'message_id'])
      .execute();
    if (state !== 'delivered')
      for (const { conversation_id, message_id } of rows)
        await query.insertInto('events').values({ conversation_id, kind: 'delivery', message_id, created_at: now }).execute();
    return rows.length > 0;
  }

  return {
    /**
     * The platform reports what became of a message. One that is quicker than our note of it is kept for that note to find.
     * @param channels whose messages this platform carries; the names of others' mean something else
     */
    async reported(channels: readonly string[], report: DeliveryReport): Promise<boolean> {
      if (channels.length === 0) return false;
      if (await note(channels, report)) return true;
      await remember(keyOf(report.platformId), JSON.stringify({ channels, report }), sources.now() + AHEAD);
      // Written down in between, our note has not seen it.
      return note(channels, report);
    },

    /** Our note stands now: what was reported before it counts. */
    async reportCameFirst(platformId: string): Promise<void> {
      const kept = await recall(keyOf(platformId));
      if (kept === null) return;
      const { channels, report } = JSON.parse(kept) as { readonly channels: readonly string[]; readonly report: DeliveryReport };
      await note(channels, report);
    },
  };
}
