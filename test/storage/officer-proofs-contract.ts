import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enter, warning } from './dissuasion-under-test.ts';
import { account, calling, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const HOUR = 3_600_000;
const PHONE = '13800001234';
const CHAT = 'sms:1';
const OLD = '只有本人知道的话';

/** What a number opens that an officer has confirmed, and what it opens once it has written to us itself. */
export function testOfficerProofs(name: string, open: OpenStorage): void {
  describe(`numbers that an officer has confirmed in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await under.database.query.insertInto('officers').values(account('o1', '王')).execute();
      await under.storage.ensureConversation(CHAT, 'sms', `+86${PHONE}`);
      const { messageId } = await incoming(under, { conversationId: CHAT, channel: 'sms', externalId: 's1', text: OLD });
      await under.storage.saveOutcome(outcome(messageId, { conversationId: CHAT, colour: 'red', stage: 'paid' }));
      under.clock.now += HOUR;
    });
    afterEach(() => under.close());

    const register = (tokenHash: string): Promise<string> =>
      under.storage.registerCitizen({
        tokenHash,
        name: '张阿姨',
        gridId: null,
        ageBand: '60-69',
        job: 'retired',
        guardian: null,
        consents: [{ purpose: 'profile', version: 1 }],
      });
    const codeOf = async (secret: string, purpose: 'phone' | 'sign-in', id: string | null): Promise<string> =>
      (await under.storage.phoneCode(purpose, secret, `hash-${secret}`, id)).code;
    const session = async (secret: string) => {
      const citizen = await under.storage.citizenOfSession(`hash-${secret}`);
      if (!citizen) throw new Error(`nobody is signed in with ${secret}`);
      return citizen;
    };
    const openTo = async (secret: string): Promise<number> => {
      const { id, opensFrom } = await session(secret);
      const [chat] = await under.storage.chatsOfCitizen(id, opensFrom);
      return chat?.from ?? -1;
    };
    async function confirmed(): Promise<string> {
      const id = await register('hash-a');
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1')).toBe('proved');
      return id;
    }

    it('open only what is said from then on', async () => {
      const id = await confirmed();
      expect(await openTo('a')).toBe(under.clock.now);
      expect(await under.storage.redMattersOf(id, 0)).toEqual([]);
      // Confirmed by an officer once more: no further open than before.
      const first = under.clock.now;
      under.clock.now += HOUR;
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1')).toBe('proved');
      expect(await openTo('a')).toBe(first);
    });

    it('write down of whom the officer has said that it is he', async () => {
      const id = await confirmed();
      const person = await under.database.query
        .selectFrom('conversations')
        .select('person_id')
        .where('id', '=', CHAT)
        .executeTakeFirstOrThrow();
      const audited = await under.database.query.selectFrom('audit').select(['officer_id', 'action', 'subject']).execute();
      const proved = (subject: string) => ({ officer_id: 'o1', action: 'citizen.proved', subject });
      expect(audited).toHaveLength(2);
      expect(audited).toEqual(expect.arrayContaining([proved(id), proved(person.person_id)]));
    });

    it('open all of it to the browser whose code the number itself has sent, and not to another one', async () => {
      const id = await confirmed();
      const browser = await codeOf('b', 'sign-in', null);
      expect(await under.storage.proveByMessage(CHAT, 'm1', browser)).toBe('signed-in');
      expect(await under.storage.proveByMessage(CHAT, 'm2', await codeOf('b', 'phone', id))).toBe('proved');
      expect([await openTo('b'), await openTo('a')]).toEqual([0, under.clock.now]);
      expect(await under.storage.redMattersOf(id, 0)).toHaveLength(1);
    });

    it('open nothing of before to a browser that an officer has let in, by the number or by a link', async () => {
      const id = await register('hash-a');
      expect(await under.storage.proveByMessage(CHAT, 'm1', await codeOf('a', 'phone', id))).toBe('proved');
      expect(await openTo('a')).toBe(0);
      under.clock.now += HOUR;
      expect(await under.storage.proveByOfficer(await codeOf('b', 'sign-in', null), PHONE, 'o1')).toBe('signed-in');
      await under.storage.giveCitizenLink(id, 'o1', 'link');
      expect(await under.storage.useCitizenLink('link', 'hash-c')).toBe(true);
      expect([await openTo('a'), await openTo('b'), await openTo('c')]).toEqual([0, under.clock.now, under.clock.now]);
      // An officer who confirms it again takes nothing from the number.
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1')).toBe('proved');
      expect(await openTo('a')).toBe(0);
    });

    it('give a copy of what has come since, and of nothing that began before', async () => {
      const says = async (externalId: string, turn: number) => {
        const { messageId } = await incoming(under, { conversationId: CHAT, channel: 'sms', externalId, text: `说了${externalId}` });
        await under.storage.saveOutcome(outcome(messageId, { conversationId: CHAT, turn, escalation: turn === 1 ? calling('P1') : null }));
        const { number } = await under.storage.receiveStopLead({
          formId: `form-000${turn}`,
          origin: 'page',
          body: JSON.stringify({ name: '张阿姨' }),
          transfers: [],
          conversationId: CHAT,
          caseId: null,
          warningRef: null,
          officerId: null,
        });
        return number;
      };
      const before = await says('s2', 1);
      await enter(under, warning('before', 'low'));
      await under.database.query
        .updateTable('persons')
        .set({ guarded_until: under.clock.now + 100 * HOUR })
        .execute();
      under.clock.now += HOUR;
      const id = await confirmed();
      const from = await openTo('a');
      under.clock.now += HOUR;
      const since = await says('s3', 2);
      await enter(under, warning('since', 'high'));

      // While one is open, whoever stands beside him would read of it.
      expect(await under.storage.ownWarnings(id, 0)).toEqual([]);
      await under.database.query.updateTable('warnings').set({ status: 'closed', closed_at: under.clock.now }).execute();

      const copy = await under.storage.ownCopy(CHAT, from);
      expect(copy?.messages.filter(({ author }) => author === 'citizen').map(({ text }) => text)).toEqual(['说了s3']);
      expect([copy?.cases, copy?.stopLeads.map(({ number }) => number)]).toEqual([[], [since]]);
      expect([copy?.knownSince, copy?.guardedUntil]).toEqual([from, null]);
      expect((await under.storage.ownWarnings(id, from)).map(({ tier }) => tier)).toEqual(['high']);

      const whole = await under.storage.ownCopy(CHAT, 0);
      expect(whole?.cases).toHaveLength(1);
      expect(whole?.stopLeads.map(({ number }) => number)).toEqual([before, since]);
      expect(whole?.guardedUntil).not.toBeNull();
      expect((await under.storage.ownWarnings(id, 0)).map(({ tier }) => tier)).toEqual(['low', 'high']);
      // What he takes himself, no officer has read.
      const actions = await under.database.query.selectFrom('audit').select('action').execute();
      expect(actions.filter(({ action }) => action === 'consult.exported')).toEqual([]);
    });

    /** As a program of before kept it: no column said who it was. */
    const asKeptBefore = async () => {
      await under.database.query.updateTable('citizens').set({ phone_opens_from: null }).execute();
      await under.database.query.updateTable('citizen_sessions').set({ opens_from: null }).execute();
    };

    it('open no more where an older program has kept that an officer confirmed them', async () => {
      const id = await confirmed();
      const first = under.clock.now;
      await asKeptBefore();
      under.clock.now += HOUR;
      expect(await openTo('a')).toBe(first);
      expect((await under.storage.readCitizen(id))?.phoneOpensFrom).toBe(first);
      expect(await under.storage.redMattersOf(id, 0)).toEqual([]);
      const before = await enter(under, warning('before', 'low'));
      await under.database.query
        .updateTable('warnings')
        .set({ status: 'closed', closed_at: 1, due_at: null, created_at: first - 1 })
        .execute();
      // Confirmed by an officer once more: as far open as before, not further and not less.
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1')).toBe('proved');
      expect(await openTo('a')).toBe(first);
      await asKeptBefore();
      expect(await under.storage.eraseCitizen(id)).toBe(true);
      const kept = await under.database.query.selectFrom('warnings').select('subject_sealed').where('id', '=', before).executeTakeFirst();
      expect(kept?.subject_sealed).not.toBeNull();
    });

    it('open all of it where an older program has kept that the number itself sent the code', async () => {
      const id = await register('hash-a');
      expect(await under.storage.proveByMessage(CHAT, 'm1', await codeOf('a', 'phone', id))).toBe('proved');
      await asKeptBefore();
      under.clock.now += HOUR;
      expect(await openTo('a')).toBe(0);
      expect((await under.storage.readCitizen(id))?.phoneOpensFrom).toBeNull();
      expect(await under.storage.redMattersOf(id, 0)).toHaveLength(1);
      // The log now holds a confirmation of this very moment: it takes nothing from the number.
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1')).toBe('proved');
      expect(await openTo('a')).toBe(0);
    });

    it('open nothing of before to browsers of which an older program has kept that an officer let them in', async () => {
      const id = await register('hash-a');
      expect(await under.storage.proveByMessage(CHAT, 'm1', await codeOf('a', 'phone', id))).toBe('proved');
      under.clock.now += HOUR;
      expect(await under.storage.proveByMessage(CHAT, 'm2', await codeOf('d', 'sign-in', null))).toBe('signed-in');
      under.clock.now += HOUR;
      expect(await under.storage.proveByOfficer(await codeOf('b', 'sign-in', null), PHONE, 'o1')).toBe('signed-in');
      const byCode = under.clock.now;
      await under.storage.giveCitizenLink(id, 'o1', 'link');
      under.clock.now += HOUR;
      expect(await under.storage.useCitizenLink('link', 'hash-c')).toBe(true);
      const byLink = under.clock.now;
      under.clock.now += 25 * HOUR;
      expect(await under.storage.proveByMessage(CHAT, 'm3', await codeOf('e', 'sign-in', null))).toBe('signed-in');
      await asKeptBefore();
      expect([await openTo('a'), await openTo('b'), await openTo('c')]).toEqual([0, byCode, byLink]);
      expect([await openTo('d'), await openTo('e')]).toEqual([0, 0]);
    });

    it('open to the browser that the number confirms, and close the others, where an officer had confirmed it long ago', async () => {
      const id = await register('hash-a');
      under.clock.now += HOUR;
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1')).toBe('proved');
      await asKeptBefore();
      under.clock.now += HOUR;
      expect(await under.storage.proveByMessage(CHAT, 'm1', await codeOf('b', 'sign-in', null))).toBe('signed-in');
      expect(await under.storage.proveByMessage(CHAT, 'm2', await codeOf('b', 'phone', id))).toBe('proved');
      expect([await openTo('b'), await openTo('a')]).toEqual([0, under.clock.now]);
    });

    it('erase with the registration only what has come since', async () => {
      const { query } = under.database;
      const before = await enter(under, warning('before', 'low'));
      under.clock.now += HOUR;
      const id = await confirmed();
      under.clock.now += HOUR;
      const since = await enter(under, warning('since', 'low'));
      await query.updateTable('warnings').set({ status: 'closed', closed_at: 1, due_at: null }).execute();
      expect(await under.storage.eraseCitizen(id)).toBe(true);
      const rows = await query.selectFrom('warnings').select(['id', 'subject_sealed']).execute();
      expect(new Map(rows.map((row) => [row.id, row.subject_sealed === null]))).toEqual(
        new Map([
          [before, false],
          [since, true],
        ]),
      );
    });

    it('are told of it once, where they write to us', async () => {
      for (const _ of [1, 2]) await under.storage.tellNumber(CHAT, 'proof:1', '您的手机号刚确认到一份登记上。');
      const lines = (await under.storage.transcript(CHAT)).filter(({ text }) => text.includes('登记'));
      expect(lines.map(({ author }) => author)).toEqual(['bot']);
      const put = await under.database.query
        .selectFrom('outbox')
        .innerJoin('messages', 'messages.id', 'outbox.message_id')
        .select('external_id')
        .where('external_id', 'like', 'told:%')
        .execute();
      expect(put).toHaveLength(1);
      expect((await under.bytes()).includes(OLD)).toBe(false);
    });
  });
}
