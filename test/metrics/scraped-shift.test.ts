import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callForHelp, type Officer, openData, signIn } from '../desk-shift.ts';
import { type RunningServer, startServer } from '../running-server.ts';
import { readPage } from './metrics-page.ts';

const TOKEN = 'a-token-of-operators';
/** A person as far as he has told us of himself. */
const PERSON = {
  name: '欧阳桂芬',
  phone: '13912345678',
  id: '330501195001011234',
  card: '6222021234567890123',
  link: 'refund-xq7.example',
};

let data: string;
let server: RunningServer;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'scraped-'));
  server = await startServer(data, { METRICS_TOKEN: TOKEN, LOG_LEVEL: 'debug', OFFICE_HOURS_FROM: '00:00', OFFICE_HOURS_TO: '00:00' });
});
afterEach(async () => {
  await server.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

const scrape = async (): Promise<string> =>
  (await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();

it('a shift of a real server shows in its metrics, and nobody of it does, in no line of the log either', async () => {
  const [officer] = signIn(() => server, data, 1) as [Officer];
  const told = `我叫${PERSON.name}，电话${PERSON.phone}，身份证${PERSON.id}，刚往${PERSON.card}给骗子转了3万块，对方发了https://${PERSON.link}/a，怎么办`;
  const chat = await fetch(`${server.url}/api/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': PERSON.phone, 'user-agent': PERSON.name.length.toString() },
    body: JSON.stringify({ text: told, clientMessageId: PERSON.id }),
  });
  const { conversation } = (await chat.json()) as { conversation: string };
  await fetch(`${server.url}/api/v1/chat/${conversation}x/events`);
  await fetch(`${server.url}/${PERSON.phone}?q=${encodeURIComponent(PERSON.name)}`);
  await fetch(`${server.url}/webhooks/telegram/${PERSON.card}`, { method: 'POST' });
  const cases = await callForHelp(server, data, 2);
  const [first, second, third] = cases;
  await officer.get('/console');
  for (const one of [first, second]) expect(await officer.send(`/console/cases/${one?.id}/claim`)).toBe(303);
  await officer.send(`/console/cases/${first?.id}/say`, { text: `${PERSON.name}您好`, formId: 'f1' });
  await officer.send(`/console/cases/${first?.id}/note`, { text: `打${PERSON.phone}` });
  await officer.send(`/console/cases/${second?.id}/close`, { truth: 'scam' });

  const page = await scrape();
  const figures = readPage(page);
  expect(third).toBeDefined();
  const waiting = ['P0', 'P1', 'P2', 'P3'].map((urgency) => figures.get(`fanzha_cases_waiting{urgency="${urgency}"}`) ?? 0);
  expect(waiting.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(figures.get('fanzha_verdict_seconds_count{channel="web"}')).toBe(3);
  expect(figures.get('fanzha_closings{truth="scam",colour="red"}')).toBe(1);
  expect(figures.get('fanzha_false_green_n')).toBe(1);
  expect(figures.get('fanzha_office_hours')).toBe(1);
  expect(figures.get('fanzha_database_up')).toBe(1);
  expect(figures.get('fanzha_database_bytes')).toBeGreaterThan(100_000);
  expect(figures.get('fanzha_disk_total_bytes')).toBeGreaterThan(figures.get('fanzha_disk_free_bytes') ?? Number.POSITIVE_INFINITY);
  expect(figures.get('fanzha_chore_runs_total{chore="sweep"}')).toBeGreaterThan(0);
  expect(figures.get('fanzha_chore_failures_total{chore="sweep"}')).toBe(0);
  expect(figures.get('fanzha_http_requests_total{method="POST",route="/console/cases/:id/claim",status="303"}')).toBe(2);

  const database = openData(data, true);
  const ids = [
    'SELECT id FROM conversations',
    'SELECT id FROM messages',
    'SELECT id FROM cases',
    'SELECT number AS id FROM cases',
    'SELECT id FROM persons',
  ];
  const known = ids.flatMap((sql) =>
    database
      .prepare(sql)
      .all()
      .map(({ id }) => String(id)),
  );
  database.close();
  expect(known.length).toBeGreaterThan(15);
  // No label holds an id of anything; the log may name a case, and never whose it is.
  for (const value of [...known, 'o0', '值班员0', 'token-of-0', conversation]) expect(page.includes(`"${value}"`), value).toBe(false);
  for (const seen of [page, server.output()]) {
    for (const [what, value] of Object.entries(PERSON)) expect(seen.includes(value), what).toBe(false);
    for (const secret of [conversation, 'token-of-0', TOKEN, '值班员0']) expect(seen).not.toContain(secret);
  }
});
