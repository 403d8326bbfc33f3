import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/storage/desk-schema.ts';
import type { Officer } from '../../src/storage/officer.ts';
import { atOnce } from './case-life-under-test.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const STEP = 100;

export function testOfficers(name: string, open: OpenStorage): void {
  describe(`officers in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const soon = (): number => under.clock.now + HOUR;
    const fresh = (login: string) => ({ name: login, display: `${login}同志`, password: 'scrypt$…', totpSecret: SECRET, step: STEP });

    async function invite(tokenHash: string, invitedBy: string | null, role: Role = 'officer'): Promise<void> {
      await under.storage.createInvitation(role, { tokenHash, invitedBy, expiresAt: soon() });
    }
    /** The first of all, and one whom he invited. */
    async function two(): Promise<{ boss: Officer; li: Officer }> {
      await invite('set-up', null, 'administrator');
      const boss = await under.storage.useInvitation('set-up', fresh('boss'));
      await invite('for-li', boss.id);
      return { boss, li: await under.storage.useInvitation('for-li', fresh('li')) };
    }

    it('come by an invitation, which then is used up', async () => {
      expect(await under.storage.hasOfficers()).toBe(false);
      const { boss, li } = await two();
      expect(await under.storage.hasOfficers()).toBe(true);
      expect([boss.role, li.role]).toEqual(['administrator', 'officer']);
      expect(await under.storage.findOfficerByName('li')).toEqual({
        ...li,
        password: 'scrypt$…',
        totpSecret: SECRET,
        failures: 0,
        lockedUntil: 0,
        disabled: false,
      });
      expect(await under.storage.invitedAs('for-li')).toBeNull();
      await expect(under.storage.useInvitation('for-li', fresh('other'))).rejects.toMatchObject({
        code: 'invitation.unknown',
        status: 404,
      });
      expect(await under.storage.findOfficerByName('other')).toBeNull();
    });

    it('come once by an invitation that two take at once', async () => {
      const { boss } = await two();
      await invite('shared', boss.id);
      const taken = await Promise.allSettled(['a1', 'a2', 'a3'].map((login) => under.storage.useInvitation('shared', fresh(login))));
      expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
      expect(await under.storage.listOfficers()).toHaveLength(3);
    });

    it('do not come by one that has expired, or that was never made', async () => {
      const { boss } = await two();
      await invite('late', boss.id);
      expect(await under.storage.invitedAs('late')).toBe('officer');
      under.clock.now = soon();
      expect(await under.storage.invitedAs('late')).toBeNull();
      for (const tokenHash of ['late', 'never'])
        await expect(under.storage.useInvitation(tokenHash, fresh('wang'))).rejects.toMatchObject({ code: 'invitation.unknown' });
    });

    it('do not come by a set-up link once somebody is there, nor by the invitation of somebody who was sent away', async () => {
      await invite('second-set-up', null, 'administrator');
      const { boss, li } = await two();
      await invite('by-li', li.id);
      await invite('by-boss', boss.id);
      await under.storage.setDisabled(li.id, true);
      const found = await Promise.all(['second-set-up', 'by-li', 'by-boss'].map((tokenHash) => under.storage.invitedAs(tokenHash)));
      expect(found).toEqual([null, null, 'officer']);
      await expect(under.storage.useInvitation('second-set-up', fresh('thief'))).rejects.toMatchObject({ code: 'invitation.unknown' });
      await expect(under.storage.useInvitation('by-li', fresh('friend'))).rejects.toMatchObject({ code: 'invitation.unknown' });
    });

    it('come by links that are listed as long as they are open: for whom, as what, by whom, until when', async () => {
      const { boss, li } = await two();
      await under.storage.addPartner('p1', { name: '某银行', kind: 'banks', legalBasis: '某法', webhook: null }, boss.id);
      const by = (tokenHash: string, minutes: number) => ({
        ...{ tokenHash, invitedBy: boss.id },
        expiresAt: under.clock.now + minutes * MINUTE,
      });
      await under.storage.createInvitation('supervisor', { ...by('late', 30), meantFor: '钱主管' }, boss.id);
      await under.storage.createInvitation('partner', { ...by('banker', 10), partnerId: 'p1' }, boss.id);
      await under.storage.createInvitation('administrator', by('on-the-server', 20), null);
      await under.storage.createInvitation('officer', { ...by('of-li', 40), invitedBy: li.id }, li.id);
      await under.storage.replaceOfficer(li.id, by('again', 50));
      await under.storage.createInvitation('officer', by('gone', 1), boss.id);
      under.clock.now += MINUTE;
      const listed = await under.storage.listOpenInvitations();
      expect(listed.map(({ id, meantFor, role, partner, by: whom }) => [id, meantFor, role, partner, whom])).toEqual([
        ['banker', null, 'partner', '某银行', 'boss同志'],
        ['on-the-server', null, 'administrator', null, null],
        ['late', '钱主管', 'supervisor', null, 'boss同志'],
        ['again', 'li同志', 'officer', null, 'boss同志'],
      ]);
      expect(listed.map(({ expiresAt }) => (expiresAt - under.clock.now) / MINUTE)).toEqual([9, 19, 29, 49]);
    });

    it('do not come by an invitation that was withdrawn; one that was used cannot be', async () => {
      const { boss } = await two();
      await invite('lost', boss.id);
      expect(await under.storage.isWithdrawn('lost')).toBe(false);
      expect(await under.storage.withdrawInvitation('lost', boss.id)).toBe(true);
      expect([await under.storage.isWithdrawn('lost'), await under.storage.invitedAs('lost')]).toEqual([true, null]);
      expect(await under.storage.listOpenInvitations()).toEqual([]);
      await expect(under.storage.useInvitation('lost', fresh('thief'))).rejects.toMatchObject({ code: 'invitation.unknown' });
      // Twice is once.
      expect(await under.storage.withdrawInvitation('lost', boss.id)).toBe(true);
      await invite('late', boss.id);
      under.clock.now = soon();
      for (const id of ['for-li', 'late', 'never']) expect([id, await under.storage.withdrawInvitation(id, boss.id)]).toEqual([id, false]);
      const rows = await under.database.query.selectFrom('audit').select(['action', 'subject']).execute();
      expect(rows).toEqual([{ action: 'officer.invitation-withdrawn', subject: 'lost' }]);
    });

    it('come by an invitation or it is withdrawn, never both', async () => {
      const { boss } = await two();
      await invite('raced', boss.id);
      const [taken, withdrawn] = await atOnce(under, [
        () =>
          under.storage.useInvitation('raced', fresh('wang')).then(
            () => true,
            () => false,
          ),
        () => under.storage.withdrawInvitation('raced', boss.id),
      ]);
      expect([taken, withdrawn].sort()).toEqual([false, true]);
      expect((await under.storage.findOfficerByName('wang')) !== null).toBe(taken);
    });

    it('have names of their own; an invitation is still good after a name that was taken', async () => {
      const { boss } = await two();
      await invite('third', boss.id);
      await expect(under.storage.useInvitation('third', fresh('li'))).rejects.toMatchObject({ code: 'officer.name-taken', status: 409 });
      expect(await under.storage.useInvitation('third', fresh('li2'))).toMatchObject({ name: 'li2' });
    });

    it('keep their secrets sealed', async () => {
      await two();
      const bytes = await under.bytes();
      expect(bytes.includes('li同志')).toBe(true);
      expect(bytes.includes(SECRET)).toBe(false);
    });

    it('are locked by compare-and-set: of failures at once one counts', async () => {
      const { li } = await two();
      const counted = await Promise.all([0, 0, 0].map((seen) => under.storage.noteFailure(li.id, seen, under.clock.now)));
      expect(counted.filter(Boolean)).toHaveLength(1);
      const until = under.clock.now + MINUTE;
      expect(await under.storage.noteFailure(li.id, 1, until)).toBe(true);
      expect(await under.storage.noteFailure(li.id, 2, until + MINUTE)).toBe(false);
      expect(await under.storage.findOfficerByName('li')).toMatchObject({ failures: 2, lockedUntil: until });
      under.clock.now = until;
      expect(await under.storage.noteFailure(li.id, 2, until)).toBe(true);
    });

    it('use each one-time code once, and no older one after it', async () => {
      const { li } = await two();
      await under.storage.noteFailure(li.id, 0, under.clock.now);
      expect(await under.storage.noteSuccess(li.id, STEP)).toBe(false);
      const both = await Promise.all([under.storage.noteSuccess(li.id, STEP + 2), under.storage.noteSuccess(li.id, STEP + 2)]);
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await under.storage.noteSuccess(li.id, STEP + 1)).toBe(false);
      expect(await under.storage.findOfficerByName('li')).toMatchObject({ failures: 0, lockedUntil: 0 });
    });

    it('are known by their session until it ends, expires or lies idle', async () => {
      const { boss, li } = await two();
      const since = (): number => under.clock.now - 10 * MINUTE;
      await under.storage.startSession('s1', li.id, soon());
      await under.storage.startSession('s2', boss.id, soon());
      expect(await under.storage.officerOfSession('s1', since())).toEqual(li);
      expect(await under.storage.officerOfSession('none', since())).toBeNull();
      await under.storage.endSession('s1');
      expect(await under.storage.officerOfSession('s1', since())).toBeNull();

      for (let step = 0; step < 6; step++) {
        under.clock.now += 9 * MINUTE;
        expect(await under.storage.officerOfSession('s2', since())).toEqual(boss);
      }
      under.clock.now += 6 * MINUTE;
      expect(await under.storage.officerOfSession('s2', since())).toBeNull();

      await under.storage.startSession('s3', li.id, soon());
      under.clock.now += 10 * MINUTE;
      expect(await under.storage.officerOfSession('s3', since())).toBeNull();
    });

    it('are written down as seen once a minute, and what has expired is cleared away', async () => {
      const { li } = await two();
      await under.storage.startSession('s1', li.id, soon());
      const seen = async (): Promise<number | undefined> =>
        (await under.database.query.selectFrom('sessions').select('seen_at').where('id_hash', '=', 's1').executeTakeFirst())?.seen_at;
      const begin = under.clock.now;
      under.clock.now = begin + MINUTE - 1;
      await under.storage.officerOfSession('s1', 0);
      expect(await seen()).toBe(begin);
      under.clock.now = begin + MINUTE;
      await under.storage.officerOfSession('s1', 0);
      expect(await seen()).toBe(begin + MINUTE);
      under.clock.now = begin + HOUR;
      await under.storage.startSession('s2', li.id, soon());
      expect(await seen()).toBeUndefined();
    });

    it('are signed out everywhere, alone', async () => {
      const { boss, li } = await two();
      for (const id of ['s1', 's2']) await under.storage.startSession(id, li.id, soon());
      await under.storage.startSession('s3', boss.id, soon());
      await under.storage.endSessionsOf(li.id);
      const found = await Promise.all(['s1', 's2', 's3'].map((id) => under.storage.officerOfSession(id, 0)));
      expect(found.map((officer) => officer?.name ?? null)).toEqual([null, null, 'boss']);
    });

    it('who are disabled have no session, no attempt and no success, until they are let in again', async () => {
      const { li } = await two();
      await under.storage.startSession('s1', li.id, soon());
      await under.storage.setDisabled(li.id, true);
      await under.storage.startSession('s2', li.id, soon());
      expect(await under.storage.officerOfSession('s2', 0)).toBeNull();
      expect(await under.storage.noteFailure(li.id, 0, 0)).toBe(false);
      expect(await under.storage.noteSuccess(li.id, STEP + 1)).toBe(false);
      expect(await under.storage.listOfficers()).toMatchObject([
        { name: 'boss', disabled: false },
        { name: 'li', disabled: true },
      ]);
      await under.storage.setDisabled(li.id, false);
      expect(await under.storage.officerOfSession('s1', 0)).toBeNull();
      expect(await under.storage.noteSuccess(li.id, STEP + 1)).toBe(true);
    });

    it('are replaced by a new account of the same role and name; the old one stays, closed', async () => {
      const { boss, li } = await two();
      await under.storage.startSession('s1', li.id, soon());
      const by = (tokenHash: string) => ({ tokenHash, invitedBy: boss.id, expiresAt: soon() });
      expect(await under.storage.replaceOfficer(li.id, by('again'))).toBe(true);
      expect(await under.storage.officerOfSession('s1', 0)).toBeNull();
      expect(await under.storage.replaceOfficer(li.id, by('twice'))).toBe(false);
      expect(await under.storage.replaceOfficer('nobody', by('thrice'))).toBe(false);
      expect(await under.storage.invitedAs('twice')).toBeNull();
      const renewed = await under.storage.useInvitation('again', fresh('li'));
      expect(renewed).toMatchObject({ name: 'li', role: 'officer' });
      expect(await under.storage.replaceOfficer(renewed.id, by('once-more'))).toBe(true);
      expect((await under.storage.listOfficers()).map((listed) => [listed.name, listed.disabled])).toEqual([
        ['boss', false],
        ['li#old-1', true],
        ['li#old-2', true],
      ]);
    });

    it('leave a row in the audit log with every act on them, in the same step, and none where nothing was done', async () => {
      const { boss, li } = await two();
      const by = (tokenHash: string) => ({ tokenHash, invitedBy: boss.id, expiresAt: soon() });
      const acts: (() => Promise<unknown>)[] = [
        () => under.storage.createInvitation('officer', by('new'), boss.id),
        () => under.storage.withdrawInvitation('new', boss.id),
        () => under.storage.endSessionsOf(li.id, boss.id),
        () => under.storage.disableOfficer(li.id, boss.id),
        () => under.storage.setDisabled(li.id, false, boss.id),
        () => under.storage.replaceOfficer(li.id, by('again')),
      ];
      const { batch } = under.database;
      for (const act of acts) {
        Object.assign(under.database, { batch: () => Promise.reject(new Error('the power is gone')) });
        await expect(act()).rejects.toThrow('the power is gone');
        Object.assign(under.database, { batch });
        await act();
      }
      await under.storage.disableOfficer(li.id, boss.id);
      await under.storage.setDisabled(boss.id, false, boss.id);
      expect(await under.storage.disableOfficer(boss.id, boss.id)).toBe(false);
      const rows = await under.database.query.selectFrom('audit').select(['officer_id', 'action', 'subject']).orderBy('seq').execute();
      expect(rows.map(({ officer_id, action, subject }) => [officer_id, action, subject])).toEqual([
        [boss.id, 'officer.invited', 'new'],
        [boss.id, 'officer.invitation-withdrawn', 'new'],
        [boss.id, 'officer.signed-out', li.id],
        [boss.id, 'officer.disabled', li.id],
        [boss.id, 'officer.enabled', li.id],
        [boss.id, 'officer.reset', li.id],
      ]);
    });

    it('are replaced once when two do it at the same moment', async () => {
      const { boss, li } = await two();
      const by = (tokenHash: string) => ({ tokenHash, invitedBy: boss.id, expiresAt: soon() });
      const done = await atOnce(under, [
        () => under.storage.replaceOfficer(li.id, by('first')),
        () => under.storage.replaceOfficer(li.id, by('second')),
      ]);
      expect([...done].sort()).toEqual([false, true]);
      expect((await Promise.all(['first', 'second'].map((token) => under.storage.invitedAs(token)))).filter(Boolean)).toHaveLength(1);
    });
  });
}
