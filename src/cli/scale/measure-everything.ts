import type pg from 'pg';
import type { Storage } from '../../storage/storage.ts';
import type { Enlisted } from './enlist.ts';
import { addressOf, pagesOf } from './route-table.ts';
import { type PageTime, timeOf, timePage } from './time-pages.ts';

/** What was made by hand, or is needed to look around. */
export interface Things {
  readonly apiKey: string;
  readonly client: pg.Client;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const TEXT = '【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz8.top/k 重新认证，逾期将停止使用并计入征信。';
/** Pages that read further with a question behind them. */
const ASKED = [
  '/console/numbers?period=today',
  '/console/numbers?period=week',
  '/console/numbers?period=month',
  '/console/audit?verified=0',
];

/** Every page that the program answers, and the calls by which one writes. */
export async function measureEverything(
  url: string,
  storage: Storage,
  people: readonly Enlisted[],
  things: Things,
): Promise<readonly PageTime[]> {
  const measured: PageTime[] = [];
  const cookies = Object.fromEntries(people.map(({ role, cookie }) => [role, cookie]));
  const known = await thingsOf(things);
  for (const page of [...(await pagesOf(storage)), ...ASKED]) {
    const address = addressOf(page, known);
    if (address === null) {
      process.stderr.write(`not measured, there is none: ${page}\n`);
      continue;
    }
    measured.push(await timePage(url, page, address, page.startsWith('/console') ? cookies : { citizen: '' }));
  }
  measured.push(...(await calls(url, things)), ...(await acts(people, things)));
  return measured;
}

/** Something of each kind that is in the database, by where it stands in an address. */
async function thingsOf({ client }: Things): Promise<Readonly<Record<string, string | null>>> {
  const one = async (sql: string): Promise<string | null> => (await client.query(sql)).rows[0]?.id ?? null;
  const receipt = await one('SELECT number AS id FROM one_receipts LIMIT 1');
  return {
    '/console/cases id': await one(`SELECT cases.id FROM cases JOIN officers ON officers.id = owner_id WHERE officers.role = 'officer'
      AND status = 'claimed' ORDER BY cases.created_at DESC LIMIT 1`),
    '/console/receipts number': receipt,
    '/receipt number': receipt,
    '/console/identifiers id': await one('SELECT id FROM identifiers LIMIT 1'),
    '/console/library/patterns id': await one('SELECT pattern AS id FROM pattern_hits LIMIT 1'),
    '/console/teaching/cases id': await one('SELECT id FROM one_cases LIMIT 1'),
    '/learn type': await one('SELECT type AS id FROM outcomes WHERE type IS NOT NULL LIMIT 1'),
    '/console/library/releases version': await one('SELECT version AS id FROM releases LIMIT 1'),
    '/console/warnings id': await one('SELECT id FROM warnings LIMIT 1'),
    '/console/stop-leads id': await one('SELECT id FROM stop_leads LIMIT 1'),
  };
}

async function calls(url: string, { apiKey }: Things): Promise<PageTime[]> {
  const post = async (
    path: string,
    body: object,
    headers: Record<string, string> = JSON_TYPE,
  ): Promise<{ status: number; text: string }> => {
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  };
  let conversation = '';
  const items = Array.from({ length: 10 }, (_, index) => ({ id: String(index), text: TEXT.replace('rz8', `b${index}`) }));
  return [
    await timeOf(
      'POST /api/v1/check',
      'citizen',
      async (round) => (await post('/api/v1/check', { text: TEXT.replace('rz8', `c${round}`) })).status,
    ),
    await timeOf(
      'POST /api/v1/check/batch, 10 items',
      'key',
      async () => (await post('/api/v1/check/batch', { items }, { ...JSON_TYPE, authorization: `Bearer ${apiKey}` })).status,
    ),
    await timeOf('POST /api/v1/chat, a new conversation', 'citizen', async (round) => {
      const { status, text } = await post('/api/v1/chat', { text: TEXT.replace('rz8', `n${round}`) });
      conversation = (JSON.parse(text) as { conversation: string }).conversation;
      return status;
    }),
    await timeOf(
      'POST /api/v1/chat, the same one',
      'citizen',
      async (round) => (await post('/api/v1/chat', { conversation, text: `那这个呢，第${round}个` })).status,
    ),
  ];
}

/** An officer's acts, each on another case that waits. */
async function acts(people: readonly Enlisted[], { client }: Things): Promise<PageTime[]> {
  const officer = people.find(({ role }) => role === 'officer');
  if (!officer) return [];
  const { rows } = await client.query("SELECT id FROM cases WHERE status = 'waiting' ORDER BY created_at DESC LIMIT 21");
  const ids = rows.map(({ id }) => String(id));
  const act = (name: string, fields: (round: number) => Record<string, string>): Promise<PageTime> =>
    timeOf(
      `POST /console/cases/:id/${name}`,
      'officer',
      async (round) => (await officer.send(`/console/cases/${ids[round]}/${name}`, fields(round))).status,
    );
  return [
    await act('claim', () => ({})),
    await act('say', (round) => ({ text: '先别转，我在。', form: `measured-${ids[round]}` })),
    await act('note', () => ({ text: '他儿子十点打来' })),
    await act('close', () => ({ truth: 'scam', lost: '100' })),
  ];
}
