import { createHash } from 'node:crypto';
import type { AppDeps } from '../../src/routes/app-deps.ts';
import type { Role } from '../../src/storage/desk-schema.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { account } from '../storage/storage-under-test.ts';

/** Somebody at the desk with the console open. */
export interface Colleague {
  readonly id: string;
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** A form of the console, as a browser sends it. */
  send(path: string, fields?: Record<string, string>): Promise<Response>;
}

export interface DeskUnderTest extends TestApp {
  /** How often the senders were told that something is due. */
  readonly nudges: { count: number };
  signIn(display: string, role?: Role): Promise<Colleague>;
  /** A citizen's message that calls a human; his token and the case. */
  call(text?: string): Promise<{ readonly conversation: string; readonly caseId: string; readonly number: string }>;
}

const AN_HOUR = 3_600_000;

export async function openDesk(
  changes: Partial<Pick<AppDeps, 'detector' | 'log' | 'runtime'>> = {},
  settings: Record<string, string> = {},
): Promise<DeskUnderTest> {
  const nudges = { count: 0 };
  const under = await openTestApp(settings, {
    ...changes,
    nudgeDelivery: () => {
      nudges.count += 1;
    },
  });
  return {
    ...under,
    nudges,
    async signIn(display, role = 'officer') {
      const id = `officer-${display}`;
      await under.database.query
        .insertInto('officers')
        .values(account(id, display, role, under.clock.now))
        .execute();
      const token = `token-${id}`;
      await under.storage.startSession(createHash('sha256').update(token).digest('hex'), id, under.clock.now + AN_HOUR);
      const cookie = `desk=${encodeURIComponent(token)}`;
      return { id, cookie, ...browser(under, { cookie }) };
    },
    async call(text = '我刚给骗子转了两万块钱，怎么办') {
      const answer = await under.chat({ text });
      const row = await under.database.query
        .selectFrom('cases')
        .select(['id', 'number'])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return { conversation: answer.conversation, caseId: row.id, number: row.number };
    },
  };
}

/** With a cookie, or without one. */
export function browser(under: TestApp, own: Record<string, string> = {}): Omit<Colleague, 'id' | 'cookie'> {
  return {
    get: async (path, headers = {}) => under.app.request(path, { headers: { accept: 'text/html', ...own, ...headers } }),
    send: (path, fields = {}) =>
      under.post(path, new URLSearchParams(fields).toString(), {
        origin: 'http://localhost',
        host: 'localhost',
        'content-type': 'application/x-www-form-urlencoded',
        ...own,
      }),
  };
}
