import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { BEARER, openTestApp } from './test-app.ts';

const under = await openTestApp();
afterAll(() => under.close());

/** Every POST route that there is; a new one is fuzzed without anybody thinking of it. */
const PATHS = [...new Set(under.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path))];

const text = fc.string({ unit: 'binary', maxLength: 80 });
const field = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }));
const likely = fc.record(
  {
    text: fc.oneof({ weight: 3, arbitrary: text }, field),
    sender: field,
    conversation: field,
    clientMessageId: field,
    items: fc.oneof(fc.array(fc.record({ id: field, text: field, sender: field }, { requiredKeys: [] }), { maxLength: 3 }), field),
    theme: field,
    id: field,
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  likely.map((value) => JSON.stringify(value)),
  fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value)),
  text,
);
const type = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
);

it('finds the POST routes', () => {
  expect(PATHS).toEqual(expect.arrayContaining(['/api/v1/check', '/api/v1/check/batch', '/api/v1/chat', '/message']));
});

it.each(PATHS)('POST %s answers any body without failing', async (path) => {
  await fc.assert(
    fc.asyncProperty(body, type, async (sent, contentType) => {
      under.failures.length = 0;
      const response = await under.post(path, sent, {
        ...BEARER,
        'content-type': contentType,
        host: 'localhost',
        origin: 'http://localhost',
      });
      const answer = await response.text();
      expect(response.status).toBeLessThan(500);
      if (path.startsWith('/api/') && response.status >= 400)
        expect(JSON.parse(answer)).toEqual({ error: { code: expect.stringMatching(/^[a-z]+\.[a-z-]+$/), message: expect.any(String) } });
      expect(under.failures).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('GET of the events with any token and any Last-Event-ID never fails', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.string({ unit: 'grapheme-ascii', maxLength: 30 }), async (token, id) => {
      const response = await under.app.request(`/api/v1/chat/${encodeURIComponent(token.toWellFormed())}/events`, {
        headers: { 'last-event-id': id },
      });
      expect(response.status).toBe(404);
    }),
    { numRuns: 100 },
  );
});
