import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choresOf } from '../../src/chores.ts';
import { createLog } from '../../src/log.ts';
import type { SealingKey } from '../../src/storage/cipher.ts';
import { columnsOf, KEPT_TABLES } from '../../src/storage/privacy/kept.ts';
import { openSealer } from '../../src/storage/privacy/keyring.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { codeAt } from '../desk/authenticator.ts';
import { type DeskUnderTest, openDesk } from '../pages/desk-under-test.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { type FullDay, fullDay } from './full-day.ts';
import { findPlanted, PLANTED } from './planted.ts';

const DAY = 86_400_000;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Where something of his stands at the end of the day. */
const EVERYWHERE = [
  'messages.body_sealed',
  'messages.sender_sealed',
  'outcomes.inputs_sealed',
  'conversations.id',
  'conversations.state_sealed',
  'case_notes.body_sealed',
  'money_facts.body_sealed',
  'judgements.reason_sealed',
  'receipts.evidence_sealed',
  'cases.police_sealed',
  'call_backs.note_sealed',
  'audit.reason_sealed',
  'handovers.body_sealed',
  'conversations.address_sealed',
  'citizens.name_sealed',
  'citizens.phone_sealed',
  'warnings.subject_sealed',
  'warning_steps.note_sealed',
  'visit_forms.body_sealed',
  'stop_leads.body_sealed',
  'stop_transfers.body_sealed',
  'stop_answers.detail_sealed',
  'stop_leads.check_sealed',
  'identifier_disputes.reason_sealed',
  'identifier_disputes.contact_sealed',
  'second_readings.reading_sealed',
  'new_scripts.body_sealed',
  'draft_builds.report_sealed',
  'partner_exchanges.body_sealed',
  'warning_import_rows.body_sealed',
];

/** The same is gone whoever presses: he himself, or an administrator for him. */
const WAYS = ['on his own page and by leaving the channel', 'by an administrator at the desk'] as const;

describe.each(WAYS)('a citizen who was everywhere in a day, erased %s', (way) => {
  let under: DeskUnderTest;
  let day: FullDay;
  const lines: string[] = [];
  /** Keys as they stood in the file while he was known. */
  const wrapped: string[] = [];
  beforeAll(async () => {
    under = await openDesk({ log: createLog('debug', (line) => void lines.push(line)) });
    day = await fullDay(under, chores);
  });
  afterAll(() => under.close());

  /** Everything that comes due by itself, until nothing is left to do. */
  async function chores(): Promise<void> {
    for (const chore of choresOf(under.deps)) for (let at = 0; at < 200 && (await chore.work()); at++);
  }

  /** Where something planted can be read: every column as it stands, and all that any living key opens. */
  async function readable(): Promise<string[]> {
    const sealer = await openSealer(under.database, { masterKey: MASTER_KEY }, () => under.clock.now);
    const keys: SealingKey[] = [];
    for (const { table, column } of columnsOf(['key']))
      for (const row of (
        await sql<{ key: string | null }>`select ${sql.ref(column)} as "key" from ${sql.table(table)}`.execute(under.database.query)
      ).rows)
        if (row.key) keys.push(await sealer.unwrap(row.key));
    const found: string[] = [];
    for (const { table, columns } of KEPT_TABLES) {
      const sealed = new Set([...(columns.sealed ?? []), ...(columns.sealedLead ?? []), ...(columns.sealedOwn ?? [])]);
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(under.database.query);
      for (const row of rows)
        for (const [column, value] of Object.entries(row)) {
          const text = String(value ?? '');
          const opened = sealed.has(column) && text !== '' ? await openAll(sealer, keys, text) : [];
          for (const what of [text, ...opened].flatMap(findPlanted)) found.push(`${table}.${column}: ${what}`);
        }
    }
    return [...new Set(found)].sort();
  }

  /** He came to the counter: by his number, and by the number of the case that he had on another platform. */
  async function erasedAtTheDesk(elsewhere: string): Promise<void> {
    const { query } = under.database;
    const totp_sealed = await (await createSealer(MASTER_KEY)).sealOwn(SECRET);
    await query.updateTable('officers').set({ totp_sealed }).where('id', '=', day.admin.id).execute();
    await query
      .updateTable('sessions')
      .set({ expires_at: under.clock.now + DAY, seen_at: under.clock.now })
      .execute();
    const { number } = await query.selectFrom('cases').select('number').where('conversation_id', '=', elsewhere).executeTakeFirstOrThrow();
    for (const sought of [PLANTED.phone, number]) {
      const found = await day.admin.send('/console/erasures/find', { sought, whose: 'own' });
      const place = found.headers.get('location') ?? '';
      expect([found.status, findPlanted(place), findPlanted(await (await day.admin.get(place)).text())]).toEqual([303, [], []]);
      under.clock.now += 30_000;
      const order = { ground: 'in-person', remark: '窗口核对', told: 'yes', code: codeAt(SECRET, under.clock.now) };
      expect((await day.admin.send(place, order)).status).toBe(303);
      const told = await (await day.admin.get(place)).text();
      expect([told.includes('办好了'), findPlanted(told)]).toEqual([true, []]);
    }
  }

  async function wrappedKeys(): Promise<string[]> {
    const rows = await under.database.query.selectFrom('persons').select('key_wrapped').where('key_wrapped', 'is not', null).execute();
    const leads = await under.database.query.selectFrom('stop_leads').select('key_wrapped').where('key_wrapped', 'is not', null).execute();
    return [...rows, ...leads].map(({ key_wrapped }) => key_wrapped ?? '');
  }

  it('could be read before, in every module: else the scan below would prove nothing', async () => {
    const found = await readable();
    const columns = new Set(found.map((one) => one.split(':')[0]));
    expect(EVERYWHERE.filter((column) => !columns.has(column))).toEqual([]);
    expect(new Set(found.map((one) => one.split(': ')[1]))).toEqual(new Set(Object.keys(PLANTED)));
  });

  it('has keys that stand in the file', async () => {
    const keys = await wrappedKeys();
    expect(keys.length).toBeGreaterThan(2);
    const file = await under.bytes();
    expect(keys.every((key) => file.includes(key))).toBe(true);
    wrapped.push(...keys);
  });

  it('is nowhere once he has asked to be forgotten', async () => {
    const telegram = `telegram:${PLANTED.telegramId}`;
    if (way === WAYS[0]) {
      await day.citizen.send('/me/erase', { sure: 'yes' });
      await under.storage.leave(telegram);
      await under.storage.eraseLeavers();
    } else await erasedAtTheDesk(telegram);
    await chores();
    // What a platform calls him goes when it cannot deliver his words once more.
    under.clock.now += 8 * DAY;
    await under.storage.eraseLeavers();
    await chores();
    expect(await readable()).toEqual([]);
    const living = new Set(await wrappedKeys());
    const destroyed = wrapped.filter((key) => !living.has(key));
    expect(destroyed.length).toBeGreaterThan(2);
    const file = await under.bytes();
    expect(destroyed.filter((key) => file.includes(key))).toEqual([]);
  });

  it('is not repeated by an error, neither to who asked nor in the log', async () => {
    const everything = Object.values(PLANTED).join('，');
    const bad = [
      ['/api/v1/chat', { text: everything, conversation: everything }],
      ['/api/v1/chat', { text: 7, clientMessageId: everything }],
      ['/api/v1/check', { text: everything.repeat(2000) }],
      ['/api/v1/lookup', { value: everything.repeat(200) }],
      ['/api/v1/partners/banks/leads', { type: everything }],
      ['/api/v1/warnings', { source: everything }],
      ['/webhooks/none', { text: everything }],
    ] as const;
    const answers = await Promise.all(bad.map(async ([path, body]) => (await under.post(path, body)).text()));
    expect(answers.filter((answer) => findPlanted(answer).length > 0)).toEqual([]);
    // The worst: the database fails in the middle of his message.
    await sql`alter table outcomes rename to outcomes_gone`.execute(under.database.query);
    const failed = await under.post('/api/v1/chat', { text: everything });
    expect([failed.status, findPlanted(await failed.text())]).toEqual([500, []]);
    await sql`alter table outcomes_gone rename to outcomes`.execute(under.database.query);
    expect(lines.some((line) => line.includes('request failed'))).toBe(true);
  });

  it('has left nothing in the log, from the first word to the last', () => {
    expect(lines.filter((line) => findPlanted(line).length > 0)).toEqual([]);
  });
});

async function openAll(sealer: Awaited<ReturnType<typeof openSealer>>, keys: readonly SealingKey[], sealed: string): Promise<string[]> {
  const opened: string[] = [];
  for (const open of [() => sealer.openOwn(sealed), ...keys.map((key) => () => sealer.open(key, sealed))])
    await open().then(
      (text) => opened.push(text),
      () => undefined,
    );
  return opened;
}
