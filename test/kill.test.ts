import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

const CHATS = 2000;
/** The plug is pulled when so many were acknowledged: in the middle of everything. */
const KILL_AFTER = 600;

interface Acknowledged {
  readonly conversation: string;
  readonly clientMessageId: string;
  readonly text: string;
  readonly answer: string;
}

describe('a server that is killed in the middle of 2,000 chats', () => {
  let data: string;
  let server: RunningServer;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'kill-'));
  });
  afterEach(async () => {
    await server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });

  async function chat(body: Record<string, string>): Promise<{ status: number; text: string }> {
    const response = await fetch(`${server.url}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  it('keeps every acknowledged message with its outcome once, and finishes the others', async () => {
    server = await startServer(data);
    const acknowledged: Acknowledged[] = [];
    let killed: Promise<void> | undefined;
    const send = async (index: number): Promise<void> => {
      const text = `第${index}位市民：有人说我涉嫌洗钱，要我把${index}元转到安全账户`;
      const clientMessageId = `m${index}`;
      try {
        const { status, text: answer } = await chat({ text, clientMessageId });
        if (status !== 200) return;
        acknowledged.push({ conversation: (JSON.parse(answer) as { conversation: string }).conversation, clientMessageId, text, answer });
        if (acknowledged.length === KILL_AFTER) killed = server.kill('SIGKILL');
      } catch {
        // The connection broke off: not acknowledged, nothing was promised.
      }
    };
    await Promise.all(Array.from({ length: CHATS }, (_, index) => send(index)));
    await killed;
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);

    server = await startServer(data);
    for (const { conversation, clientMessageId, text, answer } of acknowledged) {
      const again = await chat({ conversation, clientMessageId, text });
      expect(again).toEqual({ status: 200, text: answer });
    }
    await server.printed('first sweep done');
    await server.kill('SIGTERM');

    const database = new DatabaseSync(join(data, 'fanzha.db'), { readOnly: true });
    const count = (sql: string): number => Number((database.prepare(sql).get() as { n: number }).n);
    const messages = count("SELECT count(*) AS n FROM messages WHERE author = 'citizen'");
    expect(messages).toBeGreaterThanOrEqual(acknowledged.length);
    expect(count('SELECT count(*) AS n FROM outcomes')).toBe(messages);
    expect(count("SELECT count(*) AS n FROM messages WHERE author = 'bot'")).toBe(messages);
    expect(
      count(
        'SELECT count(*) AS n FROM (SELECT in_reply_to FROM messages WHERE in_reply_to IS NOT NULL GROUP BY in_reply_to HAVING count(*) > 1)',
      ),
    ).toBe(0);
    database.close();
  });
});
