import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT_THE_DESK, PRESENT_FOR } from '../../src/storage/presence.ts';
import {
  account,
  CONVERSATION,
  calling,
  incoming,
  type OpenStorage,
  outcome,
  START,
  type StorageUnderTest,
  twoOfficers,
} from './storage-under-test.ts';

const MINUTE = 60_000;

export function testOperatingFigures(name: string, open: OpenStorage): void {
  describe(`${name}: what an operator watches`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    const standing = () => under.storage.standingFigures();

    /** A citizen on a channel of his calls, and a case of that urgency waits. */
    async function call(
      conversationId: string,
      urgency: 'P0' | 'P1' | 'P2' | 'P3',
      number: string,
      colour: string | null = 'red',
    ): Promise<string> {
      const [channel = ''] = conversationId.split(':');
      const { messageId } = await incoming(under, { conversationId, channel, externalId: number });
      await under.storage.saveOutcome(
        outcome(messageId, { conversationId, colour, passive: false, patterns: ['safe-account'], escalation: calling(urgency, number) }),
      );
      const row = await under.database.query.selectFrom('cases').select('id').where('number', '=', number).executeTakeFirstOrThrow();
      return row.id;
    }

    it('finds nothing in an empty house', async () => {
      expect(await standing()).toEqual({
        waiting: [],
        outbox: [],
        unconcluded: { count: 0, since: null },
        attachmentsWanted: 0,
        aside: [],
        onDuty: 0,
        partnerPosts: [],
        releaseRefused: false,
        lastPurge: null,
        databaseBytes: expect.toSatisfy((bytes: unknown) => bytes === null || Number(bytes) > 10_000),
      });
    });

    it('counts who waits by urgency, and since when the oldest does; a claimed one and a drill do not', async () => {
      await twoOfficers(under);
      await call('web:a', 'P0', 'A1');
      under.clock.now += MINUTE;
      await call('web:b', 'P0', 'A2');
      const claimed = await call('web:c', 'P1', 'A3');
      await call('drill:d', 'P2', 'A4');
      await under.storage.claimCase(claimed, 'o1');
      expect((await standing()).waiting).toEqual([{ urgency: 'P0', count: 2, since: START }]);
    });

    it('counts what has not gone out by channel and state, and leaves out the page, drills and what has arrived', async () => {
      await call('telegram:a', 'P2', 'A1');
      under.clock.now += MINUTE;
      await call('telegram:b', 'P2', 'A2');
      await call('web:c', 'P2', 'A3');
      await call('drill:d', 'P2', 'A4');
      await call('wechat:e', 'P2', 'A5');
      await call('wechat:f', 'P2', 'A6');
      await under.database.query.updateTable('outbox').set({ state: 'dead' }).where('conversation_id', '=', 'wechat:e').execute();
      await under.database.query.updateTable('outbox').set({ state: 'accepted' }).where('conversation_id', '=', 'wechat:f').execute();
      const { outbox } = await standing();
      expect([...outbox].sort((a, b) => a.channel.localeCompare(b.channel))).toEqual([
        { channel: 'telegram', state: 'queued', count: 2, since: START },
        { channel: 'wechat', state: 'dead', count: 1, since: START + MINUTE },
      ]);
    });

    it('counts what was saved and is not answered, and what is to be fetched', async () => {
      await incoming(under, { externalId: 'm1', attachments: [{ kind: 'image', reference: 'r1' }] });
      under.clock.now += MINUTE;
      await incoming(under, { externalId: 'm2' });
      expect(await standing()).toMatchObject({ unconcluded: { count: 2, since: START }, attachmentsWanted: 1 });
    });

    it('counts who takes cases and has the desk open: nobody who left, is disabled or writes patterns', async () => {
      await under.database.query
        .insertInto('officers')
        .values([account('o1', '甲'), account('o2', '乙'), account('l1', '丙', 'librarian'), { ...account('o3', '丁'), disabled: 1 }])
        .execute();
      await under.storage.noteSeen('o2', AT_THE_DESK);
      under.clock.now += PRESENT_FOR;
      for (const id of ['o1', 'l1', 'o3']) await under.storage.noteSeen(id, AT_THE_DESK);
      expect((await standing()).onDuty).toBe(1);
    });

    it('counts posts to partners that are on their way or dead', async () => {
      const post = { partner_id: null, recipient: 'police' as const, direction: 'out' as const, kind: 'k', subject: 's', legal_basis: 'l' };
      const times = { body_sealed: null, body_hash: null, attempts: 0, due_at: 0, reason: null, receipt_sealed: null, updated_at: START };
      await under.database.query
        .insertInto('partner_exchanges')
        .values(
          (['queued', 'queued', 'dead', 'acknowledged'] as const).map((state, place) => ({
            ...post,
            ...times,
            id: `e${place}`,
            state,
            created_at: START + place,
          })),
        )
        .execute();
      const { partnerPosts } = await standing();
      expect([...partnerPosts].sort((a, b) => a.state.localeCompare(b.state))).toEqual([
        { state: 'dead', count: 1, since: START + 2 },
        { state: 'queued', count: 2, since: START },
      ]);
    });

    it('knows whether the newest release was refused, and when was last purged', async () => {
      await under.storage.keepRelease({ version: '1.0.0', checksum: 'c1' }, [new Uint8Array([1])]);
      await under.storage.activateRelease('1.0.0', null, 0);
      expect((await standing()).releaseRefused).toBe(false);
      await under.storage.refuseActivation(1, 'checksum');
      await under.database.query
        .insertInto('purges')
        .values({ kind: 'consults', day: 1, removed: 3, at: START - 5 })
        .execute();
      expect(await standing()).toMatchObject({ releaseRefused: true, lastPurge: START - 5 });
    });

    it('says of each new case when it was first claimed and first answered, also when it came back since', async () => {
      await twoOfficers(under);
      await call('web:old', 'P0', 'A0');
      under.clock.now += MINUTE;
      const from = under.clock.now;
      const first = await call('web:a', 'P0', 'A1');
      await call('web:b', 'P1', 'A2');
      await call('drill:c', 'P0', 'A3');
      under.clock.now += 1000;
      await under.storage.claimCase(first, 'o1');
      under.clock.now += 1000;
      await under.storage.sayAsOfficer(first, 'o1', '您好');
      await under.storage.releaseCase(first, 'o1');
      under.clock.now += 1000;
      await under.storage.claimCase(first, 'o2');
      const times = await under.storage.caseTimes(from);
      expect([...times].sort((a, b) => a.urgency.localeCompare(b.urgency))).toEqual([
        { urgency: 'P0', createdAt: from, claimedAt: from + 1000, answeredAt: from + 2000, closed: false },
        { urgency: 'P1', createdAt: from, claimedAt: null, answeredAt: null, closed: false },
      ]);
    });

    it('counts closings by truth and the last colour before, since then, without drills', async () => {
      await twoOfficers(under);
      const close = async (conversation: string, number: string, colour: string | null, truth: 'scam' | 'false-alarm'): Promise<void> => {
        const id = await call(conversation, 'P2', number, colour);
        await under.storage.claimCase(id, 'o1');
        await under.storage.closeCase(id, 'o1', truth);
      };
      await close('web:early', 'A0', 'green', 'scam');
      under.clock.now += MINUTE;
      await close('web:a', 'A1', 'green', 'scam');
      await close('web:b', 'A2', 'red', 'scam');
      await close('web:c', 'A3', 'red', 'scam');
      await close('web:d', 'A4', 'red', 'false-alarm');
      await close('web:e', 'A5', null, 'scam');
      await close('drill:f', 'A6', 'green', 'scam');
      const counts = await under.storage.closingCounts(START + 1);
      expect(Object.fromEntries(counts.map(({ truth, colour, count }) => [`${truth} ${colour}`, count]))).toEqual({
        'scam green': 1,
        'scam red': 2,
        'false-alarm red': 1,
        'scam null': 1,
      });
    });

    it('counts what failed since then: not what failed before, waits still, or has arrived', async () => {
      for (const [place, state] of (['dead', 'dead', 'refused', 'queued', 'accepted', 'dead'] as const).entries()) {
        await call(`twilio:${place}`, 'P2', `A${place}`);
        await under.database.query
          .updateTable('outbox')
          .set({ state, updated_at: START + (place === 5 ? -1 : MINUTE) })
          .where('conversation_id', '=', `twilio:${place}`)
          .execute();
      }
      const exchange = {
        partner_id: null,
        recipient: 'police' as const,
        direction: 'out' as const,
        kind: 'k',
        subject: 's',
        legal_basis: 'l',
      };
      const rest = { body_sealed: null, body_hash: null, attempts: 0, due_at: 0, reason: null, receipt_sealed: null, created_at: 0 };
      await under.database.query
        .insertInto('partner_exchanges')
        .values([
          { ...exchange, ...rest, id: 'e1', state: 'dead', updated_at: START },
          { ...exchange, ...rest, id: 'e2', state: 'dead', updated_at: START - 1 },
          { ...exchange, ...rest, id: 'e3', state: 'queued', updated_at: START },
        ])
        .execute();
      const { deliveries, partnerPosts } = await under.storage.failedSince(START);
      expect([...deliveries].sort((a, b) => a.state.localeCompare(b.state))).toEqual([
        { channel: 'twilio', state: 'dead', count: 2 },
        { channel: 'twilio', state: 'refused', count: 1 },
      ]);
      expect(partnerPosts).toBe(1);
    });

    it('knows when something was last written, and which partners have no key', async () => {
      expect(await under.storage.newestEventAt()).toBeNull();
      under.clock.now += MINUTE;
      await call('web:a', 'P0', 'A1');
      expect(await under.storage.newestEventAt()).toBe(START + MINUTE);
      await under.database.query
        .insertInto('officers')
        .values(account('admin', '管理员', 'administrator'))
        .execute();
      const details = { kind: 'banks' as const, legalBasis: '第二十条' };
      await under.storage.addPartner('p1', { ...details, name: '甲', webhook: 'https://a.example/' }, 'admin');
      await under.storage.addPartner('p2', { ...details, name: '乙', webhook: 'https://b.example/' }, 'admin');
      await under.storage.addPartner('p3', { ...details, name: '丙', webhook: null }, 'admin');
      expect(await under.storage.partnersWithoutKey()).toBe(2);
      await under.storage.addPartnerKey('k1', 'p1', 'whsec_x', 'admin');
      await under.storage.addPartnerKey('k2', 'p2', 'whsec_x', 'admin');
      expect(await under.storage.partnersWithoutKey()).toBe(0);
      await under.storage.endPartnerKey('k2', 'p2', 'admin');
      expect(await under.storage.partnersWithoutKey()).toBe(1);
    });

    it('keeps no pattern that a drill has met', async () => {
      await call('drill:a', 'P0', 'A1');
      await call('web:b', 'P0', 'A2');
      const hits = await under.database.query.selectFrom('pattern_hits').select('conversation_id').execute();
      expect(hits).toEqual([{ conversation_id: 'web:b' }]);
    });

    it('finds the newest drill and whether it was claimed', async () => {
      await twoOfficers(under);
      expect(await under.storage.newestDrill(0)).toBeNull();
      await call(CONVERSATION, 'P0', 'A1');
      await call('drill:a', 'P0', 'A2');
      under.clock.now += MINUTE;
      const id = await call('drill:b', 'P0', 'A3');
      expect(await under.storage.newestDrill(0)).toEqual({ number: 'A3', at: START + MINUTE, claimedAt: null });
      under.clock.now += 1000;
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.newestDrill(START)).toEqual({ number: 'A3', at: START + MINUTE, claimedAt: START + MINUTE + 1000 });
      expect(await under.storage.newestDrill(START + MINUTE + 1)).toBeNull();
    });
  });
}
