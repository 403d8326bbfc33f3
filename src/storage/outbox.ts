import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { outboxReports } from './outbox-reports.ts';
import { UNSAID, UNSENT } from './outbox-states.ts';
import { outboxWords, type Words } from './outbox-words.ts';
import { owedAgain } from './owed-again.ts';
import type { DeliveryState } from './schema.ts';

/** A message of ours that is to be sent now. */
export interface DueMessage {
  readonly id: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly channel: string;
  /** Null when there is nothing to say any more: he was erased, or a human has taken over. */
  readonly said: Words | null;
  /** Why what it says cannot be read now; null where it can be, and where there is nothing to say any more. */
  readonly unreadable: { readonly cause: unknown } | null;
  /** Which attempt this is, from 1 on. */
  readonly attempt: number;
  /** An earlier attempt ended without a known result: it may have arrived already. */
  readonly maybeSent: boolean;
  /** Its name for the platform: another one than before where the platform had taken it and then did not deliver it. */
  readonly sendAs: string;
}

export interface LedgerLine {
  readonly channel: string;
  readonly state: DeliveryState;
  /** The platform's code. */
  readonly reason: string | null;
  readonly count: number;
}

/** What is written down of an attempt. */
export interface Settled {
  readonly state: Extract<DeliveryState, 'queued' | 'accepted' | 'waiting' | 'refused' | 'dead' | 'withdrawn'>;
  /** Milliseconds since 1970 UTC. */
  readonly dueAt: number;
  readonly reason: string | null;
  readonly platformId: string | null;
  /** Nobody knows whether it arrived: a repeat must say that it is one. */
  readonly uncertain?: boolean;
}

/** So long an attempt may take before it counts as lost; longer than any call may last. Milliseconds. */
const LEASE = 20_000;

export function outbox(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { readWords } = outboxWords(context);
  const { reported, reportCameFirst } = outboxReports(context);
  return {
    reported,

    /**
     * These messages of ours go out in the HTTP answer that is being written. Leaves out what a sender has taken meanwhile,
     * so that nothing is said twice, what would overtake an older message that a sender has, and the bot's words where a
     * human has taken over. The same answer to the same redelivery stays.
     * @param overtaking whatever older waits: a page that shows all messages in their order puts this one behind them
     */
    async takeForAnswer(messageIds: readonly string[], overtaking = false): Promise<ReadonlySet<string>> {
      if (messageIds.length === 0) return new Set();
      const now = sources.now();
      const rows = await database.claiming
        .updateTable('outbox')
        .set({ state: 'accepted', via: 'answer', updated_at: now })
        .where('message_id', 'in', [...messageIds])
        .where((is) =>
          is.or([
            is('via', '=', 'answer'),
            is.and([
              is('state', 'in', UNSAID),
              ...(overtaking
                ? []
                : [
                    is.not(
                      is.exists(
                        is
                          .selectFrom('outbox as older')
                          .select('older.id')
                          .whereRef('older.conversation_id', '=', 'outbox.conversation_id')
                          .whereRef('older.position', '<', 'outbox.position')
                          .where('older.state', 'in', UNSENT)
                          .where((older) => older.or([older('older.state', '=', 'sending'), older('older.due_at', '<=', now)])),
                      ),
                    ),
                  ]),
              is.not(
                is.exists(
                  is
                    .selectFrom('conversations')
                    .select('conversations.id')
                    .whereRef('conversations.id', '=', 'outbox.conversation_id')
                    .where('status', '=', 'open'),
                ),
              ),
            ]),
          ]),
        )
        .returning('message_id')
        .execute();
      return new Set(rows.map(({ message_id }) => message_id));
    },

    /** The HTTP answer did not wait for these: a sender may have them at once. */
    async releaseToSender(messageIds: readonly string[]): Promise<void> {
      if (messageIds.length === 0) return;
      await query
        .updateTable('outbox')
        .set({ due_at: sources.now() })
        .where('message_id', 'in', [...messageIds])
        .where('state', '=', 'queued')
        .execute();
    },

    /** The citizen has written: what the platform kept back may go out. */
    async releaseWaiting(conversationId: string): Promise<number> {
      const now = sources.now();
      const rows = await query
        .updateTable('outbox')
        .set({ state: 'queued', due_at: now, updated_at: now })
        .where('conversation_id', '=', conversationId)
        .where('state', '=', 'waiting')
        .returning('id')
        .execute();
      return rows.length;
    },

    /**
     * The message that is due longest, claimed for the caller alone: one UPDATE, so that several instances may ask at once.
     * Within a conversation the first unsent message only.
     */
    async claimDue(channels: readonly string[]): Promise<DueMessage | null> {
      if (channels.length === 0) return null;
      const now = sources.now();
      const row = await database.claiming
        .updateTable('outbox')
        .set((is) => ({ state: 'sending', attempts: is('attempts', '+', 1), due_at: now + LEASE, updated_at: now }))
        .where('id', '=', (inner) =>
          database.skipLocked(
            inner
              .selectFrom('outbox as due')
              .select('due.id')
              .where('due.channel', 'in', [...channels])
              .where('due.state', 'in', UNSENT)
              .where('due.due_at', '<=', now)
              .where((is) =>
                is.not(
                  is.exists(
                    is
                      .selectFrom('outbox as earlier')
                      .select('earlier.id')
                      .whereRef('earlier.conversation_id', '=', 'due.conversation_id')
                      .where('earlier.state', 'in', UNSENT)
                      .whereRef('earlier.position', '<', 'due.position'),
                  ),
                ),
              )
              .orderBy('due.due_at')
              .limit(1),
            'due',
          ),
        )
        .where('state', 'in', UNSENT)
        .where('due_at', '<=', now)
        .returning(['id', 'message_id', 'conversation_id', 'channel', 'attempts', 'settled', 'platform_id'])
        .executeTakeFirst();
      if (!row) return null;
      return {
        id: row.id,
        messageId: row.message_id,
        conversationId: row.conversation_id,
        channel: row.channel,
        attempt: row.attempts,
        maybeSent: row.attempts - 1 > row.settled,
        sendAs: row.platform_id === null ? row.message_id : `${row.message_id}-${row.settled}`,
        ...(await readWords(row)),
      };
    },

    /**
     * Writes the result of an attempt down; a dead one is an event for the desk. Nothing of either when another instance has
     * the message by now, because this one took too long.
     */
    async settle(due: DueMessage, { state, dueAt, reason, platformId, uncertain = false }: Settled): Promise<void> {
      const now = sources.now();
      const change = query
        .updateTable('outbox')
        .set((is) => ({
          state,
          settled: uncertain ? is.ref('settled') : is('settled', '+', 1),
          due_at: dueAt,
          reason,
          platform_id: platformId === null ? is.ref('platform_id') : is.val(platformId),
          via: 'sender' as const,
          updated_at: now,
        }))
        .where('id', '=', due.id)
        .where('state', '=', 'sending')
        .where('attempts', '=', due.attempt);
      const event = query
        .insertInto('events')
        .columns(['conversation_id', 'kind', 'message_id', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('outbox')
            .select(({ val }) => ['conversation_id', sql.lit('delivery').as('kind'), 'message_id', val(now).as('created_at')])
            .where('id', '=', due.id)
            .where('state', '=', 'sending')
            .where('attempts', '=', due.attempt),
        );
      // The event first: behind the change nobody could tell whose it was.
      const before = state === 'withdrawn' ? await owedAgain(context, due) : state === 'dead' || state === 'refused' ? [event] : [];
      await database.batch([...before, change]);
      if (state === 'accepted' && platformId !== null) await reportCameFirst(platformId);
    },

    /** How many messages of ours stand in which state, by channel and reason; what the doctor and the desk show. */
    async ledger(): Promise<readonly LedgerLine[]> {
      const rows = await query
        .selectFrom('outbox')
        .select(({ fn }) => ['channel', 'state', 'reason', fn.countAll<number | string>().as('count')])
        .groupBy(['channel', 'state', 'reason'])
        .orderBy('channel')
        .orderBy('state')
        .orderBy('reason')
        .execute();
      return rows.map(({ count, ...line }) => ({ ...line, count: Number(count) }));
    },
  };
}
