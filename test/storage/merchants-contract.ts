import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_ACTS, mayRepair, OBJECTION_LASTS, SHOWN } from '../../src/storage/merchants/default-machine.ts';
import type { NewDefault } from '../../src/storage/merchants/trade-records.ts';
import { licence } from '../merchants/licences.ts';
import { type OpenStorage, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const PARTNER = licence(900);
const owing = (parts: Partial<NewDefault> = {}): NewDefault => ({
  name: '湖州甲乙丙针织厂',
  licence: PARTNER,
  band: '50k-200k',
  dueOn: '2026-08-31',
  papers: '送货单三张，欠条一张',
  ...parts,
});
const DAY = 86_400_000;

export function testMerchants(name: string, open: OpenStorage): void {
  describe(`merchants in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    let forms = 0;
    const form = (): string => `form-${++forms}`;
    async function merchant(seed: number, checked = true): Promise<string> {
      const id = `merchant-${seed}`;
      const details = {
        name: `织里${seed}号商行`,
        licence: licence(seed),
        market: '织里童装城',
        contact: `钱掌柜${seed}`,
        phone: `1380000${1000 + seed}`,
      };
      expect(await under.storage.registerMerchant(id, details, `token-${seed}`)).toBe(true);
      if (checked) expect(await under.storage.decideMerchant(form(), id, 'o1', true, '')).toBe(true);
      return id;
    }
    async function shown(creditor: string, id: string, parts: Partial<NewDefault> = {}): Promise<void> {
      expect(await under.storage.fileDefault(id, creditor, owing(parts))).toBe(true);
      expect(await under.storage.actOnDefault(form(), id, { actor: 'officer', id: 'o1', act: 'accepted' })).toBe(true);
    }
    const byMerchant = (id: string, merchantId: string, act: 'paid' | 'withdrawn'): Promise<boolean> =>
      under.storage.actOnDefault(form(), id, { actor: 'merchant', id: merchantId, act });
    async function ask(merchantId: string, asked: string, by: 'name' | 'licence' = 'licence') {
      const id = form();
      return (await under.storage.enquire(id, merchantId, by, asked, 'credit')) ? under.storage.readEnquiry(id, merchantId) : null;
    }
    const stateOf = async (id: string) => (await under.storage.readDefault(id))?.state;
    const actions = async (): Promise<readonly string[]> =>
      (await under.database.query.selectFrom('audit').select('action').orderBy('seq').execute()).map(({ action }) => action);

    it('can do nothing before an officer has checked them, and are checked once', async () => {
      const id = await merchant(1, false);
      expect((await under.storage.merchantOf('token-1'))?.state).toBe('pending');
      expect(await under.storage.fileDefault('default-0', id, owing())).toBe(false);
      expect(await ask(id, PARTNER)).toBeNull();
      expect(await under.storage.giveMerchantLink(form(), id, 'o1', 'link')).toBe(false);
      expect(await under.storage.decideMerchant(form(), id, 'nobody', true, '')).toBe(false);
      const both = await Promise.all(['o1', 'o2'].map((who) => under.storage.decideMerchant(form(), id, who, true, '')));
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await ask(id, PARTNER)).toMatchObject({ records: [] });
      expect((await actions()).filter((action) => action === 'trade.merchant-checked')).toHaveLength(1);
    });

    it('of one licence there is one: whoever only claims it keeps nobody out', async () => {
      await merchant(1, false);
      const details = { name: '真的', licence: licence(1), market: '织里', contact: '李', phone: '13900000000' };
      expect(await under.storage.registerMerchant('true-one', details, 'token-x')).toBe(true);
      expect(await under.storage.decideMerchant(form(), 'true-one', 'o1', true, '')).toBe(true);
      expect(await under.storage.decideMerchant(form(), 'merchant-1', 'o1', true, '')).toBe(false);
    });

    it('come in on another browser by a link, once and for a day', async () => {
      const id = await merchant(1);
      for (const link of ['link-1', 'link-2']) expect(await under.storage.giveMerchantLink(form(), id, 'o1', link)).toBe(true);
      const both = await Promise.all(['a', 'b'].map((token) => under.storage.useMerchantLink('link-1', token)));
      expect(both.filter(Boolean)).toHaveLength(1);
      under.clock.now += DAY;
      expect(await under.storage.useMerchantLink('link-2', 'c')).toBe(false);
    });

    it('see a default only after it was checked, by exact name or licence, and every question is written down', async () => {
      const [creditor, other] = [await merchant(1), await merchant(2)];
      await under.storage.fileDefault('default-1', creditor, owing());
      expect(await under.storage.fileDefault('default-1', creditor, owing())).toBe(true);
      expect(await under.storage.defaultsInState('filed')).toHaveLength(1);
      expect((await ask(other, PARTNER))?.records).toEqual([]);
      expect(await under.storage.actOnDefault(form(), 'default-1', { actor: 'officer', id: 'o1', act: 'accepted' })).toBe(true);
      const found = await ask(other, PARTNER.toLowerCase());
      expect(found?.records).toMatchObject([{ licenceEnd: PARTNER.slice(-4), standing: { kind: 'open' }, appealed: false }]);
      expect(found?.records[0]?.defaults).toMatchObject([{ state: 'visible', band: '50k-200k', market: '织里童装城' }]);
      expect(JSON.stringify(found?.records)).not.toContain('织里1号');
      expect((await ask(other, '湖州 甲乙丙针织厂', 'name'))?.records).toHaveLength(1);
      expect((await ask(other, '湖州甲乙丙', 'name'))?.records).toEqual([]);
      expect((await actions()).filter((action) => action === 'trade.enquired')).toHaveLength(4);
      under.clock.now += 31 * 60_000;
      expect(await under.storage.readEnquiry('form-none', other)).toBeNull();
    });

    it('may ask thirty times a day', async () => {
      const id = await merchant(1);
      for (let time = 0; time < 30; time++) expect(await ask(id, PARTNER)).not.toBeNull();
      expect(await ask(id, PARTNER)).toBeNull();
      under.clock.now += DAY + 1;
      expect(await ask(id, PARTNER)).not.toBeNull();
    });

    it('clear a record only together, after fourteen days in which nobody objects', async () => {
      const [first, second, third] = [await merchant(1), await merchant(2), await merchant(3)];
      await shown(first, 'default-1');
      await shown(second, 'default-2', { name: '甲乙丙针织' });
      expect(await byMerchant('default-1', second, 'paid')).toBe(false);
      expect(await byMerchant('default-1', first, 'paid')).toBe(true);
      under.clock.now += OBJECTION_LASTS;
      expect(await under.storage.repairNext()).toBe(false);
      expect(await byMerchant('default-2', second, 'paid')).toBe(true);
      under.clock.now += OBJECTION_LASTS - 1;
      expect(await under.storage.repairNext()).toBe(false);
      expect(await under.storage.object('objection-1', 'default-2', third, '他只还了一半')).toBe(true);
      expect(await under.storage.object('objection-2', 'default-2', third, '再说一遍')).toBe(false);
      under.clock.now += OBJECTION_LASTS;
      expect(await under.storage.repairNext()).toBe(false);
      expect(await under.storage.decideObjection(form(), 'objection-1', 'o2', true, '查实')).toBe(true);
      expect(await stateOf('default-2')).toBe('visible');
      expect(await byMerchant('default-2', second, 'paid')).toBe(true);
      expect(await under.storage.object('objection-3', 'default-2', third, '还是没有')).toBe(true);
      expect(await under.storage.decideObjection(form(), 'objection-3', 'o2', false, '收据看过')).toBe(true);
      under.clock.now += OBJECTION_LASTS;
      await Promise.all([under.storage.repairNext(), under.storage.repairNext()]);
      while (await under.storage.repairNext());
      expect([await stateOf('default-1'), await stateOf('default-2')]).toEqual(['repaired', 'repaired']);
      expect((await actions()).filter((action) => action === 'trade.repaired')).toHaveLength(2);
      expect((await ask(third, PARTNER))?.records).toEqual([]);
      const steps = await under.storage.tradeSteps(['default-2', 'objection-1', 'objection-3'], 'default');
      expect(steps.map(({ act }) => act)).toEqual(
        expect.arrayContaining(['filed', 'accepted', 'paid', 'objected', 'objection-upheld', 'objection-dismissed', 'repaired']),
      );
      expect(steps.map(({ note }) => note)).toContain('收据看过');
    });

    it('say nothing of a filing that no officer has checked, beside a payment that is being cleared', async () => {
      const [first, second, other] = [await merchant(1), await merchant(2), await merchant(3)];
      await shown(first, 'default-1');
      expect(await byMerchant('default-1', first, 'paid')).toBe(true);
      await under.storage.fileDefault('default-2', second, owing());
      const found = await ask(other, PARTNER);
      expect(found?.records.map(({ defaults, standing }) => [defaults.map(({ id }) => id), standing.kind])).toEqual([
        [['default-1'], 'clearing'],
      ]);
    });

    it('answer all objections to one payment together, and none reopens a later one', async () => {
      const [creditor, first, second] = [await merchant(1), await merchant(2), await merchant(3)];
      await shown(creditor, 'default-1');
      expect(await byMerchant('default-1', creditor, 'paid')).toBe(true);
      const paidAt = under.clock.now;
      for (const [id, by] of [
        ['objection-1', first],
        ['objection-2', second],
      ] as const)
        expect(await under.storage.object(id, 'default-1', by, '没还')).toBe(true);
      under.clock.now += DAY;
      const both = await Promise.all(
        ['objection-1', 'objection-2'].map((id) => under.storage.decideObjection(form(), id, 'o2', true, '查实')),
      );
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await under.storage.openObjections()).toEqual([]);
      expect((await under.storage.objectionsTo('default-1')).map(({ state }) => state)).toEqual(['upheld', 'upheld']);
      const steps = await under.storage.tradeSteps(['objection-1', 'objection-2'], 'default');
      expect(steps.filter(({ act }) => act === 'objection-upheld').map(({ actor }) => actor)).toEqual(
        expect.arrayContaining(['officer', 'program']),
      );
      expect(await byMerchant('default-1', creditor, 'paid')).toBe(true);
      // From before all of them were answered together.
      const { query } = under.database;
      await query
        .updateTable('trade_objections')
        .set({ state: 'open' })
        .where('id', '=', 'objection-2')
        .where('paid_at', '=', paidAt)
        .execute();
      expect(await under.storage.decideObjection(form(), 'objection-2', 'o2', true, '')).toBe(true);
      expect(await stateOf('default-1')).toBe('paid');
      under.clock.now += OBJECTION_LASTS;
      expect(await under.storage.repairNext()).toBe(true);
    });

    it('make a partner of nobody whose filing does not stand', async () => {
      const waiting = await merchant(1, false);
      const counts = async () =>
        Promise.all(
          (['persons', 'trade_parties'] as const).map(
            async (table) => (await under.database.query.selectFrom(table).select('id').execute()).length,
          ),
        );
      const before = await counts();
      expect(await under.storage.fileDefault('default-0', waiting, owing())).toBe(false);
      const checked = await merchant(2);
      expect(await under.storage.fileDefault('used-form', checked, owing())).toBe(true);
      // The form of another act.
      expect(await under.storage.fileDefault(`form-${forms}`, checked, owing({ licence: licence(901) }))).toBe(false);
      expect(await counts()).toEqual([(before[0] ?? 0) + 2, 1]);
    });

    it('name one partner once, however many name him first', async () => {
      const ids = await Promise.all([1, 2, 3].map((seed) => merchant(seed)));
      const filed = await Promise.all(ids.map((id) => under.storage.fileDefault(`default-${id}`, id, owing())));
      expect(filed).toEqual([true, true, true]);
      const parties = await Promise.all(ids.map(async (id) => (await under.storage.readDefault(`default-${id}`))?.partyId));
      expect(new Set(parties).size).toBe(1);
    });

    it('answer an appeal by an officer who had no hand in the record', async () => {
      const creditor = await merchant(1);
      await shown(creditor, 'default-1');
      const concerned = { name: '甲乙丙', licence: PARTNER, phone: '13700000001', reason: '货款早还了' };
      expect(await under.storage.appeal('appeal-01', concerned)).toMatch(/^S\d{9}$/);
      expect((await ask(creditor, PARTNER))?.records[0]?.appealed).toBe(true);
      expect(await under.storage.defaultsOfAppeal('appeal-01')).toEqual(['default-1']);
      const mayDecide = async (id: string) => (await under.storage.whoMayDecide(id)).map((officer) => officer.id);
      expect(await mayDecide('appeal-01')).toEqual(['o2']);
      expect(await mayDecide('appeal-99')).toEqual([]);
      expect(await under.storage.decideAppeal(form(), 'appeal-01', 'o1', 'default-1', '')).toBe(false);
      expect(await under.storage.decideAppeal(form(), 'appeal-01', 'o2', 'default-9', '')).toBe(false);
      expect(await under.storage.decideAppeal(form(), 'appeal-01', 'o2', 'default-1', '收条属实')).toBe(true);
      expect(await under.storage.decideAppeal(form(), 'appeal-01', 'o2', null, '')).toBe(false);
      expect(await stateOf('default-1')).toBe('withdrawn');
      expect((await under.storage.tradeSteps(['default-1'], 'default')).map(({ act }) => act)).toContain('withdrawn');
      expect((await ask(creditor, PARTNER))?.records).toEqual([]);
      // Of somebody of whom there is nothing, the same answer.
      expect(await under.storage.appeal('appeal-02', { ...concerned, licence: licence(77) })).toMatch(/^S\d{9}$/);
    });

    it('leave nothing readable behind, and what they said of others goes with them', async () => {
      const creditor = await merchant(1);
      await shown(creditor, 'default-1');
      await merchant(2, false);
      expect(await under.storage.closeMerchant(form(), creditor, 'himself')).toBe(true);
      expect(await under.storage.merchantOf('token-1')).toBeNull();
      expect(await under.storage.readMerchant(creditor)).toBeNull();
      expect(await stateOf('default-1')).toBe('withdrawn');
      under.clock.now += 366 * DAY;
      while (await under.storage.eraseNextTrade());
      expect(await under.storage.readDefault('default-1')).toBeNull();
      expect(await under.storage.readMerchant('merchant-2')).toBeNull();
      const bytes = await under.bytes();
      for (const word of ['织里1号', '钱掌柜1', '13800001001', '甲乙丙', '欠条', PARTNER, licence(1)])
        expect([word, bytes.includes(word)]).toEqual([word, false]);
    });

    it('follow the pure machine whatever is done in whatever order', async () => {
      const creditors = [await merchant(1), await merchant(2)];
      const act = fc.record({
        which: fc.nat(1),
        what: fc.constantFrom('file', 'accepted', 'returned', 'paid', 'withdrawn', 'object', 'upheld', 'dismissed', 'wait', 'repair'),
      });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
          const partner = { licence: licence(5000 + ++round) };
          const ids = [`default-${round}-a`, `default-${round}-b`];
          const accepted = new Set<string>();
          const objections: string[] = [];
          for (const { which, what } of acts) {
            const [id, creditor] = [ids[which] as string, creditors[which] as string];
            if (what === 'file') await under.storage.fileDefault(id, creditor, owing(partner));
            else if (what === 'accepted' || what === 'returned') {
              if ((await under.storage.actOnDefault(form(), id, { actor: 'officer', id: 'o1', act: what })) && what === 'accepted')
                accepted.add(id);
            } else if (what === 'paid' || what === 'withdrawn') await byMerchant(id, creditor, what);
            else if (what === 'object') {
              const objection = form();
              if (await under.storage.object(objection, id, creditors[1 - which] as string, '没还')) objections.push(objection);
            } else if (what === 'wait') under.clock.now += OBJECTION_LASTS / 2;
            else if (what === 'repair') {
              const record = (await Promise.all(ids.map((one) => under.storage.readDefault(one)))).filter((one) => one !== null);
              const running = (await under.storage.openObjections()).filter(({ defaultId }) => ids.includes(defaultId)).length;
              const expected = mayRepair(record, running, under.clock.now);
              while (await under.storage.repairNext());
              const after = await Promise.all(record.map((one) => stateOf(one.id)));
              expect(after).toEqual(record.map(({ state }) => (expected && state === 'paid' ? DEFAULT_ACTS.repaired.to : state)));
            } else {
              const objection = objections.pop();
              if (objection) await under.storage.decideObjection(form(), objection, 'o2', what === 'upheld', '');
            }
            for (const one of ids) {
              const state = await stateOf(one);
              if (state && SHOWN.includes(state)) expect(accepted.has(one)).toBe(true);
            }
          }
        }),
        { numRuns: 15 },
      );
    });
  });
}
