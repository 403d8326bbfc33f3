import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSealer } from '../../src/storage/privacy/keyring.ts';
import type { PersonPlace } from '../../src/storage/privacy/purge-consults.ts';
import { ROTATION_BEGINS, type RotationPlace } from '../../src/storage/privacy/rotate-keys.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import {
  CONVERSATION,
  calling,
  forget,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
  twoOfficers,
} from './storage-under-test.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

const DAY = 86_400_000;
const KEEPING = { messages: 180 * DAY, cases: 1095 * DAY };
const NEW_KEY = '3c'.repeat(32);

/** What ends by itself, and what happens when the master key is changed. */
export function testPrivacy(name: string, open: OpenStorage): void {
  describe(`${name}: keeping`, () => {
    let under: StorageUnderTest;
    let storage: Storage;
    beforeEach(async () => {
      under = await open();
      storage = under.storage;
    });
    afterEach(() => under.close());

    async function talk(conversationId: string, parts = {}): Promise<void> {
      const saved = await incoming(under, { conversationId, externalId: `m-${conversationId}`, text: '有人叫我转账' });
      await storage.saveOutcome(outcome(saved.messageId, { conversationId, ...parts }));
      await under.database.query.updateTable('outbox').set({ state: 'delivered' }).execute();
    }
    async function purgeAll(): Promise<number> {
      let [total, place]: [number, PersonPlace | null] = [0, null];
      do {
        const { erased, next }: { erased: number; next: PersonPlace | null } = await storage.purgeConsult(KEEPING, place);
        total += erased;
        place = next;
      } while (place);
      return total;
    }
    async function closeCase(): Promise<void> {
      await under.database.query.updateTable('cases').set({ status: 'closed', closed_at: under.clock.now }).execute();
    }

    it('keeps who was told what is done with his words, once for each version and only with the answer that says it', async () => {
      expect(await storage.wereTermsShown(CONVERSATION, 1)).toBe(false);
      await talk(CONVERSATION, { terms: 1 });
      const saved = await incoming(under, { externalId: 'again', text: '他又打来了' });
      expect(await storage.saveOutcome(outcome(saved.messageId, { turn: 0, terms: 2 }))).toBe('overtaken');
      await storage.noteTermsShown(CONVERSATION, 1, 'page');
      const rows = await under.database.query.selectFrom('terms_shown').select(['conversation_id', 'version', 'channel']).execute();
      expect(rows.map(({ version, ...row }) => ({ ...row, version: Number(version) }))).toEqual([
        { conversation_id: CONVERSATION, version: 1, channel: CONVERSATION.slice(0, CONVERSATION.indexOf(':')) },
      ]);
      expect([await storage.wereTermsShown(CONVERSATION, 1), await storage.wereTermsShown(CONVERSATION, 2)]).toEqual([true, false]);
    });

    it('erases a consult when its time is over and not before', async () => {
      await talk(CONVERSATION);
      under.clock.now += 179 * DAY;
      expect(await purgeAll()).toBe(0);
      under.clock.now += 2 * DAY;
      expect(await purgeAll()).toBe(1);
      expect(await storage.hasConversation(CONVERSATION)).toBe(false);
      expect(await purgeAll()).toBe(0);
    });

    it('keeps whoever has spoken again', async () => {
      await talk(CONVERSATION);
      under.clock.now += 170 * DAY;
      await incoming(under, { externalId: 'later' });
      await under.database.query.updateTable('messages').set({ concluded: 1 }).execute();
      under.clock.now += 20 * DAY;
      expect(await purgeAll()).toBe(0);
    });

    it('keeps a running case whatever its age, and a closed one as long as cases are kept', async () => {
      await twoOfficers(under);
      await talk(CONVERSATION, { escalation: calling('P1'), escalated: true });
      under.clock.now += 2000 * DAY;
      expect(await purgeAll()).toBe(0);
      await closeCase();
      under.clock.now += 1094 * DAY;
      expect(await purgeAll()).toBe(0);
      under.clock.now += 2 * DAY;
      expect(await purgeAll()).toBe(1);
    });

    it('keeps whoever is guarded, is promised a call, or has an open stop lead', async () => {
      for (const id of ['web:a', 'web:b', 'web:c']) await talk(id, { escalation: calling('P1', `A00000${id.at(-1)}`), escalated: true });
      await closeCase();
      under.clock.now += 2000 * DAY;
      const { query } = under.database;
      const personOf = query.selectFrom('conversations').select('person_id').where('id', '=', 'web:a');
      await query
        .updateTable('persons')
        .set({ guarded_until: under.clock.now + DAY })
        .where('id', '=', personOf)
        .execute();
      const caseOf = await query.selectFrom('cases').select('id').where('conversation_id', '=', 'web:b').executeTakeFirstOrThrow();
      await query
        .insertInto('call_backs')
        .values({ id: 'cb', case_id: caseOf.id, kind: 'promised', due_at: 0, attempts: 0, created_at: 0 })
        .execute();
      await query
        .insertInto('stop_leads')
        .values({ ...LEAD, conversation_id: 'web:c' })
        .execute();
      expect(await purgeAll()).toBe(0);
      await query.updateTable('stop_leads').set({ state: 'closed' }).execute();
      expect(await purgeAll()).toBe(1);
    });

    it('goes through many in bounded pieces, and two programs at once erase each once', async () => {
      for (let at = 0; at < 100; at++) await storage.ensureConversation(`web:many-${at}`, 'web');
      under.clock.now += 181 * DAY;
      const first = await storage.purgeConsult(KEEPING, null);
      expect(first.erased).toBe(80);
      const [one, other] = await Promise.all([purgeAll(), purgeAll()]);
      expect(one + other).toBe(20);
    });

    it('takes what is left of an erased person away from where he wrote, and keeps what counts', async () => {
      await twoOfficers(under);
      const id = 'telegram:4711';
      await talk(id, { escalation: calling('P1'), escalated: true, patterns: ['p1'] });
      await closeCase();
      await forget(under, id);
      expect(await storage.detachConsult()).toBe(false);
      under.clock.now += 4 * DAY;
      while (await storage.detachConsult());
      const { query } = under.database;
      const [messages, outcomes, cases, hits] = await Promise.all([
        query.selectFrom('messages').selectAll().execute(),
        query.selectFrom('outcomes').selectAll().execute(),
        query.selectFrom('cases').selectAll().execute(),
        query.selectFrom('pattern_hits').selectAll().execute(),
      ]);
      for (const row of [...messages, ...outcomes, ...cases, ...hits]) expect(row.conversation_id).toMatch(/^gone:/);
      expect(messages.map(({ body_sealed, body_hash }) => body_sealed + body_hash).join('')).toBe('');
      expect(outcomes[0]).toMatchObject({ colour: 'yellow', answer_sealed: '', inputs_sealed: null });
      expect(JSON.stringify([messages, outcomes, cases, hits])).not.toContain('4711');
      // Whoever comes again is somebody new in a new place.
      await talk(id);
      expect(await storage.transcript(id)).toHaveLength(2);
    });

    it('does not touch whoever has begun anew in the same place', async () => {
      await talk('telegram:1');
      await forget(under, 'telegram:1');
      await storage.ensureConversation('telegram:1', 'telegram');
      under.clock.now += 4 * DAY;
      while (await storage.detachConsult());
      expect(await storage.hasConversation('telegram:1')).toBe(true);
    });

    it('removes sheets, sessions and events when their time is over, and says how much on which day', async () => {
      await twoOfficers(under);
      await talk(CONVERSATION);
      await storage.startSession('hash', 'o1', under.clock.now + DAY);
      const { query } = under.database;
      await query
        .insertInto('handovers')
        .values({ id: 'h', from_id: 'o1', to_id: null, body_sealed: 'x', created_at: under.clock.now, taken_at: null })
        .execute();
      const cursor = await storage.deskCursor();
      under.clock.now += 181 * DAY;
      while (await storage.purgeWork(180 * DAY));
      for (const table of ['handovers', 'sessions'] as const) expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
      // Live pages still know where they are.
      expect(await storage.deskCursor()).toBe(cursor);
      const removed = (await storage.keptReport()).filter((one) => one.removed.length > 0);
      expect(removed.map(({ keep, removed: days }) => [keep, days.reduce((sum, day) => sum + day.removed, 0)])).toEqual(
        expect.arrayContaining([
          ['work', 1],
          ['session', 1],
        ]),
      );
    });
  });

  describe(`${name}: another master key`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function withKeys(masterKey: string, oldMasterKey?: string): Promise<Storage> {
      let ids = 0;
      const sources = { now: () => under.clock.now, id: () => `${masterKey.slice(0, 2)}-${++ids}` };
      const sealer = await openSealer(under.database, { masterKey, oldMasterKey }, sources.now);
      return createStorage(under.database, sealer, sources);
    }

    it('reads everything with both keys, rotates in pieces, and goes on with the new one alone', async () => {
      const before = await withKeys(MASTER_KEY);
      for (let at = 0; at < 90; at++) await before.ensureConversation(`web:c${at}`, 'web');
      await before.remember('token', 'geheim', null);
      await incoming({ ...under, storage: before }, { conversationId: 'web:c1', text: '换钥匙以前的话' });
      const print = await before.fingerprint('13800138000');

      const during = await withKeys(NEW_KEY, MASTER_KEY);
      expect((await during.transcript('web:c1')).map(({ text }) => text)).toEqual(['换钥匙以前的话']);
      // Killed after the first piece: who comes next begins anew and finds less.
      const all = await during.rotationLeft();
      expect(all).toBeGreaterThan(90);
      await during.rotateSome({ column: 0, after: null });
      await during.rotateSome({ column: 1, after: null });
      expect(await during.rotationLeft()).toBeLessThan(all);
      const again = await withKeys(NEW_KEY, MASTER_KEY);
      let place: RotationPlace | null = ROTATION_BEGINS;
      while (place) place = (await again.rotateSome(place)).next;
      expect(await again.rotationLeft()).toBe(0);

      const after = await withKeys(NEW_KEY);
      expect((await after.transcript('web:c1')).map(({ text }) => text)).toEqual(['换钥匙以前的话']);
      expect(await after.recall('token')).toBe('geheim');
      expect(await after.fingerprint('13800138000')).toBe(print);
      await expect(withKeys(MASTER_KEY)).rejects.toMatchObject({ code: 'storage.master-key' });
    });

    it('finds the numbers of before even when the key is changed with the upgrade that learnt to keep them', async () => {
      // As an older program left it: nothing is kept of the key of fingerprints.
      const print = await under.storage.fingerprint('13800138000');
      await under.storage.ensureConversation('web:c1', 'web');
      const during = await withKeys(NEW_KEY, MASTER_KEY);
      expect(await during.fingerprint('13800138000')).toBe(print);
    });

    it('does not bring back whoever is erased while it runs', async () => {
      const before = await withKeys(MASTER_KEY);
      await before.ensureConversation('web:c1', 'web');
      const during = await withKeys(NEW_KEY, MASTER_KEY);
      const erasing = {
        ...under.database,
        batch: async (statements: Parameters<typeof under.database.batch>[0]) => {
          await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
          return under.database.batch(statements);
        },
      };
      const sealer = await openSealer(under.database, { masterKey: NEW_KEY, oldMasterKey: MASTER_KEY }, () => under.clock.now);
      const rotating = createStorage(erasing, sealer, { now: () => under.clock.now, id: () => '' });
      let place: RotationPlace | null = ROTATION_BEGINS;
      while (place) place = (await rotating.rotateSome(place)).next;
      expect(await during.hasConversation('web:c1')).toBe(false);
    });

    it('refuses a key that does not belong to the database, and writes nothing', async () => {
      await under.storage.ensureConversation('web:c1', 'web');
      await expect(withKeys(NEW_KEY)).rejects.toMatchObject({ code: 'storage.master-key' });
      expect(await under.database.query.selectFrom('program_keys').selectAll().execute()).toEqual([]);
    });
  });
}

const LEAD = {
  id: 'l1',
  number: 'Z1',
  token_hash: 't',
  origin: 'chat',
  state: 'received',
  acts: 0,
  version: 1,
  key_wrapped: 'k',
  body_sealed: '',
  created_at: 0,
  updated_at: 0,
} as const;
