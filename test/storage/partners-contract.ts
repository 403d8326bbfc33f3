import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '../../src/storage/context.ts';
import type { Partner } from '../../src/storage/partners/partner-accounts.ts';
import type { PartnerLead } from '../../src/storage/partners/partner-arrivals.ts';
import { partnerPost } from '../../src/storage/partners/partner-post.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { account, type OpenStorage, type StorageUnderTest } from './storage-under-test.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

const BASIS = '反电信网络诈骗法第三十四条';
const LEAD: PartnerLead = {
  kind: 'suspicious-withdrawal',
  tier: 'high',
  phone: '13800001234',
  name: '张三丰',
  type: null,
  facts: '柜台要取二十万现金，旁边有人一直通话',
  identifiers: [{ kind: 'phone', value: '13911112222', type: null }],
};
const DAY = 24 * 3_600_000;

export function testPartners(name: string, open: OpenStorage): void {
  describe(`partners in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await under.database.query
        .insertInto('officers')
        .values(account('admin', '管理员', 'administrator'))
        .execute();
    });
    afterEach(() => under.close());

    async function partner(id = 'bank', webhook: string | null = 'https://bank.example/hook'): Promise<Partner> {
      await under.storage.addPartner(id, { name: `单位${id}`, kind: 'banks', legalBasis: BASIS, webhook }, 'admin');
      return (await under.storage.readPartner(id)) as Partner;
    }
    const post = (id: string) => ({ id, to: 'banks' as const, kind: 'scam-identifiers', subject: 'Z1', body: { a: 1 }, legalBasis: BASIS });

    it('are added once, changed by whoever saw them as they stand, and written down', async () => {
      await partner();
      await partner();
      expect(await under.storage.listPartners()).toHaveLength(1);
      const changed = { name: '新名', kind: 'carriers' as const, legalBasis: BASIS, webhook: null };
      const both = await Promise.all(
        ['新名', '别名'].map((one) => under.storage.changePartner('bank', 1, { ...changed, name: one }, 'admin')),
      );
      expect(both.filter(Boolean)).toHaveLength(1);
      await expect(under.storage.addPartner('other', { ...changed, name: both[0] ? '新名' : '别名' }, 'admin')).rejects.toMatchObject({
        code: 'partner.name-taken',
      });
      const audited = await under.database.query.selectFrom('audit').select('action').execute();
      expect(audited.map(({ action }) => action)).toEqual(['partner.added', 'partner.changed']);
    });

    it('have two keys at most, whoever makes them at once, and none when switched off', async () => {
      await partner();
      const made = await Promise.all(['k1', 'k2', 'k3'].map((id) => under.storage.addPartnerKey(id, 'bank', `whsec_${id}`, 'admin')));
      expect(made.filter(Boolean)).toHaveLength(2);
      for (const id of ['k1', 'k2', 'k3']) expect(await under.storage.addPartnerKey(id, 'bank', 'whsec_again', 'admin')).toBe(false);
      const [first = '', second = ''] = ['k1', 'k2', 'k3'].filter((_, index) => made[index]);
      expect(await under.storage.endPartnerKey(first, 'elsewhere', 'admin')).toBe(false);
      expect(await under.storage.endPartnerKey(first, 'bank', 'admin')).toBe(true);
      expect(await under.storage.partnerSecrets('bank')).toEqual([`whsec_${second}`]);
      expect((await under.bytes()).includes(`whsec_${second}`)).toBe(false);
      expect(await under.storage.setPartnerClosed('bank', 1, true, 'admin')).toBe(true);
      expect(await under.storage.partnerSecrets('bank')).toEqual([]);
    });

    it('get a post once each under its id; where there is nobody, a row says so and the next time it goes', async () => {
      await under.storage.postToPartners(post('p1'));
      expect((await under.storage.listExchanges({}, 10)).map(({ state }) => state)).toEqual(['nobody']);
      await partner();
      await partner('other', null);
      await under.storage.postToPartners(post('p1'));
      await under.storage.postToPartners(post('p1'));
      const sent = await under.storage.listExchanges({ direction: 'out' }, 10);
      expect(sent.map(({ state }) => state).sort()).toEqual(['nobody', 'offered', 'queued']);
      const claims = await Promise.all([1, 2, 3].map(() => under.storage.claimPost()));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect((await under.bytes()).includes('"a":1')).toBe(false);
    });

    it('are given up with an event at the desk, and tried again when an administrator wants it', async () => {
      await partner();
      await under.storage.postToPartners(post('p1'));
      const cursor = await under.storage.deskCursor();
      const due = await under.storage.claimPost();
      if (!due) throw new Error('nothing is due');
      await under.storage.settlePost({ id: due.id, attempt: due.attempt + 1 }, { kind: 'dead', reason: 'late' });
      expect(await under.storage.deskEventsAfter(cursor)).toBeNull();
      await under.storage.settlePost(due, { kind: 'dead', reason: 'http-500' });
      expect(await under.storage.deskEventsAfter(cursor)).not.toBeNull();
      expect(await under.storage.undelivered(0)).toEqual({ dead: 1, nobody: 0 });
      expect(await under.storage.sendAgain(due.id, 'admin')).toBe(true);
      under.clock.now += 1;
      expect(await under.storage.sendAgain(due.id, 'admin')).toBe(false);
      expect(await under.storage.claimPost()).toMatchObject({ id: due.id, attempt: 1 });
    });

    it('report a lead once, however often it comes; another one under the same id is refused', async () => {
      const bank = await partner();
      const arrival = { externalId: 'e1', officerId: null, raw: 'raw-1' };
      const ids = await Promise.all([1, 2, 3].map(() => under.storage.savePartnerLead(bank, arrival, LEAD)));
      expect(new Set(ids).size).toBe(1);
      await expect(under.storage.savePartnerLead(bank, { ...arrival, raw: 'raw-2' }, LEAD)).rejects.toMatchObject({
        code: 'partner.id-used',
      });
      expect(await under.storage.leadsOf('bank')).toHaveLength(1);
      expect(await under.storage.leadsOf('other')).toHaveLength(0);
      expect(await under.storage.listExchanges({ direction: 'in' }, 10)).toMatchObject([
        { kind: 'lead', legalBasis: BASIS, state: 'taken' },
      ]);
      const claims = await Promise.all([1, 2].map(() => under.storage.claimPartnerLead()));
      expect(claims.filter(Boolean)).toMatchObject([{ lead: LEAD }]);
      await under.storage.passedPartnerLead(ids[0] ?? '', 'w1');
      expect(await under.database.query.selectFrom('partner_leads').select('body_sealed').execute()).toEqual([{ body_sealed: null }]);
      expect(await under.storage.claimPartnerLead()).toBeNull();
      const bytes = await under.bytes();
      for (const word of ['13800001234', '张三丰', '二十万', '13911112222']) expect(bytes.includes(word), word).toBe(false);
    });

    it('find a stop lead that waits for an answer first, however much came later, and how much there is in all', async () => {
      await partner('force', null);
      const to = { partnerId: 'force' };
      await under.storage.postToPartners({ ...post('s1'), kind: 'stop-lead', to });
      for (let later = 0; later < 95; later++) {
        under.clock.now += 1000;
        await under.storage.postToPartners({ ...post(`w${later}`), to });
      }
      const listed = await under.storage.postsFor('force', false);
      expect(listed.slice(0, 2).map(({ kind }) => kind)).toEqual(['stop-lead', post('w').kind]);
      expect(listed.length).toBeLessThan(96);
      expect(await under.storage.countPosts('force')).toBe(96);
    });

    it('see what was sent to them alone, and what they have is theirs', async () => {
      await partner('bank', null);
      await partner('other', null);
      await under.storage.postToPartners({ ...post('p1'), to: { partnerId: 'bank' } });
      expect(await under.storage.postsFor('other', false)).toEqual([]);
      const [sent] = await under.storage.postsFor('bank', true);
      expect(sent).toMatchObject({ body: { a: 1 }, state: 'offered' });
      expect(await under.storage.receivedPost('other', sent?.id ?? '', '')).toBe(false);
      expect(await under.storage.receivedPost('bank', sent?.id ?? '', '')).toBe(true);
      expect(await under.storage.postsFor('bank', true)).toEqual([]);
    });

    it('are forgotten in what was said, not in that it was', async () => {
      const bank = await partner('bank', null);
      await under.storage.postToPartners(post('p1'));
      await under.storage.savePartnerLead(bank, { externalId: 'e1', officerId: null, raw: 'r' }, LEAD);
      under.clock.now += 200 * DAY;
      expect(await under.storage.forgetExchanges(under.clock.now - 180 * DAY)).toBe(true);
      expect(await under.storage.forgetExchanges(under.clock.now - 180 * DAY)).toBe(false);
      expect(await under.storage.listExchanges({}, 10)).toHaveLength(2);
      expect(await under.storage.postsFor('bank', false)).toMatchObject([{ body: null }]);
      expect(await under.storage.claimPartnerLead()).toBeNull();
    });

    it('keep nothing of a person who is erased', async () => {
      await partner('bank', null);
      await under.storage.postToPartners({ ...post('p1'), kind: 'stop-lead', subject: 'Z7' });
      await under.storage.postToPartners({ ...post('p2'), subject: 'Z8' });
      await under.storage.forgetPostsOf(['Z7']);
      expect((await under.storage.postsFor('bank', false)).map(({ subject, body }) => [subject, body === null]).sort()).toEqual([
        ['Z7', true],
        ['Z8', false],
      ]);
    });

    it('that become something else get nothing that was meant for what they were', async () => {
      await under.storage.addPartner(
        'force',
        { name: '市局', kind: 'police', legalBasis: BASIS, webhook: 'https://force.example/' },
        'admin',
      );
      const secret = { id: 's1', to: 'police' as const, kind: 'stop-lead', subject: 'Z1', body: { victim: '张三丰' }, legalBasis: BASIS };
      await under.storage.postToPartners(secret);
      await under.storage.changePartner(
        'force',
        1,
        { name: '某银行', kind: 'banks', legalBasis: BASIS, webhook: 'https://bank.example/' },
        'admin',
      );
      expect(await under.storage.claimPost()).toMatchObject({ webhook: null });
      expect(await under.storage.postsFor('force', false)).toEqual([]);
      await expect(under.storage.stopLeadSentTo('force', 's1:force')).rejects.toMatchObject({ code: 'partner.post-unknown' });
    });

    it('without an address any more find on their page what had not arrived', async () => {
      await partner();
      await under.storage.postToPartners(post('p1'));
      await under.storage.postToPartners(post('p2'));
      const one = await under.storage.claimPost();
      await under.storage.settlePost({ id: one?.id ?? '', attempt: 1 }, { kind: 'dead', reason: 'http-500' });
      // Under way just now.
      await under.storage.claimPost();
      await under.storage.changePartner('bank', 1, { name: '单位bank', kind: 'banks', legalBasis: BASIS, webhook: null }, 'admin');
      expect(await under.storage.sendAgain(one?.id ?? '', 'admin')).toBe(true);
      expect((await under.storage.postsFor('bank', true)).map(({ id }) => id)).toEqual(['p1:bank', 'p2:bank']);
    });

    it('get it in the way that is theirs when it is written, whatever they had when it was made', async () => {
      await partner('bank');
      await partner('other', null);
      const sealer = await createSealer(MASTER_KEY);
      const context = createContext(under.database, sealer, { now: () => under.clock.now, id: () => 'unused' });
      const [made, again] = [await partnerPost(context, post('p1')), await partnerPost(context, post('p2'))];
      await under.storage.changePartner('bank', 1, { name: '单位bank', kind: 'banks', legalBasis: BASIS, webhook: null }, 'admin');
      await under.storage.changePartner(
        'other',
        1,
        { name: '单位other', kind: 'banks', legalBasis: BASIS, webhook: 'https://other.example/' },
        'admin',
      );
      await under.database.batch(made);
      const written = async (id: string) => {
        const rows = await under.database.query
          .selectFrom('partner_exchanges')
          .select(['id', 'state'])
          .where('id', 'like', `${id}:%`)
          .orderBy('id')
          .execute();
        return rows.map((row) => [row.id, row.state]);
      };
      expect(await written('p1')).toEqual([
        ['p1:bank', 'offered'],
        ['p1:other', 'queued'],
      ]);
      expect((await under.storage.postsFor('bank', true))[0]).toMatchObject({ id: 'p1:bank', body: { a: 1 } });
      for (const id of ['bank', 'other']) await under.storage.setPartnerClosed(id, 2, true, 'admin');
      await under.database.batch(again);
      expect(await written('p2')).toEqual([['p2:banks', 'nobody']]);
    });

    it('have people by invitation, who are signed out with their partner', async () => {
      const invitation = { tokenHash: 't1', invitedBy: 'admin', expiresAt: under.clock.now + DAY, partnerId: 'bank' };
      await partner();
      await under.storage.createInvitation('partner', invitation, 'admin');
      const person = await under.storage.useInvitation('t1', { name: 'qian', display: '钱', password: '', totpSecret: 'x', step: 1 });
      expect(await under.storage.partnerOf(person.id)).toMatchObject({ id: 'bank' });
      expect(await under.storage.partnerOf('admin')).toBeNull();
      await under.storage.startSession('s1', person.id, under.clock.now + DAY);
      await under.storage.replaceOfficer(person.id, { ...invitation, tokenHash: 't2' });
      const again = await under.storage.useInvitation('t2', { name: 'qian', display: '钱', password: '', totpSecret: 'x', step: 1 });
      expect(await under.storage.partnerOf(again.id)).toMatchObject({ id: 'bank' });
      await under.storage.startSession('s2', again.id, under.clock.now + DAY);
      await under.storage.setPartnerClosed('bank', 1, true, 'admin');
      expect(await under.storage.officerOfSession('s2', 0)).toBeNull();
      expect(await under.storage.partnerOf(again.id)).toBeNull();
    });
  });
}
