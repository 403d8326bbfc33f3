import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { eraseAgain } from '../../src/node/erase-again.ts';
import { createErasureLedger } from '../../src/node/erasure-ledger.ts';
import { appendToLedger, readErasures, readLedger } from '../../src/node/erasure-list.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { account } from '../storage/storage-under-test.ts';

const DAY = 24 * 3_600_000;
const POLICE = {
  id: 'police',
  name: '市局',
  kind: 'police' as const,
  legal_basis: '第二十条',
  webhook: null,
  created_by: 'o1',
  created_at: 1,
  version: 1,
};

describe('erasing again', () => {
  let folder: string;
  let ledger: string;
  let clock: number;
  let opened: Database[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'erase-again-'));
    ledger = join(folder, 'erasures.ledger');
    clock = Date.UTC(2026, 10, 20);
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string): Promise<{ storage: Storage; database: Database; path: string }> {
    const path = join(folder, name);
    const database = openNodeSqlite(path);
    opened.push(database);
    await migrate(database, () => clock);
    let ids = 0;
    const sources = { now: () => clock, id: () => `id-${++ids}` };
    return { storage: createStorage(database, await createSealer('ab'.repeat(32)), sources), database, path };
  }

  /** One of each kind, as a backup holds it; then all of them are erased at work. */
  async function lived() {
    const live = await open('live.db');
    const { storage, database } = live;
    await database.query
      .insertInto('grids')
      .values({ id: 'g1', name: '朝阳', town: '织里', kind: 'village', people: 300, created_at: 0 })
      .execute();
    await database.query.insertInto('officers').values(account('o1', '王')).execute();
    await storage.ensureConversation('web:c1', 'web');
    await storage.ensureConversation('web:stays', 'web');
    const parts = {
      gridId: 'g1',
      ageBand: '60-69',
      job: 'retired',
      guardian: null,
      consents: [{ purpose: 'profile', version: 1 }],
    } as const;
    const citizen = await storage.registerCitizen({ tokenHash: 'hash-a', name: '张阿姨', ...parts });
    const transfer = { body: '{}', way: 'bank', account: '6222021001036221014', amount: 100, at: clock };
    const about = { conversationId: null, caseId: null, warningRef: null, officerId: null };
    const lead = await storage.receiveStopLead({
      formId: 'form-0001',
      origin: 'page',
      body: '{"name":"甲"}',
      transfers: [transfer],
      ...about,
    });
    // What stands under our own key, of somebody who is not registered.
    const person = { phone: '13800001234', name: '钱三多', address: '利济路9号', story: '通话', account: null, amount: null };
    const told = { source: 'centre', tier: 'low', type: null, town: null, gridId: null, person } as const;
    const warnings = await storage.receiveWarnings(
      ['over', 'open'].map((externalId) => ({ ...told, externalId })),
      DISSUASION_PLAN,
    );
    const over = warnings[0]?.id ?? '';
    await database.query.updateTable('warnings').set({ status: 'closed', closed_at: 1, due_at: null }).where('id', '=', over).execute();
    const listed = { kind: 'phone', value: '13911112222' } as const;
    await storage.listIdentifiers([{ ...listed, type: null }], { kind: 'closing', ref: 'case-1' });
    await storage.saveDispute('dispute-01', listed as never, '这是我的号', '13800001234');
    await database.query.insertInto('partners').values(POLICE).execute();
    for (const [id, subject] of [
      ['p1', lead.number],
      ['p2', over],
    ] as const) {
      const kind = subject === over ? 'protective-stop' : 'stop-lead';
      await storage.postToPartners({ id, to: 'police', kind, subject, body: { who: '甲' }, legalBasis: '第二十条' });
    }
    await database.query.updateTable('partner_exchanges').set({ state: 'acknowledged' }).execute();
    const backup = join(folder, 'backup.db');
    const copying = new DatabaseSync(live.path);
    copying.prepare('VACUUM INTO ?').run(backup);
    copying.close();

    await storage.leave('web:c1');
    await storage.eraseLeavers();
    await storage.eraseCitizen(citizen);
    const asked = await storage.findErasable({ by: 'own-number', number: '13800001234' });
    for (const whose of asked.kind === 'found' ? asked.several : []) await storage.forgetBeside(whose);
    await database.query.updateTable('stop_leads').set({ state: 'closed', closed_at: clock }).execute();
    clock += 400 * DAY;
    expect(await storage.purgeStopLead({ lead: DAY })).toBe(true);
    return { live, backup, lead: lead.id };
  }
  function again(path: string, marks: ReadonlySet<string>) {
    const database = new DatabaseSync(path);
    try {
      return eraseAgain(database, marks);
    } finally {
      database.close();
    }
  }

  it('makes unreadable whoever was erased since, and nobody else, and looks as the storage itself left it', async () => {
    const { live, backup, lead } = await lived();
    const before = new DatabaseSync(backup, { readOnly: true });
    const keys = before.prepare('SELECT key_wrapped FROM stop_leads UNION SELECT key_wrapped FROM persons').all();
    before.close();
    // The citizen's own person and the one behind the chat; the other chat's stays.
    expect(again(backup, readErasures(live.path))).toEqual({ person: 2, lead: 1, citizen: 1, warning: 1, leaving: 2, objector: 1 });
    const { storage, database } = await open('backup.db');
    await expect(storage.loadConversation('web:c1')).rejects.toMatchObject({ code: 'conversation.erased' });
    expect((await storage.loadConversation('web:stays')).id).toBe('web:stays');
    expect(await storage.citizenOfSession('hash-a')).toBeNull();
    const columns = ['key_wrapped', 'body_sealed', 'check_sealed'] as const;
    const leadIn = ({ query }: Database) => query.selectFrom('stop_leads').select(columns).where('id', '=', lead).executeTakeFirst();
    expect(await leadIn(database)).toEqual(await leadIn(live.database));
    const transfersIn = ({ query }: Database) => query.selectFrom('stop_transfers').select(['body_sealed', 'account_hash']).execute();
    expect(await transfersIn(database)).toEqual(await transfersIn(live.database));
    const citizensIn = ({ query }: Database) =>
      query.selectFrom('citizens').select(['grid_id', 'age_band', 'job', 'name_sealed', 'phone_hash']).execute();
    expect(await citizensIn(database)).toEqual(await citizensIn(live.database));
    const ownIn = async ({ query }: Database) => ({
      warnings: await query.selectFrom('warnings').select(['id', 'phone_hash', 'forget', 'subject_sealed']).orderBy('id').execute(),
      posts: await query.selectFrom('partner_exchanges').select(['id', 'body_sealed']).orderBy('id').execute(),
      objections: await query.selectFrom('identifier_disputes').selectAll().execute(),
    });
    const restored = await ownIn(database);
    expect(restored).toEqual(await ownIn(live.database));
    expect(restored.posts.map(({ body_sealed }) => body_sealed)).toEqual([null, null]);
    // The bytes are gone, not only the rows.
    const bytes = readFileSync(backup);
    expect(keys.filter(({ key_wrapped }) => bytes.includes(String(key_wrapped)))).toHaveLength(1);
  });

  it('knows the same from the ledger that a server keeps, which names nobody', async () => {
    const { live, backup } = await lived();
    const keeping = createErasureLedger(live.database, ledger, () => clock);
    await keeping.sync();
    const text = readFileSync(ledger, 'utf8');
    await keeping.sync();
    expect(readFileSync(ledger, 'utf8')).toBe(text);
    expect(text).not.toMatch(/id-\d/);
    expect(readLedger(ledger)).toEqual(readErasures(live.path));
    // Another one is erased: it is noted behind the others.
    await live.storage.leave('web:stays');
    await live.storage.eraseLeavers();
    await keeping.sync();
    expect(readErasures(ledger).size).toBe(9);
    expect(again(backup, readErasures(ledger))).toEqual({ person: 3, lead: 1, citizen: 1, warning: 1, leaving: 2, objector: 1 });
  });

  it('reads a ledger past a line that a crash cut off', () => {
    const mark = (digit: string): string => `person ${digit.repeat(43)}`;
    appendToLedger(ledger, [mark('a')], 1);
    appendToLedger(ledger, [mark('b')], 2);
    const whole = readFileSync(ledger);
    for (let end = 0; end <= whole.length; end++) {
      const cut = join(folder, `cut-${end}`);
      writeFileSync(cut, whole.subarray(0, end));
      appendToLedger(cut, [mark('c')], 3);
      expect(readLedger(cut).has(mark('c')), `cut off at ${end}`).toBe(true);
    }
  });
});
