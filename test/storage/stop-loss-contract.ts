import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalIdentifier } from '../../src/storage/lookups/canonical-identifier.ts';
import type { NewStopLead } from '../../src/storage/stop-loss/receive-lead.ts';
import type { StopAnswerGiven } from '../../src/storage/stop-loss/stop-answers.ts';
import { account, CONVERSATION, forget, type OpenStorage, START, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const DAY = 24 * 60 * 60_000;
const NAME = '钱多多甲';
const CARD = '6222021001036221014';
const transfer = (amount: number, payee = CARD) => ({
  body: JSON.stringify({ account: payee, amount }),
  way: 'bank',
  account: payee,
  amount,
  at: START - 600_000,
});
const lead = (parts: Partial<NewStopLead> = {}): NewStopLead => ({
  formId: 'form-0001',
  origin: 'page',
  body: JSON.stringify({ name: NAME }),
  transfers: [transfer(2_000_000), transfer(500_000, '6228480392725997118')],
  conversationId: null,
  caseId: null,
  warningRef: null,
  officerId: null,
  ...parts,
});

export function testStopLoss(name: string, open: OpenStorage): void {
  describe(`stop leads in ${name}`, () => {
    let under: StorageUnderTest;
    let forms = 0;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    const read = async (id: string) => {
      const found = await under.storage.readStopLead(id, 'o1');
      if (!found) throw new Error('no such lead');
      return found;
    };
    const act = async (leadId: string, officerId = 'o1') => ({
      leadId,
      officerId,
      formId: `act-${++forms}`,
      seen: (await read(leadId)).acts,
    });
    const audited = async (action: string) => {
      const rows = await under.database.query.selectFrom('audit').select('action').where('action', '=', action).execute();
      return rows.length;
    };
    const dispatch = (version = 1) => ({
      way: 'webhook' as const,
      version,
      document: { victim: NAME },
      identifiers: [
        { kind: 'account' as const, value: CARD, type: null },
        { kind: 'phone' as const, value: '13800001234', type: null },
      ],
    });
    async function sent(parts: Partial<NewStopLead> = {}) {
      const made = await under.storage.receiveStopLead(lead(parts));
      await under.storage.takeStopLead(await act(made.id));
      await under.storage.checkStopLead(await act(made.id), '{"way":"rang-back"}', true);
      expect(await under.storage.sendStopLead(await act(made.id), dispatch())).toBe('done');
      return made;
    }
    const answer = (number: string, parts: Partial<StopAnswerGiven> = {}): StopAnswerGiven => ({
      externalId: 'police-1',
      leadNumber: number,
      transferId: `${number}-1`,
      stopped: 1_500_000,
      ownShare: 1_000_000,
      othersShare: 500_000,
      returned: null,
      refused: false,
      reason: '',
      stopRef: '',
      answeredAt: START,
      officerId: null,
      ...parts,
    });

    it('are received once by their form, one record for each transfer, and nobody reads them in the file', async () => {
      const [first, again] = await Promise.all([under.storage.receiveStopLead(lead()), under.storage.receiveStopLead(lead())]);
      expect(again).toEqual(first);
      expect(await under.storage.receiveStopLead(lead())).toEqual(first);
      expect(await read(first.id)).toMatchObject({ state: 'received', transfers: 2, amount: 2_500_000, handler: null });
      const bytes = await under.bytes();
      for (const secret of [NAME, CARD, first.token, 'form-0001']) expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
      expect(await under.storage.stopLeadOfToken(first.token)).toMatchObject({
        number: first.number,
        body: JSON.stringify({ name: NAME }),
      });
      expect(await under.storage.stopLeadOfToken(`${first.token}x`)).toBeNull();
      expect(await audited('stop-lead.received')).toBe(1);
    });

    it('are corrected by whoever holds the token, until an officer has one in hand; his telephone as long as it is open', async () => {
      const made = await under.storage.receiveStopLead(lead());
      const correct = (body: string, seen: number, amount?: number) =>
        under.storage.correctStopLead(made.token, {
          seen,
          body: JSON.stringify({ name: body }),
          transfers: amount === undefined ? [] : [{ ...transfer(amount, '6217001210024455220'), position: 2 }],
        });
      const both = await Promise.all([correct('one', 0, 100), correct('two', 0, 200)]);
      expect(both.sort()).toEqual(['done', 'moved']);
      const once = await read(made.id);
      expect([once.acts, once.version, [2_000_100, 2_000_200].includes(once.amount)]).toEqual([1, 2, true]);
      expect(once.body).toBe(JSON.stringify({ name: once.amount === 2_000_100 ? 'one' : 'two' }));
      expect(once.records.map(({ position }) => position)).toEqual([1, 2]);
      // Whoever looked at it before looks again.
      expect(await under.storage.takeStopLead({ leadId: made.id, officerId: 'o1', formId: 'take-old', seen: 0 })).toBe('moved');
      expect(await under.storage.takeStopLead(await act(made.id))).toBe('done');
      expect(await correct('late', 2, 300)).toBe('moved');
      expect(await correct('telephone', 2)).toBe('done');
      expect(await read(made.id)).toMatchObject({ body: '{"name":"telephone"}', amount: once.amount, acts: 3, version: 3 });
      expect(await under.storage.closeStopLead(await act(made.id), 'withdrawn')).toBe('done');
      expect(await correct('closed', 4)).toBe('moved');
      expect(await under.storage.correctStopLead('nobody', { seen: 0, body: '{}', transfers: [] })).toBe('unknown');
      expect(await audited('stop-lead.corrected')).toBe(2);
    });

    it('tell their form that comes again from the same form with other words, whatever became of them since', async () => {
      const receive = (content?: string) => under.storage.receiveStopLead(lead(content === undefined ? {} : { content }));
      const both = await Promise.all([receive('first words'), receive('other words')]);
      expect(both.map(({ changed }) => changed).sort()).toEqual([false, true]);
      expect(new Set(both.map(({ token }) => token)).size).toBe(1);
      const [first, other] = both[0]?.changed ? ['other words', 'first words'] : ['first words', 'other words'];
      expect([(await receive(first)).changed, (await receive(other)).changed, (await receive()).changed]).toEqual([false, true, false]);
      const { id } = await receive(first);
      expect(await under.storage.takeStopLead(await act(id))).toBe('done');
      expect(
        await under.storage.changeStopLead(
          await act(id),
          '{"name":"by an officer"}',
          [transfer(1)].map((one) => ({ ...one, position: 1 })),
        ),
      ).toBe('done');
      expect([(await receive(first)).changed, (await receive(other)).changed]).toEqual([false, true]);
      const bytes = await under.bytes();
      for (const secret of [first, other]) expect([secret, bytes.includes(secret ?? '')]).toEqual([secret, false]);
      // As an older program kept it, and when it is purged: nobody knows any more.
      await under.database.query.updateTable('stop_leads').set({ form_sealed: null }).execute();
      expect((await receive(other)).changed).toBe(false);
    });

    it('take a form that comes again as a correction with all its payments, once, under numbers that none had', async () => {
      const { id, token } = await under.storage.receiveStopLead(lead({ content: 'first' }));
      expect(await under.storage.takeStopLead(await act(id))).toBe('done');
      expect(await under.storage.changeStopLead(await act(id), '{}', [{ ...transfer(2_000_000), position: 1 }])).toBe('done');
      expect(await under.storage.releaseStopLead(await act(id))).toBe('done');
      const { acts: seen } = await read(id);
      const bare = { body: '{"bare":1}', way: 'cash', account: '', amount: null, at: null };
      const again = (content: string) =>
        under.storage.correctStopLead(token, {
          seen,
          body: JSON.stringify({ name: content }),
          transfers: [{ ...transfer(7), position: 1 }],
          added: [transfer(5, '6217001210024455220'), bare],
          content,
        });
      const both = await Promise.all([again('one'), again('two')]);
      expect([...both].sort()).toEqual(['done', 'moved']);
      const [won, lost] = both[0] === 'done' ? ['one', 'two'] : ['two', 'one'];
      const found = await read(id);
      expect(found.body).toBe(JSON.stringify({ name: won }));
      // The second was struck out by an officer: its number is never used again.
      expect(found.records.map(({ position, body }) => [position, body])).toEqual([
        [1, transfer(7).body],
        [3, transfer(5, '6217001210024455220').body],
        [4, bare.body],
      ]);
      expect([found.amount, found.acts]).toEqual([12, seen + 1]);
      const changed = async (content: string) => (await under.storage.receiveStopLead(lead({ content }))).changed;
      expect([await changed(won), await changed(lost), await changed('first')]).toEqual([false, true, true]);
      // An officer has it in hand: nothing is added behind his back.
      expect(await under.storage.takeStopLead(await act(id))).toBe('done');
      const late = { seen: (await read(id)).acts, body: '{}', transfers: [], added: [bare] };
      expect(await under.storage.correctStopLead(token, late)).toBe('moved');
      expect((await read(id)).transfers).toBe(3);
    });

    it('go to one of two officers who press at once, and only he acts on them', async () => {
      const { id } = await under.storage.receiveStopLead(lead());
      const seen = (await read(id)).acts;
      const take = (officerId: string) => under.storage.takeStopLead({ leadId: id, officerId, formId: `take-${officerId}`, seen });
      const both = await Promise.all([take('o1'), take('o2')]);
      expect(both.sort()).toEqual(['done', 'moved']);
      const owner = (await read(id)).handler?.id ?? '';
      const other = owner === 'o1' ? 'o2' : 'o1';
      expect(await take(owner)).toBe('done');
      expect(await audited('stop-lead.taken')).toBe(1);
      expect(await under.storage.checkStopLead(await act(id, other), '{}', true)).toBe('moved');
      expect(await under.storage.closeStopLead(await act(id, other), 'done')).toBe('moved');
      expect(await under.storage.takeOverStopLead(await act(id, other))).toBe('moved');
      await under.database.query
        .insertInto('officers')
        .values(account('boss', '主管', 'supervisor'))
        .execute();
      expect(await under.storage.takeOverStopLead(await act(id, 'boss'))).toBe('done');
      expect(await under.storage.releaseStopLead(await act(id, owner))).toBe('moved');
      expect(await under.storage.releaseStopLead(await act(id, 'boss'))).toBe('done');
      expect((await read(id)).handler).toBeNull();
    });

    it('are listed with what nobody has taken first, however many wait for the police', async () => {
      const waiting = Array.from({ length: 301 }, (_, at) => ({
        id: `waiting-${at}`,
        number: `Z9${String(at).padStart(5, '0')}`,
        token_hash: `hash-${at}`,
        origin: 'page' as const,
        state: 'sent' as const,
        acts: 3,
        version: 1,
        body_sealed: '',
        officer_id: 'o1',
        created_at: START - DAY + at,
        updated_at: START,
      }));
      for (let at = 0; at < waiting.length; at += 9)
        await under.database.query
          .insertInto('stop_leads')
          .values(waiting.slice(at, at + 9))
          .execute();
      const older = await under.storage.receiveStopLead(lead());
      under.clock.now += 1000;
      const newest = await under.storage.receiveStopLead(lead({ formId: 'form-0002' }));
      const { leads, total } = await under.storage.listStopLeads();
      expect(leads.slice(0, 3).map(({ id }) => id)).toEqual([newest.id, older.id, 'waiting-300']);
      expect([leads.length, leads.at(-1)?.id, total]).toEqual([302, 'waiting-1', 303]);
      await under.storage.takeStopLead(await act(newest.id));
      await under.storage.closeStopLead(await act(newest.id), 'withdrawn');
      expect((await under.storage.listStopLeads(true)).leads.map(({ id }) => id)).toEqual([newest.id]);
      const openIds = (await under.storage.listStopLeads()).leads.map(({ id }) => id);
      expect([openIds[0], openIds.includes(newest.id)]).toEqual([older.id, false]);
    });

    it('are not acted on by whoever has seen an older state, and a form sent twice acts once', async () => {
      const { id } = await under.storage.receiveStopLead(lead());
      await under.storage.takeStopLead(await act(id));
      const [stale, fresh] = [await act(id), await act(id)];
      expect(await under.storage.checkStopLead(fresh, '{"n":1}', false)).toBe('done');
      expect(await under.storage.checkStopLead(fresh, '{"n":1}', false)).toBe('done');
      expect(await under.storage.closeStopLead(stale, 'done')).toBe('moved');
      expect(await read(id)).toMatchObject({ state: 'received', check: '{"n":1}', checkedAt: null });
      expect(await audited('stop-lead.checked')).toBe(1);
    });

    it('keep the numbers of transfers when some are struck out and others come', async () => {
      const { id } = await under.storage.receiveStopLead(lead());
      await under.storage.takeStopLead(await act(id));
      const changed = [
        { ...transfer(700_000), position: 2 },
        { ...transfer(300_000), position: null },
      ];
      expect(await under.storage.changeStopLead(await act(id), '{}', changed)).toBe('done');
      const now = await read(id);
      expect(now.records.map(({ position }) => position)).toEqual([2, 3]);
      expect(now).toMatchObject({ amount: 1_000_000, version: 2 });
    });

    it('go out exactly once for each version, the victim to the police alone', async () => {
      await under.database.query
        .insertInto('partners')
        .values(
          (['police', 'banks', 'carriers'] as const).map((kind) => ({
            id: kind,
            name: kind,
            kind,
            legal_basis: 'x',
            webhook: 'https://p.example/x',
            created_by: 'o1',
            created_at: 0,
            closed_at: null,
            version: 1,
          })),
        )
        .execute();
      const { id } = await under.storage.receiveStopLead(lead());
      await under.storage.takeStopLead(await act(id));
      expect(await under.storage.sendStopLead(await act(id), dispatch())).toBe('moved');
      const posts = () =>
        under.database.query.selectFrom('partner_exchanges').select(['partner_id', 'kind']).orderBy('partner_id').execute();
      expect(await posts()).toEqual([]);
      await under.storage.checkStopLead(await act(id), '{}', true);
      const once = await act(id);
      const other = { ...once, formId: 'another-form' };
      const results = await Promise.all([
        under.storage.sendStopLead(once, dispatch()),
        under.storage.sendStopLead(once, dispatch()),
        under.storage.sendStopLead(other, dispatch()),
      ]);
      expect(results.filter((one) => one === 'done').length).toBeGreaterThan(0);
      expect(await under.storage.sendStopLead(await act(id), dispatch())).toBe('done');
      const expected = [
        { partner_id: 'banks', kind: 'scam-identifiers' },
        { partner_id: 'carriers', kind: 'scam-identifiers' },
        { partner_id: 'police', kind: 'stop-lead' },
      ];
      expect(await posts()).toEqual(expected);
      expect(await under.storage.sendStopLead(await act(id), dispatch(2))).toBe('moved');
      await under.storage.changeStopLead(await act(id), '{}', [{ ...transfer(1), position: 1 }]);
      expect(await under.storage.sendStopLead(await act(id), dispatch(2))).toBe('done');
      expect((await posts()).filter(({ kind }) => kind === 'stop-lead')).toHaveLength(2);
      expect(await read(id)).toMatchObject({ state: 'sent', sentVersion: 2 });
    });

    it('take back what a later version does not name, and tell those who were told; what others named stays', async () => {
      const life = { phone: DAY, account: DAY, link: DAY, app: DAY };
      const listed = async (kind: 'account' | 'phone', value: string) => {
        const found = canonicalIdentifier(kind, value);
        return found ? (await under.storage.lookUp(found, life)).exact?.counts['stop-lead'] : undefined;
      };
      const bank = { id: 'banks', name: '某银行', kind: 'banks', legal_basis: '第三十四条', webhook: null, created_by: 'o1' } as const;
      await under.database.query
        .insertInto('partners')
        .values({ ...bank, created_at: 0, closed_at: null, version: 1 })
        .execute();
      const { id } = await sent();
      const other = await sent({ formId: 'form-0002' });
      expect([await listed('account', CARD), await listed('phone', '13800001234')]).toEqual([2, 2]);
      await under.storage.changeStopLead(await act(id), '{}', [{ ...transfer(1), position: 1 }]);
      const [, phone] = dispatch().identifiers;
      const right = { kind: 'account' as const, value: '6222021001116245702', type: null };
      const second = { ...dispatch(2), identifiers: [right, ...(phone ? [phone] : [])] };
      expect(await under.storage.sendStopLead(await act(id), second)).toBe('done');
      expect([await listed('account', CARD), await listed('account', right.value), await listed('phone', '13800001234')]).toEqual([
        1, 1, 2,
      ]);
      await under.storage.changeStopLead(await act(other.id), '{}', [{ ...transfer(1), position: 1 }]);
      expect(await under.storage.sendStopLead(await act(other.id), { ...dispatch(2), identifiers: [] })).toBe('done');
      expect([await listed('account', CARD), await listed('phone', '13800001234')]).toEqual([undefined, 1]);
      const told = (await under.storage.postsFor('banks', false)).map(({ body }) => body);
      expect(told).toContainEqual({ identifiers: [right], withdrawn: [{ kind: 'account', value: CARD }] });
      const left = await under.database.query.selectFrom('identifiers').select('kind').orderBy('kind').execute();
      expect(left.map(({ kind }) => kind)).toEqual(['account', 'phone']);
    });

    it('keep what somebody has objected to, also when they name it no more: he is owed an answer', async () => {
      const { id } = await sent();
      const account = canonicalIdentifier('account', CARD);
      if (!account) throw new Error('no account');
      expect(await under.storage.saveDispute('dispute-01', account, '这是我的卡', null)).toBe(true);
      await under.storage.changeStopLead(await act(id), '{}', [{ ...transfer(1), position: 1 }]);
      expect(await under.storage.sendStopLead(await act(id), { ...dispatch(2), identifiers: [] })).toBe('done');
      const left = await under.database.query.selectFrom('identifiers').select('kind').execute();
      expect(left).toEqual([{ kind: 'account' }]);
      expect(await under.storage.openDisputes()).toMatchObject([{ id: 'dispute-01', reason: '这是我的卡' }]);
      const life = { phone: DAY, account: DAY, link: DAY, app: DAY };
      expect((await under.storage.lookUp(account, life)).exact).toBeNull();
    });

    it('take each answer once, count each sum apart, and are answered when all transfers are', async () => {
      const { id, number } = await sent();
      expect(await under.storage.recordStopAnswer(answer(number))).toBe('recorded');
      expect(await under.storage.recordStopAnswer(answer(number))).toBe('repeated');
      expect(await under.storage.recordStopAnswer(answer(number, { stopped: 1_600_000 }))).toBe('changed');
      expect((await read(id)).state).toBe('sent');
      const refused = { stopped: 0, ownShare: null, othersShare: null, refused: true, reason: '已取现' };
      await Promise.all([
        under.storage.recordStopAnswer(answer(number, { externalId: 'p2', transferId: `${number}-2`, ...refused })),
        under.storage.recordStopAnswer(answer(number, { externalId: 'p3', returned: 400_000, answeredAt: START + 1 })),
      ]);
      expect(await read(id)).toMatchObject({
        state: 'answered',
        answers: [
          { position: 1, stopped: 1_500_000, ownShare: 1_000_000, returned: 400_000, reason: '' },
          { position: 2, refused: true, reason: '已取现' },
        ],
      });
      expect(await under.storage.stopFigures(START - 1, START + DAY)).toMatchObject({
        leads: 1,
        sent: 1,
        transfers: 2,
        reported: 2_500_000,
        answered: 2,
        refused: 1,
        stopped: 1_500_000,
        ownShare: 1_000_000,
        othersShare: 500_000,
        returned: 400_000,
      });
      expect(await under.storage.stopFigures(START + 1, START + DAY)).toMatchObject({ leads: 0, stopped: 0, medianToPolice: null });
    });

    it('count the money of one stop once, although several victims are told of it', async () => {
      const first = await sent();
      const second = await sent({ formId: 'form-0002', transfers: [transfer(800_000)] });
      expect((await read(second.id)).records[0]?.sameAccount).toBe(1);
      await under.storage.recordStopAnswer(answer(first.number));
      await under.storage.recordStopAnswer(answer(second.number, { externalId: 'p2', ownShare: 500_000, othersShare: 1_000_000 }));
      expect(await under.storage.stopFigures(START - 1, START + DAY)).toMatchObject({
        stopped: 1_500_000,
        ownShare: 1_500_000,
        othersShare: 0,
      });
    });

    it('refuse answers of leads that were not sent, of transfers that are not there, and sums that cannot be', async () => {
      const { id, number } = await under.storage.receiveStopLead(lead());
      const record = (parts: Partial<StopAnswerGiven>) => under.storage.recordStopAnswer(answer(number, parts));
      await expect(record({})).rejects.toMatchObject({ code: 'stop-answer.not-sent' });
      await under.storage.takeStopLead(await act(id));
      await under.storage.checkStopLead(await act(id), '{}', true);
      await under.storage.sendStopLead(await act(id), dispatch());
      for (const transferId of [number, `${number}-9`, `${number}-0`, `${number}-1x`, 'Z000000-1', ''])
        await expect(record({ transferId })).rejects.toMatchObject({ code: 'stop-answer.unknown' });
      for (const parts of [{ ownShare: 2_000_001 }, { othersShare: 500_001 }, { returned: 1_000_001 }, { stopped: -1 }])
        await expect(record(parts)).rejects.toMatchObject({ code: 'stop-answer.amounts' });
    });

    it('keep evidence sealed, for the handler alone, each look written down, until its time is over', async () => {
      const { id, token } = await under.storage.receiveStopLead(lead());
      const bytes = new Uint8Array(1_300_000).map((_, at) => (at * 7) % 251);
      expect(await under.storage.addStopEvidence('nonsense', 'f1', 'image/png', bytes)).toBe('unknown');
      expect(await under.storage.addStopEvidence(token, 'f1', 'image/png', bytes)).toBeNull();
      expect(await under.storage.addStopEvidence(token, 'f1', 'image/png', bytes)).toBeNull();
      const [file, ...more] = (await read(id)).evidence;
      expect(more).toEqual([]);
      expect(await under.storage.readStopEvidence(id, file?.id ?? '', 'o1')).toBeNull();
      await under.storage.takeStopLead(await act(id));
      expect(await under.storage.readStopEvidence(id, file?.id ?? '', 'o2')).toBeNull();
      const seen = await under.storage.readStopEvidence(id, file?.id ?? '', 'o1');
      expect(Buffer.from(seen?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
      expect(await audited('stop-evidence.read')).toBe(1);
      await under.storage.closeStopLead(await act(id), 'withdrawn');
      expect(await under.storage.addStopEvidence(token, 'f2', 'image/png', bytes)).toBe('closed');
      expect(await under.storage.purgeStopEvidence({ evidence: DAY })).toBe(false);
      under.clock.now += DAY + 1;
      expect(await under.storage.purgeStopEvidence({ evidence: DAY })).toBe(true);
      expect(await under.storage.purgeStopEvidence({ evidence: DAY })).toBe(false);
      expect((await read(id)).evidence).toEqual([]);
    });

    it('outlive an erasure while they are open, and leave nothing that can be read afterwards', async () => {
      await under.storage.ensureConversation(CONVERSATION, 'web');
      const { id, token } = await under.storage.receiveStopLead(lead({ conversationId: CONVERSATION }));
      await under.storage.takeStopLead(await act(id));
      await forget(under);
      expect(await under.storage.purgeStopLead({ lead: 1000 * DAY })).toBe(false);
      expect((await read(id)).body).toContain(NAME);
      await under.storage.closeStopLead(await act(id), 'done');
      expect(await under.storage.purgeStopLead({ lead: 1000 * DAY })).toBe(true);
      expect(await under.storage.purgeStopLead({ lead: 1000 * DAY })).toBe(false);
      const row = await under.database.query.selectFrom('stop_leads').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      expect([row.key_wrapped, row.body_sealed, row.check_sealed]).toEqual([null, '', null]);
      expect(await read(id)).toMatchObject({ body: null, records: [{ body: null }, { body: null }], amount: 2_500_000 });
      expect((await under.storage.stopLeadOfToken(token))?.body).toBeNull();
      expect(await under.storage.takeStopLead(await act(id, 'o2'))).toBe('moved');
    });

    it('are shown to nobody who writes from the same place after their person was erased', async () => {
      await under.storage.ensureConversation(CONVERSATION, 'web');
      const { id, number } = await under.storage.receiveStopLead(lead({ conversationId: CONVERSATION }));
      await under.storage.takeStopLead(await act(id));
      const shown = async () => {
        const copy = await under.storage.citizenCopy({ of: { conversationId: CONVERSATION }, officerId: 'o1', reason: '他本人来要' });
        return [
          copy?.stopLeads.map((one) => one.number),
          (await under.storage.openStopLeadsOf(CONVERSATION)).map((one) => one.number),
          await under.storage.amountsInLeads(CONVERSATION),
        ];
      };
      expect(await shown()).toEqual([[number], [number], [2_000_000, 500_000]]);
      await forget(under);
      await under.storage.ensureConversation(CONVERSATION, 'web');
      expect(await shown()).toEqual([[], [], []]);
      const own = await under.storage.receiveStopLead(lead({ formId: 'form-0002', conversationId: CONVERSATION }));
      expect(await shown()).toEqual([[own.number], [own.number], [2_000_000, 500_000]]);
    });

    it('go when their victim wants it, once they are closed, and by themselves when their time is over', async () => {
      const first = await under.storage.receiveStopLead(lead());
      const second = await under.storage.receiveStopLead(lead({ formId: 'form-0002' }));
      for (const { id } of [first, second]) {
        await under.storage.takeStopLead(await act(id));
        await under.storage.closeStopLead(await act(id), 'unreachable');
      }
      expect(await under.storage.purgeStopLead({ lead: 10 * DAY })).toBe(false);
      expect(await under.storage.forgetStopLead(first.token)).toBe(true);
      expect(await under.storage.forgetStopLead(first.token)).toBe(false);
      expect(await under.storage.purgeStopLead({ lead: 10 * DAY })).toBe(true);
      expect((await read(second.id)).body).toContain(NAME);
      under.clock.now += 10 * DAY + 1;
      expect(await under.storage.purgeStopLead({ lead: 10 * DAY })).toBe(true);
      expect((await read(second.id)).body).toBeNull();
      expect(await audited('stop-lead.purged')).toBe(2);
    });

    it('are closed by the program when the police have answered and nothing more comes', async () => {
      const { id, number } = await sent({ transfers: [transfer(2_000_000)] });
      await under.storage.recordStopAnswer(answer(number));
      expect(await under.storage.closeSilentStopLead({ silence: DAY })).toBe(false);
      under.clock.now += DAY + 1;
      const both = await Promise.all([1, 2].map(() => under.storage.closeSilentStopLead({ silence: DAY })));
      expect(both).toContain(true);
      expect(await read(id)).toMatchObject({ state: 'closed', closedWhy: 'silent' });
      expect(await audited('stop-lead.closed')).toBe(1);
    });

    it('wait for the police again when a transfer comes after they have answered, and count none that was struck out', async () => {
      const { id, number } = await sent();
      const [one, two] = [transfer(2_000_000), transfer(500_000, '6228480392725997118')];
      for (const at of [1, 2])
        await under.storage.recordStopAnswer(
          answer(number, { externalId: `p${at}`, transferId: `${number}-${at}`, stopped: 500_000, ownShare: 500_000, othersShare: null }),
        );
      expect((await read(id)).state).toBe('answered');
      await under.storage.changeStopLead(await act(id), '{}', [
        { ...one, position: 1 },
        { ...two, position: 2 },
        { ...one, position: null },
      ]);
      expect((await read(id)).state).toBe('sent');
      under.clock.now += DAY + 1;
      expect(await under.storage.closeSilentStopLead({ silence: DAY })).toBe(false);
      expect(await under.storage.sendStopLead(await act(id), dispatch(2))).toBe('done');
      expect((await read(id)).state).toBe('sent');
      // The third was the first once more, and the second was none: what is left is answered.
      await under.storage.changeStopLead(await act(id), '{}', [{ ...one, position: 1 }]);
      expect(await read(id)).toMatchObject({ state: 'answered', answers: [{ position: 1 }] });
      expect(await under.storage.stopFigures(START - 1, START + DAY)).toMatchObject({
        answered: 1,
        stopped: 500_000,
        ownShare: 500_000,
        medianToPolice: 0,
      });
      // Changed since it was sent: not done with.
      under.clock.now += 2 * DAY;
      expect(await under.storage.closeSilentStopLead({ silence: DAY })).toBe(false);
    });

    it('take an answer of a clock that is wrong, and the next one after it; of a form sent twice one', async () => {
      const { id, number } = await sent();
      await under.storage.recordStopAnswer(answer(number, { answeredAt: START + 40 * DAY }));
      under.clock.now += 600_000;
      const typed = answer(number, { externalId: 'form-1', officerId: 'o1', returned: 700_000, answeredAt: under.clock.now });
      expect(await under.storage.recordStopAnswer(typed)).toBe('recorded');
      expect(await under.storage.recordStopAnswer({ ...typed, answeredAt: under.clock.now + 5000 })).toBe('repeated');
      expect((await read(id)).answers).toMatchObject([{ returned: 700_000 }]);
    });

    it('are purged whole or not at all', async () => {
      const { id, number } = await sent();
      await under.storage.closeStopLead(await act(id), 'done');
      under.clock.now += 11 * DAY;
      // The program dies here.
      const rename = (from: string, to: string) =>
        sql.raw(`ALTER TABLE stop_transfers RENAME COLUMN ${from} TO ${to}`).execute(under.database.query as never);
      await rename('account_hash', 'elsewhere');
      await expect(under.storage.purgeStopLead({ lead: 10 * DAY })).rejects.toThrow();
      expect((await read(id)).body).not.toBeNull();
      await rename('elsewhere', 'account_hash');
      expect(await under.storage.purgeStopLead({ lead: 10 * DAY })).toBe(false);
      under.clock.now += 15_000;
      expect(await under.storage.purgeStopLead({ lead: 10 * DAY })).toBe(true);
      const left = await under.database.query.selectFrom('audit').select('subject').where('action', '=', 'stop-lead.purged').execute();
      expect(left).toEqual([{ subject: number }]);
    });

    it('wait to be told to the desk until somebody has', async () => {
      const { id, token } = await under.storage.receiveStopLead(lead());
      expect(await under.storage.unraisedStopLeads(1000)).toEqual([]);
      under.clock.now += 1001;
      expect(await under.storage.unraisedStopLeads(1000)).toEqual([{ id, conversationId: null, token }]);
      await under.storage.ensureConversation(CONVERSATION, 'web');
      await under.storage.raisedStopLead(id, CONVERSATION);
      expect(await under.storage.unraisedStopLeads(1000)).toEqual([]);
      expect((await read(id)).conversationId).toBe(CONVERSATION);
    });
  });
}
