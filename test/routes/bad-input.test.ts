import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { BEARER, openTestApp } from './test-app.ts';

const under = await openTestApp();
afterAll(() => under.close());
beforeEach(() => {
  under.failures.length = 0;
});

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const nestedObject = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const PATHS = ['/api/v1/check', '/api/v1/chat', '/api/v1/check/batch'] as const;

const BODIES: readonly (readonly [string, string | Uint8Array])[] = [
  ['nothing', ''],
  ['blanks', ' \n\t '],
  ['null', 'null'],
  ['a number', '7'],
  ['a string', '"text"'],
  ['a list', '[]'],
  ['an empty object', '{}'],
  ['half an object', '{"text":"你'],
  ['two objects', '{"text":"你好"}{"text":"你好"}'],
  ['no JSON', 'text=你好'],
  ['XML', '<?xml version="1.0"?><text>你好</text>'],
  ['binary', new Uint8Array(Array.from({ length: 2048 }, (_, index) => (index * 37) % 256))],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0x7d])],
  ['a zero byte', '\0'],
  ['an empty text', '{"text":""}'],
  ['a blank text', '{"text":" \\n\\u3000\\t "}'],
  ['a number for a text', '{"text":7}'],
  ['null for a text', '{"text":null}'],
  ['a list for a text', '{"text":["你好"]}'],
  ['an object for a text', '{"text":{"text":"你好"}}'],
  ['true for a sender', '{"text":"你好","sender":true}'],
  ['a sender without end', `{"text":"你好","sender":"${'1'.repeat(65)}"}`],
  ['an unknown field', '{"text":"你好","colour":"green"}'],
  ['a prototype', '{"__proto__":{"text":"你好"}}'],
  ['10,000 nested lists', nested(10_000)],
  ['10,000 nested objects', nestedObject(10_000)],
  ['10,000 nested lists for a text', `{"text":${nested(10_000)}}`],
  ['10,000 nested objects for items', `{"items":${nestedObject(10_000)}}`],
  ['a number for items', '{"items":7}'],
  ['a number for a conversation', '{"text":"你好","conversation":7}'],
  ['an empty message id', '{"text":"你好","clientMessageId":""}'],
  ['a message id without end', `{"text":"你好","clientMessageId":"${'x'.repeat(201)}"}`],
  ['a number that is no number', '{"text":"你好","sender":NaN}'],
  ['1e999', '{"text":1e999}'],
];

/** Strange, but somebody’s text: it is judged. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['one character', '?'],
  ['10,000 emoji', '🧧'.repeat(10_000)],
  ['half characters', '\ud83d你好\udc00\udc00\ud83d'],
  ['zero bytes', '你\0好\0'],
  ['zero-width characters alone', '\u200b\u200c\u200d\ufeff'],
  ['20,000 combining marks', `e${'\u0301'.repeat(19_999)}`],
  ['20,000 opening brackets', '（'.repeat(20_000)],
  ['20,000 line breaks and a word', `${'\n'.repeat(19_998)}你好`],
  ['a long number', '9'.repeat(20_000)],
  ['a long link', `http://${'a.'.repeat(9_000)}example.com`],
  ['right-to-left overrides', '\u202e账转请\u202c'],
  ['control characters', Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('x')],
  ['markup', '<script>alert(1)</script>"; DROP TABLE messages;--'],
  ['placeholders', '{number} {title} {hotline} %s $& $1 $$'],
];

/** A batch is answered item by item, so this one is refused in its line. */
it('10,000 nested objects in an item of a batch are an error in its line', async () => {
  const response = await under.post('/api/v1/check/batch', `{"items":[${nestedObject(10_000)},{"text":"你好"}]}`, BEARER);
  const lines = (await response.text()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ error: { code: 'request.invalid' } }, { verdict: expect.any(String) }]);
});

async function expectRefusal(response: Response): Promise<void> {
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(await response.json()).toEqual({
    error: { code: expect.stringMatching(/^[a-z]+\.[a-z-]+$/), message: expect.stringMatching(/./) },
  });
}

describe.each(PATHS)('POST %s', (path) => {
  it.each(BODIES)('refuses %s with a code', async (_, body) => {
    await expectRefusal(await under.post(path, body, BEARER));
    expect(under.failures).toEqual([]);
  });

  it('refuses no body at all', async () => {
    await expectRefusal(await under.app.request(path, { method: 'POST', headers: BEARER }));
  });

  it('refuses what a form or a file sends', async () => {
    const form = new FormData();
    form.set('text', '你好');
    await expectRefusal(await under.app.request(path, { method: 'POST', body: form, headers: BEARER }));
    await expectRefusal(await under.app.request(path, { method: 'POST', body: new URLSearchParams({ text: '你好' }), headers: BEARER }));
  });

  it('says which field is wrong', async () => {
    const response = await under.post(path, path.endsWith('batch') ? { items: 7 } : { text: 7 }, BEARER);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toMatch(path.endsWith('batch') ? /^items: / : /^text: /);
  });
});

describe('a strange text', () => {
  it.each(TEXTS)('of %s is judged', async (_, text) => {
    const response = await under.post('/api/v1/check', { text });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ verdict: expect.stringMatching(/^(?:red|yellow|green)$/) });
    expect(under.failures).toEqual([]);
  });

  it.each(TEXTS)('of %s is answered in the chat', async (_, text) => {
    const { messages } = await under.chat({ text });
    expect(messages[0]?.text.length).toBeGreaterThan(5);
    expect(under.failures).toEqual([]);
  });
});

describe('a body', () => {
  it('of 100 kB is too long to check and fine to chat', async () => {
    const text = '这是一段很长的话。'.repeat(3_800);
    const checked = await under.post('/api/v1/check', { text });
    expect([checked.status, ((await checked.json()) as { error: { code: string } }).error.code]).toEqual([413, 'text.too-long']);
    expect((await under.chat({ text })).messages).toHaveLength(1);
  });

  it('that is JSON is taken whatever its type is called', async () => {
    for (const type of ['text/plain', 'application/octet-stream', 'nonsense'])
      expect((await under.post('/api/v1/check', { text: '你好' }, { 'content-type': type })).status).toBe(200);
  });

  it('that comes in pieces, without a length, is read to its end or to its limit', async () => {
    const send = (pieces: number): Promise<Response> => {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const piece = sent === 0 ? '{"text":"' : sent <= pieces ? '转账给我吧' : '"}';
          controller.enqueue(new TextEncoder().encode(piece));
          if (sent++ > pieces) controller.close();
        },
      });
      return Promise.resolve(under.app.request('/api/v1/check', { method: 'POST', body, duplex: 'half' } as RequestInit));
    };
    expect((await send(100)).status).toBe(200);
    expect((await send(20_000)).status).toBe(413);
  });

  it('that is cut within a character when it comes in pieces is put together again', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ text: '真的是警察吗' }));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const pieces = await under.app.request('/api/v1/check', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await pieces.json()).toEqual(await (await under.post('/api/v1/check', { text: '真的是警察吗' })).json());
  });
});
