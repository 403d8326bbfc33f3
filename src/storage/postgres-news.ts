import type pg from 'pg';
import type { Database, News } from './database.ts';
import type { Statement } from './postgres-connections.ts';

/** What the news need of the database. */
interface NewsDeps {
  /** The connection that listens; not connected yet. */
  readonly client: () => pg.Client;
  readonly run: (statement: Statement) => Promise<{ readonly rows: readonly unknown[] }>;
  readonly settledUpTo: Database['settledUpTo'];
  readonly warn: (error: unknown) => void;
}

const CHANNEL = 'fanzha';
/** However much is written: news go out, and are read, no more often than this. Milliseconds. */
const BREATH = 50;
/** So many of the newest events count as new then. */
const AFTER_RESTORE = 1000;
/** Before it listens again after the connection broke; doubled up to the longest. Milliseconds. */
const FIRST_AGAIN = 500;
const LONGEST_AGAIN = 30_000;
/** `insert into "outbox"` and the like, as Kysely writes it. */
const TELLING = /^insert into "(events|outbox)"/;

/**
 * Tells all programs on this database what was written, after it was committed: NOTIFY within the transaction itself would
 * make all commits of the database wait for each other. One notification and one look at the new events for many of them.
 */
export function postgresNews({ client, run, settledUpTo, warn }: NewsDeps) {
  const listeners = new Set<(news: News) => void>();
  let listening: pg.Client | null = null;
  let again: NodeJS.Timeout | undefined;
  let pause = FIRST_AGAIN;
  let cursor: number | null = null;
  let closed = false;

  const tell = gathered(async (kinds) => {
    hear(kinds);
    // A notification that is lost in a crash costs a poll's delay; nobody waits for the disk.
    await run({
      sql: `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', $1::text)`,
      parameters: [`${(listening as { processID?: number } | null)?.processID ?? 0} ${[...kinds].join(' ')}`],
    });
  });

  const look = gathered(async (kinds) => {
    const conversations = kinds.has('events') ? await newEvents() : new Set<string>();
    if (conversations.size === 0 && !kinds.has('outbox')) return;
    for (const listener of listeners) listener({ conversations, outbox: kinds.has('outbox') });
  });
  function hear(kinds: Iterable<string>): void {
    if (listeners.size > 0) for (const kind of kinds) look(kind);
  }

  async function newEvents(): Promise<ReadonlySet<string>> {
    const settled = await settledUpTo('events');
    // Numbers that were higher before: the database was restored from a backup.
    const from = cursor === null ? settled : cursor > settled ? Math.max(0, settled - AFTER_RESTORE) : cursor;
    cursor = settled;
    if (cursor === from) return new Set();
    const { rows } = await run({
      sql: 'SELECT DISTINCT conversation_id FROM events WHERE seq > $1 AND seq <= $2',
      parameters: [from, cursor],
    });
    return new Set((rows as { conversation_id: string }[]).map((row) => row.conversation_id));
  }

  async function listen(): Promise<void> {
    const mine = client();
    const lost = (error?: unknown): void => {
      if (listening !== mine && listening !== null) return;
      listening = null;
      mine.removeAllListeners('end');
      void mine.end().catch(() => undefined);
      if (closed) return;
      if (error !== undefined) warn(error);
      clearTimeout(again);
      again = setTimeout(() => void listen(), pause).unref();
      pause = Math.min(LONGEST_AGAIN, pause * 2);
    };
    mine.on('error', lost);
    mine.on('end', () => lost());
    mine.on('notification', ({ payload = '' }) => {
      const [from, ...kinds] = payload.split(' ');
      if (from !== String((mine as { processID?: number }).processID)) hear(kinds);
    });
    try {
      await mine.connect();
      await mine.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      return lost(error);
    }
    if (closed) return void mine.end().catch(() => undefined);
    listening = mine;
    pause = FIRST_AGAIN;
    // What was told while nobody listened.
    cursor ??= await settledUpTo('events').catch(() => null);
    hear(['events', 'outbox']);
  }

  /** Gathers what is asked for while one is on its way, and lets a breath go by before the next. */
  function gathered(work: (kinds: ReadonlySet<string>) => Promise<void>): (kind: string) => void {
    let kinds = new Set<string>();
    let busy = false;
    const next = async (): Promise<void> => {
      busy = true;
      while (kinds.size > 0 && !closed) {
        const now = kinds;
        kinds = new Set();
        // The polls find it.
        await work(now).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, BREATH).unref());
      }
      busy = false;
    };
    return (kind) => {
      if (closed) return;
      kinds.add(kind);
      if (!busy) void next();
    };
  }

  return {
    /** These were committed. */
    written(statements: readonly Statement[]): void {
      for (const { sql } of statements) {
        const kind = TELLING.exec(sql)?.[1];
        if (kind !== undefined) tell(kind);
      }
    },
    onNews(listener: (news: News) => void): () => void {
      listeners.add(listener);
      if (listeners.size === 1 && listening === null && again === undefined) again = setTimeout(() => void listen(), 0).unref();
      return () => void listeners.delete(listener);
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(again);
      await listening?.end().catch(() => undefined);
    },
  };
}
