import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningServer } from './running-server.ts';

const AN_HOUR = 3_600_000;

/** Somebody at the desk of a real server, over real HTTP. */
export interface Officer {
  readonly id: string;
  /** A form of the console; the status that it is answered with. */
  send(path: string, fields?: Record<string, string>): Promise<number>;
  get(path: string): Promise<string>;
}

export interface WaitingCase {
  readonly id: string;
  readonly conversationId: string;
}

export function openData(dataDir: string, readOnly = false): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, 'fanzha.db'), { readOnly });
  database.exec('PRAGMA busy_timeout = 10000');
  return database;
}

/** Accounts and sessions are written into the server's own file. */
export function signIn(server: () => RunningServer, dataDir: string, count: number): Officer[] {
  const database = openData(dataDir);
  const now = Date.now();
  const account = database.prepare(
    `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
     VALUES (?, ?, ?, 'officer', '', '', 0, 0, 0, 0, ?)`,
  );
  const session = database.prepare('INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)');
  database.exec('BEGIN IMMEDIATE');
  const officers = Array.from({ length: count }, (_, index): Officer => {
    const [id, token] = [`o${index}`, `token-of-${index}`];
    account.run(id, id, `值班员${index}`, now);
    session.run(createHash('sha256').update(token).digest('hex'), id, now, now, now + AN_HOUR);
    const cookie = `desk=${token}`;
    return {
      id,
      async send(path, fields = {}) {
        const { url } = server();
        const response = await fetch(url + path, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, origin: url, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields),
        });
        await response.text();
        return response.status;
      },
      async get(path) {
        return (await fetch(server().url + path, { headers: { cookie, accept: 'text/html' } })).text();
      },
    };
  });
  database.exec('COMMIT');
  database.close();
  return officers;
}

/** So many citizens call for a human. */
export async function callForHelp({ url }: RunningServer, dataDir: string, count: number): Promise<WaitingCase[]> {
  const call = async (index: number): Promise<void> => {
    const response = await fetch(`${url}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `我刚给骗子转了${index + 1}万块钱，怎么办`, clientMessageId: `call-${index}` }),
    });
    if (response.status !== 200) throw new Error(`chat answered ${response.status}: ${await response.text()}`);
    await response.text();
  };
  const indexes = Array.from({ length: count }, (_, index) => index);
  while (indexes.length > 0) await Promise.all(indexes.splice(0, 25).map(call));
  const database = openData(dataDir, true);
  const rows = database.prepare("SELECT id, conversation_id FROM cases WHERE status = 'waiting' ORDER BY id").all();
  database.close();
  return rows.map(({ id, conversation_id }) => ({ id: String(id), conversationId: String(conversation_id) }));
}
