import { afterEach, expect, it } from 'vitest';
import { openTestApp, type TestApp } from './test-app.ts';

let under: TestApp;
afterEach(() => under.close());

const EXPECTED = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  link: '</privacy>; rel="privacy-policy"',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const carried = ({ headers }: Response): Record<string, string | null> =>
  Object.fromEntries(Object.keys(EXPECTED).map((name) => [name, headers.get(name)]));

it('of a verdict allow nothing at all', async () => {
  under = await openTestApp();
  const { headers } = await under.post('/api/v1/check', { text: '在吗' });
  expect(Object.fromEntries(headers)).toEqual({
    'x-request-id': expect.any(String),
    'content-type': 'application/json',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    link: '</privacy>; rel="privacy-policy"',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
});

it('stand on every refusal of a check', async () => {
  under = await openTestApp({ RATE_LIMIT: '3' });
  const answers = [
    await under.post('/api/v1/check', 'no json'),
    await under.post('/api/v1/check', { text: '' }),
    await under.post('/api/v1/check', { text: ' ' }),
    await under.post('/api/v1/check', { text: '在吗' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 429]);
  for (const answer of answers) expect(carried(answer)).toEqual(EXPECTED);
});

it.each(['/', '/healthz', '/api', '/api/v1/openapi.json', '/api/v1/check', '/nothing'])('stand on what GET %s answers', async (path) => {
  under = await openTestApp();
  expect(carried(await under.app.request(path))).toEqual(EXPECTED);
});
