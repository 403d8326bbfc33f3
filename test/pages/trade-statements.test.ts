import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { licence } from '../merchants/licences.ts';
import { MASTER_KEY, openTemporarySqlite } from '../storage/temporary-sqlite.ts';
import type { Colleague } from './desk-under-test.ts';
import { openTrade, type TradeUnderTest } from './trade-under-test.ts';

let under: TradeUnderTest;
let wang: Colleague;
let statements = 0;
beforeEach(async () => {
  under = await openTrade(async () => {
    const opened = await openTemporarySqlite();
    const counting: KyselyPlugin = {
      transformQuery({ node }) {
        statements += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const database = { ...opened.database, query: opened.database.query.withPlugin(counting) };
    let ids = 0;
    const sources = { now: () => opened.clock.now, id: () => `own-${++ids}` };
    return { ...opened, database, storage: createStorage(database, await createSealer(MASTER_KEY), sources) };
  });
  wang = await under.signIn('Wang');
});
afterEach(() => under.close());

async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = statements;
  await work();
  return statements - before;
}

/** Two merchants, one of them checked; a default that waits, one that is shown, one paid and objected to; an appeal. */
async function affairs(seed: number): Promise<void> {
  const { storage } = under;
  const [own, waiting] = [`m-${seed}`, `w-${seed}`];
  for (const id of [own, waiting]) {
    const details = { name: '织里商行', licence: licence(seed), market: '织里童装城', contact: '钱掌柜', phone: '13800001234' };
    expect(await storage.registerMerchant(id, details, `token-${id}`)).toBe(true);
  }
  expect(await storage.decideMerchant(`check-${seed}`, own, wang.id, true, '')).toBe(true);
  for (const at of [1, 2, 3]) {
    const id = `d-${seed}-${at}`;
    const filed = { name: '甲乙丙针织厂', licence: licence(500 + seed), band: '10k-50k', dueOn: '2026-08-31', papers: '送货单' } as const;
    expect(await storage.fileDefault(id, own, filed)).toBe(true);
    if (at > 1) expect(await storage.actOnDefault(`a-${id}`, id, { actor: 'officer', id: wang.id, act: 'accepted' })).toBe(true);
  }
  expect(await storage.actOnDefault(`p-${seed}`, `d-${seed}-3`, { actor: 'merchant', id: own, act: 'paid' })).toBe(true);
  expect(await storage.object(`o-${seed}`, `d-${seed}-3`, own, '没还')).toBe(true);
  const appeal = { name: '甲', licence: licence(500 + seed), phone: '13700000001', reason: '早还了' };
  expect(await storage.appeal(`s-${seed}`, appeal)).toMatch(/^S/);
}

it('asks the database for the list of the desk as often when it is long', async () => {
  const list = async () => expect((await wang.get('/console/trade')).status).toBe(200);
  await list();
  const empty = await costOf(list);
  for (const seed of [1, 2, 3, 4]) await affairs(seed);
  const rows = (await (await wang.get('/console/trade')).text()).match(/<tr>/g)?.length ?? 0;
  expect(rows).toBeGreaterThan(24);
  expect(await costOf(list)).toBe(empty);
});

it('asks as often for a name that many partners have as for a name that one has', async () => {
  await affairs(1);
  let questions = 0;
  const ask = async () => {
    const id = `question-${++questions}`;
    expect(await under.storage.enquire(id, 'm-1', 'name', '甲乙丙针织厂', 'credit')).toBe(true);
    return under.storage.readEnquiry(id, 'm-1');
  };
  const one = await costOf(ask);
  for (const seed of [2, 3, 4]) await affairs(seed);
  expect((await ask())?.records).toHaveLength(4);
  expect(await costOf(ask)).toBe(one);
  expect(await costOf(() => under.storage.sawDefault('m-1', 'd-4-2'))).toBe(1);
  expect(await under.storage.sawDefault('m-1', 'd-4-2')).toBe(true);
  // Waits for an officer: nobody but its creditor has seen it.
  expect(await under.storage.sawDefault('m-1', 'd-4-1')).toBe(false);
  expect(await under.storage.sawDefault('m-4', 'd-4-1')).toBe(true);
  expect(await under.storage.sawDefault('m-2', 'd-4-2')).toBe(false);
});
