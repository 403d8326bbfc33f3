import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../src/conversation/sweeper.ts';
import { chatEventsRoute } from '../../src/routes/chat-events.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { openTestApp, type TestApp } from './test-app.ts';

describe('GET /api/v1/chat/{conversation}/events', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  const open = (conversation: string, lastEventId?: string): Response | Promise<Response> =>
    under.app.request(
      `/api/v1/chat/${conversation}/events`,
      lastEventId === undefined ? {} : { headers: { 'last-event-id': lastEventId } },
    );

  /** Reads until so many events have come, then hangs up. */
  async function read(response: Response, count: number): Promise<{ id: string; event: string; data: unknown }[]> {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    const found = () => [...text.matchAll(/event: (.*)\ndata: (.*)\nid: (.*)\n\n/g)];
    while (found().length < count || !text.includes(': still here')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
    return found().map(([, event = '', data = '', id = '']) => ({ id, event, data: JSON.parse(data) }));
  }

  async function officerSays(text: string): Promise<void> {
    const { query } = under.database;
    const person = await query.selectFrom('persons').selectAll().executeTakeFirstOrThrow();
    const conversation = await query.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
    const sealer = await createSealer(MASTER_KEY);
    const id = `officer-${text}`;
    await query
      .insertInto('messages')
      .values({
        id,
        conversation_id: conversation.id,
        channel: 'web',
        external_id: id,
        author: 'officer',
        body_sealed: await sealer.seal(await sealer.unwrap(person.key_wrapped ?? ''), text),
        body_hash: '',
        in_reply_to: null,
        created_at: under.clock.now,
      })
      .execute();
    await query
      .insertInto('events')
      .values({ conversation_id: conversation.id, kind: 'message', message_id: id, created_at: under.clock.now })
      .execute();
  }

  it('brings an officer’s words', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    await officerSays('我是值班民警，您别急');
    const response = await open(conversation);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await read(response, 1)).toMatchObject([{ event: 'message', data: { author: 'officer', text: '我是值班民警，您别急' } }]);
  });

  it('brings what is said while it is open', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    const reading = read(await open(conversation), 1);
    await officerSays('还在吗');
    expect(await reading).toMatchObject([{ data: { text: '还在吗' } }]);
  });

  it('goes on behind Last-Event-ID', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    for (const text of ['一', '二', '三']) await officerSays(text);
    const all = await read(await open(conversation), 3);
    const rest = await read(await open(conversation, all[0]?.id), 2);
    expect(rest).toEqual(all.slice(1));
    expect(await read(await open(conversation, all[2]?.id), 0)).toEqual([]);
  });

  it('brings the answer that a crash delayed', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    const { id } = await under.database.query.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
    await under.storage.saveIncoming({ channel: 'web', conversationId: id, externalId: 'lost', text: '这个中奖短信叫我先交税' });
    expect(await sweep(under.deps, under.clock.now + 1)).toBe(1);
    expect(await read(await open(conversation), 1)).toMatchObject([{ event: 'message', data: { author: 'bot' } }]);
  });

  it('does not bring what the HTTP answer carried', async () => {
    const { conversation } = await under.chat({ text: '你好' });
    expect(await read(await open(conversation), 0)).toEqual([]);
  });

  it('brings nothing of another conversation', async () => {
    await under.chat({ text: '你好' });
    await officerSays('只给第一个人');
    const { conversation } = await under.chat({ text: '你好' });
    expect(await read(await open(conversation), 0)).toEqual([]);
  });

  it('ends when the server closes', async () => {
    const closing = new AbortController();
    closing.abort();
    const { conversation } = await under.chat({ text: '你好' });
    const response = await chatEventsRoute({ ...under.deps, closing: closing.signal }).request(`/api/v1/chat/${conversation}/events`);
    expect(await response.text()).toBe('');
  });

  it('knows no conversation without its token', async () => {
    await under.chat({ text: '你好' });
    const { id } = await under.database.query.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
    for (const guess of ['guess', id, id.replace('web:', ''), '%2e%2e']) expect((await open(guess)).status).toBe(404);
  });

  it.each(['x', '-1', '1.5', '1e3', '9'.repeat(40)])('refuses the Last-Event-ID %j', async (id) => {
    const { conversation } = await under.chat({ text: '你好' });
    expect((await open(conversation, id)).status).toBe(400);
  });
});
