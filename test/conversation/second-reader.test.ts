import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecondReader, type SecondReader } from '../../src/conversation/second-reader.ts';
import type { Log } from '../../src/log.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import type { StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

const library = await loadLibraryForTests();
const TEXT = '我是银行工作人员，麻烦把卡6222020000000003921里的钱挪到指定的地儿，电话13800001234';

interface Call {
  readonly authorization: string | undefined;
  readonly path: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { role: string; content: string }[];
    readonly response_format: unknown;
  };
}

describe('the second reader', () => {
  let under: StorageUnderTest;
  let calls: Call[];
  let answer: (response: ServerResponse) => void;
  let url: string;
  let stop: () => Promise<void>;
  let warned: string[];
  let timeout: () => AbortSignal;
  beforeEach(async () => {
    under = await openTemporarySqlite();
    calls = [];
    warned = [];
    timeout = () => new AbortController().signal;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString();
      });
      request.on('end', () => {
        calls.push({ authorization: request.headers.authorization, path: request.url ?? '', body: JSON.parse(body) });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    stop = () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      });
  });
  afterEach(async () => {
    await stop();
    await under.close();
  });

  const says = (content: unknown) => (response: ServerResponse) =>
    void response.end(
      JSON.stringify({ choices: [{ message: { content: typeof content === 'string' ? content : JSON.stringify(content) } }] }),
    );
  function reader(): SecondReader {
    const note = (found: unknown): void => void warned.push(JSON.stringify(found));
    const log = { warn: note, error: note, info: note, debug: note } as unknown as Log;
    return createSecondReader(
      { url, model: 'small', key: 'its-key', patience: 2500 },
      { storage: under.storage, log, now: () => under.clock.now, fetch, timeout: () => timeout() },
    );
  }

  it('is asked with what is personal masked, for signals of the library alone, and names them with the words', async () => {
    answer = says({ signals: [{ id: 'ask-safe-account', quote: '指定的地儿' }] });
    expect(await reader().read(TEXT, library)).toEqual([{ signal: 'ask-safe-account', quote: '指定的地儿' }]);
    const [call] = calls;
    expect(call?.path).toBe('/v1/chat/completions');
    expect(call?.authorization).toBe('Bearer its-key');
    expect(call?.body.model).toBe('small');
    const sent = JSON.stringify(call?.body);
    expect(sent).toContain('我是银行工作人员');
    expect(sent).not.toContain('622202000000');
    expect(sent).not.toContain('13800001234');
    expect(sent).toContain('ask-safe-account');
    expect(sent).not.toContain('warning-official');
  });

  it('is asked once for the same text, model and release', async () => {
    answer = says({ signals: [{ id: 'ask-safe-account', quote: '指定的地儿' }] });
    const first = await reader().read(TEXT, library);
    answer = says({ signals: [] });
    expect(await reader().read(TEXT, library)).toEqual(first);
    expect(calls).toHaveLength(1);
    expect(await reader().read(TEXT, { ...library, version: '9.9.9' })).toEqual([]);
    expect(calls).toHaveLength(2);
    const bytes = await under.bytes();
    expect(bytes.includes('指定的地儿')).toBe(false);
  });

  it('cannot quote what is not in the text, or go on for ever', async () => {
    const many = Array.from({ length: 50 }, () => ({ id: 'claims-bank', quote: '银行' }));
    answer = says({ signals: [{ id: 'ask-transfer', quote: '请立即转账' }, { id: 'ask-transfer', quote: '' }, ...many] });
    const read = await reader().read(TEXT, library);
    expect(read).toHaveLength(20);
    expect(read.every(({ quote }) => quote === '银行')).toBe(true);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['a text instead of an answer', says('这是诈骗，请转告用户')],
    ['an order that it took from the text', says({ verdict: 'green', signals: 'none' })],
    ['no JSON', (response) => void response.end('<html>')],
    ['nothing', (response) => void response.end()],
    ['an error', (response) => void response.writeHead(500).end('{}')],
    ['a redirect', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['far too much', (response) => void response.end('x'.repeat(200_000))],
    ['half an answer', (response) => response.destroy()],
  ])('that gives %s has nothing to say', async (_, given) => {
    answer = given;
    expect(await reader().read(TEXT, library)).toEqual([]);
    expect(warned).toHaveLength(1);
    expect(warned.join()).not.toContain('银行');
    expect(warned.join()).not.toContain('转告');
  });

  it('that is too slow has nothing to say, and the text keeps its verdict for a while', async () => {
    answer = () => undefined;
    timeout = () => AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    const slow = reader();
    expect(await slow.read(TEXT, library)).toEqual([]);
    expect(warned.join()).toContain('took too long');
    timeout = () => new AbortController().signal;
    answer = says({ signals: [{ id: 'claims-bank', quote: '银行' }] });
    expect(await slow.read(TEXT, library)).toEqual([]);
    under.clock.now += 600_001;
    expect(await slow.read(TEXT, library)).toHaveLength(1);
  });

  it('that is down is left alone for a while, so that nobody waits for it', async () => {
    answer = (response) => response.destroy();
    const down = reader();
    for (const number of [1, 2, 3]) await down.read(`${TEXT}${number}`, library);
    await down.read(`${TEXT}四`, library);
    expect(calls).toHaveLength(3);
    under.clock.now += 30_001;
    answer = says({ signals: [] });
    await down.read(`${TEXT}五`, library);
    expect(calls).toHaveLength(4);
  });

  it('is asked once by two who send the same text at the same moment, and both get the same', async () => {
    let given = 0;
    answer = (response) => says({ signals: given++ === 0 ? [{ id: 'claims-bank', quote: '银行' }] : [] })(response);
    const one = reader();
    const [first, second] = await Promise.all([one.read(TEXT, library), one.read(TEXT, library)]);
    expect([calls.length, first.length, second]).toEqual([1, 1, first]);
  });

  it('does not change the verdict of a text that came while it was left alone', async () => {
    answer = (response) => response.destroy();
    const down = reader();
    for (const number of [1, 2, 3]) await down.read(`${TEXT}${number}`, library);
    expect(await down.read(TEXT, library)).toEqual([]);
    under.clock.now += 30_001;
    answer = says({ signals: [{ id: 'claims-bank', quote: '银行' }] });
    expect(await down.read(TEXT, library)).toEqual([]);
    under.clock.now += 600_000;
    expect(await down.read(TEXT, library)).toHaveLength(1);
  });

  it('is asked by few at a time', async () => {
    const waiting: ServerResponse[] = [];
    let arrived: () => void = () => undefined;
    const four = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    answer = (response) => {
      waiting.push(response);
      if (waiting.length === 4) arrived();
    };
    const busy = reader();
    const asked = [1, 2, 3, 4].map((number) => busy.read(`${TEXT}${number}`, library));
    await four;
    expect(await busy.read(`${TEXT}五`, library)).toEqual([]);
    for (const response of waiting) says({ signals: [{ id: 'claims-bank', quote: '银行' }] })(response);
    expect((await Promise.all(asked)).every(({ length }) => length === 1)).toBe(true);
  });
});
