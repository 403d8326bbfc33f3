import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewCitizen } from '../../src/storage/citizens/registrations.ts';
import { account, CONVERSATION, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const DAY = 24 * 3_600_000;
const PHONE = '13800138000';

export function testCitizens(name: string, open: OpenStorage): void {
  describe(`citizens in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      const grid = { town: '织里', kind: 'village' as const, people: 300, created_at: 0 };
      await under.database.query
        .insertInto('grids')
        .values({ id: 'g1', name: '朝阳', ...grid })
        .execute();
      await under.database.query.insertInto('officers').values(account('o1', '王')).execute();
    });
    afterEach(() => under.close());

    const register = (tokenHash: string, parts: Partial<NewCitizen> = {}): Promise<string> =>
      under.storage.registerCitizen({
        tokenHash,
        name: '张阿姨',
        gridId: 'g1',
        ageBand: '60-69',
        job: 'retired',
        guardian: null,
        consents: [{ purpose: 'profile', version: 1 }],
        ...parts,
      });
    const codeOf = async (secret: string, purpose: 'phone' | 'guardian' | 'sign-in', id: string | null): Promise<string> =>
      (await under.storage.phoneCode(purpose, secret, `hash-${secret}`, id)).code;
    /** A chat that has this telephone number, as an SMS channel opens it. */
    const texts = async (number: string, conversation: string): Promise<string> => {
      await under.storage.ensureConversation(conversation, 'sms', number);
      return conversation;
    };

    it('are registered once by one browser', async () => {
      const ids = await Promise.all([register('hash-a'), register('hash-a')]);
      expect(ids[0]).toBe(ids[1]);
      expect(await under.database.query.selectFrom('citizens').selectAll().execute()).toHaveLength(1);
      expect(await under.storage.citizenOfSession('hash-a')).toMatchObject({ name: '张阿姨', phone: null, gridId: 'g1' });
      expect(await under.storage.citizenOfSession('hash-b')).toBeNull();
      under.clock.now += 366 * DAY;
      expect(await under.storage.citizenOfSession('hash-a')).toBeNull();
    });

    it('are shown the same code until it is used or a day old', async () => {
      const id = await register('hash-a');
      const first = await codeOf('a', 'phone', id);
      expect(first).toMatch(/^[1-9]\d{8}$/);
      expect(await codeOf('a', 'phone', id)).toBe(first);
      expect((await under.bytes()).includes(first)).toBe(false);
      under.clock.now += DAY;
      expect(await under.storage.proveByOfficer(first, PHONE, 'o1')).toBe('late');
      expect(await codeOf('a', 'phone', id)).not.toBe(first);
    });

    it('prove their number by the code in a message; the same message again is answered the same', async () => {
      const id = await register('hash-a');
      const code = await codeOf('a', 'phone', id);
      const chat = await texts(`+86${PHONE}`, 'sms:1');
      expect(await under.storage.proveByMessage(chat, 'm1', '没有数字')).toBeNull();
      expect(await under.storage.proveByMessage(chat, 'm1', '999999999')).toBeNull();
      const spaced = `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;
      expect(await under.storage.proveByMessage(chat, 'm1', spaced)).toBe('proved');
      expect(await under.storage.proveByMessage(chat, 'm1', spaced)).toBe('proved');
      expect(await under.storage.proveByMessage(chat, 'm2', code)).toBe('late');
      expect(await under.storage.citizenByPhone('138-0013-8000')).toEqual({ id, gridId: 'g1', ageBand: '60-69', job: 'retired' });
      expect((await under.storage.readCitizen(id))?.phone).toBe(PHONE);
    });

    it.each(['phone', 'guardian'] as const)(
      'are not told that a second number is proved by a %s code that was used for the first',
      async (purpose) => {
        const id = await register('hash-a', { ageBand: 'under14', job: 'student', guardian: '李妈妈' });
        const code = await codeOf('a', purpose, id);
        const done = purpose === 'phone' ? 'proved' : 'guardian';
        expect(await under.storage.proveByOfficer(code, '13800138001', 'o1')).toBe(done);
        expect(await under.storage.proveByOfficer(code, PHONE, 'o1')).toBe('late');
        expect(await under.storage.proveByOfficer(code, '138 0013 8001', 'o1')).toBe(done);
      },
    );

    it('prove nothing from where no number is known', async () => {
      const id = await register('hash-a');
      const code = await codeOf('a', 'phone', id);
      await under.storage.ensureConversation('web:c9', 'web');
      expect(await under.storage.proveByMessage('web:c9', 'm1', code)).toBeNull();
      expect((await under.storage.readCitizen(id))?.phone).toBeNull();
    });

    it('have a number of their own: nobody takes it from another', async () => {
      const [first, second] = [await register('hash-a'), await register('hash-b')];
      const codes = [await codeOf('a', 'phone', first), await codeOf('b', 'phone', second)];
      const proofs = await Promise.all(codes.map((code) => under.storage.proveByOfficer(code, PHONE, 'o1')));
      expect([...proofs].sort()).toEqual(['proved', 'taken']);
      const audited = await under.database.query.selectFrom('audit').select(['action', 'officer_id']).execute();
      expect(audited).toEqual([{ action: 'citizen.proved', officer_id: 'o1' }]);
    });

    it('sign in elsewhere by their number, or by a link that works once', async () => {
      const id = await register('hash-a');
      const signIn = await codeOf('b', 'sign-in', null);
      expect(await under.storage.proveByOfficer(signIn, PHONE, 'o1')).toBe('stranger');
      await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1');
      expect(await under.storage.proveByOfficer(signIn, PHONE, 'o1')).toBe('signed-in');
      expect((await under.storage.citizenOfSession('hash-b'))?.id).toBe(id);
      await under.storage.giveCitizenLink(id, 'o1', 'link');
      expect(await under.storage.useCitizenLink('link', 'hash-c')).toBe(true);
      expect(await under.storage.useCitizenLink('link', 'hash-d')).toBe(false);
      expect(await under.storage.citizenSessions(id)).toHaveLength(3);
      await under.storage.endCitizenSessions(id, 'o1');
      expect(await under.storage.citizenOfSession('hash-a')).toBeNull();
    });

    it('are counted by age and by job, once they are proved', async () => {
      const id = await register('hash-a');
      await register('hash-b', { job: 'other', gridId: null });
      expect(await under.storage.citizensInGrid('g1')).toEqual({ total: 0, byAgeBand: {}, byJob: {} });
      await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1');
      expect(await under.storage.citizensInGrid('g1')).toEqual({ total: 1, byAgeBand: { '60-69': 1 }, byJob: { retired: 1 } });
      expect([...(await under.storage.registrationCounts())]).toEqual([['g1', 1]]);
    });

    it('under 14 count only with a guardian, and go after a week without one', async () => {
      const child = await register('hash-a', { ageBand: 'under14', job: 'student', guardian: '李妈妈' });
      const alone = await register('hash-b', { ageBand: 'under14', job: 'student', guardian: '王妈妈' });
      expect(await under.storage.proveByOfficer(await codeOf('a', 'guardian', child), PHONE, 'o1')).toBe('guardian');
      expect((await under.storage.citizensInGrid('g1')).total).toBe(1);
      expect(await under.storage.citizenByPhone(PHONE)).toBeNull();
      under.clock.now += 8 * DAY;
      while (await under.storage.tidyCitizens());
      expect([await under.storage.readCitizen(alone), (await under.storage.readCitizen(child))?.guardian]).toEqual([null, '李妈妈']);
    });

    it('have a new guardian proved again, and may correct everything', async () => {
      const child = await register('hash-a', { ageBand: 'under14', job: 'student', guardian: '李妈妈' });
      await under.storage.proveByOfficer(await codeOf('a', 'guardian', child), PHONE, 'o1');
      const profile = { name: '小宝', gridId: null, ageBand: 'under14', job: 'student', guardian: '李妈妈' } as const;
      await under.storage.correctCitizen(child, profile);
      expect(await under.storage.readCitizen(child)).toMatchObject({ name: '小宝', gridId: null, guardianPhone: PHONE });
      await under.storage.correctCitizen(child, { ...profile, guardian: '李爸爸' });
      expect(await under.storage.readCitizen(child)).toMatchObject({ guardian: '李爸爸', guardianPhone: null, guardianProvedAt: null });
    });

    it('take one number for a child or for its guardian, and not for both', async () => {
      const child = await register('hash-a', { ageBand: 'under14', job: 'student', guardian: '李妈妈' });
      const profile = { name: '小宝', gridId: null, job: 'student' } as const;
      const prove = async (secret: string, purpose: 'phone' | 'guardian', id: string) =>
        under.storage.proveByOfficer(await codeOf(secret, purpose, id), PHONE, 'o1');
      expect(await prove('a', 'guardian', child)).toBe('guardian');
      expect(await prove('a', 'phone', child)).toBe('same-number');
      // Also once it has grown up.
      await under.storage.correctCitizen(child, { ...profile, ageBand: '14-17', guardian: null });
      expect(await prove('a', 'phone', child)).toBe('same-number');
      expect((await under.storage.readCitizen(child))?.phone).toBeNull();
      expect(await under.storage.proveByOfficer(await codeOf('a', 'phone', child), '13900139000', 'o1')).toBe('proved');

      const grown = await register('hash-b', { ageBand: '14-17', job: 'student' });
      expect(await prove('b', 'phone', grown)).toBe('proved');
      await under.storage.correctCitizen(grown, { ...profile, ageBand: 'under14', guardian: '王妈妈' });
      expect(await prove('b', 'guardian', grown)).toBe('same-number');
      expect((await under.storage.readCitizen(grown))?.guardianProvedAt).toBeNull();
    });

    it('give and withdraw each consent by itself; a new version ends the old one', async () => {
      const id = await register('hash-a');
      await Promise.all([1, 1].map((version) => under.storage.giveConsent(id, { purpose: 'teaching', version })));
      await under.storage.giveConsent(id, { purpose: 'exposure', version: 1 });
      under.clock.now += 1;
      await under.storage.giveConsent(id, { purpose: 'teaching', version: 2 });
      await under.storage.withdrawConsent(id, 'exposure');
      const kept = (await under.storage.citizenConsents(id)).map(({ purpose, version, withdrawnAt }) => [
        purpose,
        version,
        withdrawnAt === null,
      ]);
      expect(kept).toHaveLength(4);
      expect(kept).toEqual(
        expect.arrayContaining([
          ['profile', 1, true],
          ['teaching', 1, false],
          ['teaching', 2, true],
          ['exposure', 1, false],
        ]),
      );
    });

    it('keep each check-up once', async () => {
      const id = await register('hash-a');
      const checkUp = { attempt: 1, bank: 1, answers: [{ question: 'q', chosen: 2 }], wrong: 1, doneAt: 0 };
      const saved = await Promise.all([under.storage.saveCheckUp(id, checkUp), under.storage.saveCheckUp(id, checkUp)]);
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect(await under.storage.checkUpsOf(id)).toEqual([{ ...checkUp, doneAt: under.clock.now }]);
    });

    it('find their own red matters, of linked chats and of their number, and no others', async () => {
      const id = await register('hash-a');
      const linked = await incoming(under);
      await under.storage.saveOutcome(outcome(linked.messageId, { colour: 'red', stage: 'paid', type: 'task' }));
      expect(await under.storage.redMattersOf(id, 0)).toEqual([]);
      await under.storage.linkConversation(id, CONVERSATION);
      await under.storage.linkConversation(id, CONVERSATION);
      expect(await under.storage.redMattersOf(id, 0)).toEqual([{ at: under.clock.now, stage: 'paid', type: 'task' }]);
      expect(await under.storage.redMattersOf(id, under.clock.now + 1)).toEqual([]);
      const chat = await texts(PHONE, 'sms:1');
      const other = await incoming(under, { conversationId: chat, channel: 'sms', externalId: 's1' });
      await under.storage.saveOutcome(outcome(other.messageId, { conversationId: chat, colour: 'red', stage: 'clicked' }));
      expect(await under.storage.redMattersOf(id, 0)).toHaveLength(1);
      await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1');
      expect(await under.storage.redMattersOf(id, 0)).toHaveLength(2);
      await under.storage.withdrawConsent(id, 'exposure');
      expect(await under.storage.chatsOfCitizen(id, 0)).toMatchObject([{ id: chat }]);
    });

    it('do not find again what was erased of a chat, when somebody writes from the same place', async () => {
      const id = await register('hash-a');
      const linked = await incoming(under);
      await under.storage.saveOutcome(outcome(linked.messageId, { colour: 'red', stage: 'paid', type: 'task' }));
      await under.storage.giveConsent(id, { purpose: 'exposure', version: 1 });
      await under.storage.leave(CONVERSATION);
      while (await under.storage.eraseLeavers());
      under.clock.now += 1000;
      await incoming(under, { externalId: 'again' });
      await under.storage.linkConversation(id, CONVERSATION);
      expect(await under.storage.redMattersOf(id, 0)).toEqual([]);
      expect(await under.storage.typesMet(id, 1, 0)).toEqual([]);
    });

    it('are erased at once and wholly; nothing of them is readable in the file', async () => {
      const id = await register('hash-a', { name: '独一无二的名字', guardian: '唯一的监护人' });
      await under.storage.proveByOfficer(await codeOf('a', 'phone', id), PHONE, 'o1');
      await under.storage.saveCheckUp(id, {
        attempt: 1,
        bank: 1,
        answers: [{ question: 'unique-question', chosen: 1 }],
        wrong: 1,
        doneAt: 0,
      });
      expect(await under.storage.eraseCitizen(id)).toBe(true);
      expect(await under.storage.eraseCitizen(id)).toBe(false);
      expect([await under.storage.readCitizen(id), await under.storage.citizenOfSession('hash-a')]).toEqual([null, null]);
      expect(await under.storage.citizenByPhone(PHONE)).toBeNull();
      expect(await under.storage.checkUpsOf(id)).toEqual([]);
      expect((await under.storage.citizenConsents(id)).every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);
      const row = await under.database.query.selectFrom('citizens').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      const { id: _, person_id, created_at, updated_at, erased_at, ...rest } = row;
      expect(Object.values(rest).filter((value) => value !== null)).toEqual([]);
      const keys = await under.database.query.selectFrom('persons').select('key_wrapped').where('id', '=', person_id).execute();
      expect([keys, created_at > 0, updated_at]).toEqual([[{ key_wrapped: null }], true, erased_at]);
      const bytes = await under.bytes();
      for (const value of ['独一无二的名字', '唯一的监护人', PHONE, 'unique-question']) expect(bytes.includes(value)).toBe(false);
    });
  });
}
