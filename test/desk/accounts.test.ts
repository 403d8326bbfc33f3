import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Acceptance,
  type AccountDeps,
  acceptInvitation,
  INVITATION_LASTS,
  inviteOfficer,
  resetAuthenticator,
  SESSION_LASTS,
  setUpLink,
  signIn,
  signOut,
  whoIs,
} from '../../src/desk/accounts.ts';
import type { Officer } from '../../src/storage/officer.ts';
import type { StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';
import { codeAt } from './authenticator.ts';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const PASSWORD = '太湖边的三只白鹭飞走了';
const STEP = 30_000;
const MINUTE = 60_000;
const REFUSED = { code: 'account.refused', status: 401 };

let under: StorageUnderTest;
let deps: AccountDeps;
beforeEach(async () => {
  under = await openTemporarySqlite();
  deps = { storage: under.storage, now: () => under.clock.now };
});
afterEach(() => under.close());

const code = (): string => codeAt(SECRET, under.clock.now);
const pass = (time: number): void => {
  under.clock.now += time;
};

async function accept(token: string, parts: Partial<Acceptance> = {}): Promise<Officer> {
  return acceptInvitation(deps, { token, name: 'boss', display: '老张', password: PASSWORD, secret: SECRET, code: code(), ...parts });
}
async function setUp(): Promise<Officer> {
  const officer = await accept((await setUpLink(deps)) as string);
  pass(STEP);
  return officer;
}
const enter = (parts: Partial<Parameters<typeof signIn>[1]> = {}): Promise<string> =>
  signIn(deps, { name: 'boss', password: PASSWORD, code: code(), ...parts });

describe('the link that sets the desk up', () => {
  test('makes an administrator, once, and none is given out after that', async () => {
    const [first, second] = [await setUpLink(deps), await setUpLink(deps)] as [string, string];
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(await accept(first)).toMatchObject({ name: 'boss', display: '老张', role: 'administrator' });
    expect(await setUpLink(deps)).toBeNull();
    for (const token of [first, second])
      await expect(accept(token, { name: 'other' })).rejects.toMatchObject({ code: 'invitation.unknown' });
  });

  test('is good for a day', async () => {
    const token = (await setUpLink(deps)) as string;
    pass(INVITATION_LASTS);
    await expect(accept(token)).rejects.toMatchObject({ code: 'invitation.unknown' });
  });

  test('cannot be read out of the database', async () => {
    const token = (await setUpLink(deps)) as string;
    await accept(token);
    pass(STEP);
    const session = await enter();
    const bytes = await under.bytes();
    for (const secret of [token, session, PASSWORD, SECRET]) expect(bytes.includes(secret)).toBe(false);
  });
});

describe('an invitation', () => {
  test.each<[string, Partial<Acceptance>, string]>([
    ['a name of one letter', { name: 'z' }, 'officer.name'],
    ['a name with a space', { name: 'zhang li' }, 'officer.name'],
    ['the name of an account that was replaced', { name: 'li#old-1' }, 'officer.name'],
    ['no name for colleagues', { display: '  ' }, 'officer.display'],
    ['21 characters for colleagues', { display: '张'.repeat(21) }, 'officer.display'],
    ['invisible characters', { display: '张\u202e三' }, 'officer.display'],
    ['a short password', { password: '短' }, 'password.weak'],
    ['a password with the name in it', { password: 'my-boss-password' }, 'password.weak'],
    ['a code of another secret', { code: '000000' }, 'code.wrong'],
    ['a secret of one letter', { secret: 'A' }, 'code.secret'],
    ['no secret', { secret: '' }, 'code.secret'],
  ])('refuses %s and stays good', async (_, wrong, problem) => {
    const token = (await setUpLink(deps)) as string;
    await expect(accept(token, wrong)).rejects.toMatchObject({ code: problem, status: 422 });
    expect(await accept(token)).toMatchObject({ name: 'boss' });
  });

  test('takes a name in capitals for the same name', async () => {
    const boss = await setUp();
    const token = await inviteOfficer(deps, boss.id, 'officer');
    await expect(accept(token, { name: ' BOSS ' })).rejects.toMatchObject({ code: 'officer.name-taken' });
  });

  test('is given by administrators alone', async () => {
    const boss = await setUp();
    const li = await accept(await inviteOfficer(deps, boss.id, 'supervisor'), { name: 'li' });
    expect(li.role).toBe('supervisor');
    for (const id of [li.id, 'nobody'])
      await expect(inviteOfficer(deps, id, 'officer')).rejects.toMatchObject({ code: 'account.not-allowed', status: 403 });
    await under.storage.setDisabled(boss.id, true);
    await expect(inviteOfficer(deps, boss.id, 'officer')).rejects.toMatchObject({ code: 'account.not-allowed' });
  });
});

describe('signing in', () => {
  test('takes name, password and a fresh code, and says who it is until he signs out', async () => {
    const boss = await setUp();
    const token = await enter({ name: ' Boss ' });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await whoIs(deps, token)).toEqual(boss);
    expect(await whoIs(deps, undefined)).toBeNull();
    expect(await whoIs(deps, `${token}x`)).toBeNull();
    await signOut(deps, token);
    expect(await whoIs(deps, token)).toBeNull();
  });

  test.each([
    ['a wrong password', { password: '太湖边的三只白鹭飞来了' }],
    ['a wrong code', { code: '000000' }],
    ['no code', { code: '' }],
    ['a name that nobody has', { name: 'nobody' }],
  ])('with %s is refused in the same words', async (_, wrong) => {
    await setUp();
    const refusal = await enter(wrong).catch((error: Error) => error);
    expect(refusal).toMatchObject({ ...REFUSED, message: '登录名、密码或验证码不对，或者试得太多、暂时锁住了。' });
  });

  test('takes a code once: not the one that made the account, not one that was used, not an older one', async () => {
    await accept((await setUpLink(deps)) as string);
    await expect(enter()).rejects.toMatchObject(REFUSED);
    pass(STEP);
    await enter();
    await expect(enter()).rejects.toMatchObject(REFUSED);
    await expect(enter({ code: codeAt(SECRET, under.clock.now - STEP) })).rejects.toMatchObject(REFUSED);
    pass(STEP);
    await expect(enter()).resolves.toBeTypeOf('string');
  });

  test('of a disabled officer is refused, and his session is over', async () => {
    const boss = await setUp();
    const token = await enter();
    await under.storage.setDisabled(boss.id, true);
    expect(await whoIs(deps, token)).toBeNull();
    pass(STEP);
    await expect(enter()).rejects.toMatchObject(REFUSED);
  });

  test('lasts twelve hours at most, and two without a sign of life', async () => {
    await setUp();
    const busy = await enter();
    pass(STEP);
    const idle = await enter();
    for (let time = 0; time < SESSION_LASTS / MINUTE / 60 - 1; time++) {
      pass(60 * MINUTE);
      expect(await whoIs(deps, busy)).not.toBeNull();
      if (time === 1) expect(await whoIs(deps, idle)).toBeNull();
    }
    pass(60 * MINUTE);
    expect(await whoIs(deps, busy)).toBeNull();
  });
});

describe('guessing', () => {
  const wrong = { password: '猜一个不对的密码试试' };

  test('locks the account after five failures, for longer each time, and a right sign-in ends it', async () => {
    await setUp();
    const lockedFor = async (): Promise<number> => ((await under.storage.findOfficerByName('boss'))?.lockedUntil ?? 0) - under.clock.now;
    const locks: number[] = [];
    for (let attempt = 1; attempt <= 11; attempt++) {
      await expect(enter(wrong)).rejects.toMatchObject(REFUSED);
      locks.push((await lockedFor()) / 1000);
      pass(await lockedFor());
    }
    expect(locks).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
    await expect(enter()).resolves.toBeTypeOf('string');
    pass(STEP);
    await expect(enter(wrong)).rejects.toMatchObject(REFUSED);
    expect(await lockedFor()).toBe(0);
  });

  test('does not get in while it is locked, not even with the right answer, and does not make the lock longer', async () => {
    await setUp();
    for (let attempt = 0; attempt < 5; attempt++) await enter(wrong).catch(() => undefined);
    pass(STEP - 1);
    const before = await under.storage.findOfficerByName('boss');
    await expect(enter()).rejects.toMatchObject(REFUSED);
    expect(await under.storage.findOfficerByName('boss')).toEqual(before);
    pass(1);
    await expect(enter()).resolves.toBeTypeOf('string');
  });

  test('all at once is counted as well', async () => {
    await setUp();
    const guesses = Array.from({ length: 8 }, () => enter(wrong));
    const right = enter();
    const results = await Promise.allSettled([...guesses, right]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(0);
  });

  test('costs the same for a locked account and for nobody as for a wrong password', async () => {
    await setUp();
    const timed = async (parts: Parameters<typeof enter>[0]): Promise<number> => {
      const started = performance.now();
      await enter(parts).catch(() => undefined);
      return performance.now() - started;
    };
    const open = Math.min(await timed(wrong), await timed(wrong), await timed(wrong), await timed(wrong), await timed(wrong));
    const locked = Math.min(await timed({}), await timed({}));
    const nobody = Math.min(await timed({ name: 'nobody' }), await timed({ name: 'nobody' }));
    // Without the hashing it would be a hundredth.
    expect(locked / open).toBeGreaterThan(0.4);
    expect(nobody / open).toBeGreaterThan(0.4);
  });
});

describe('a lost authenticator', () => {
  test('is replaced by a second person: the old account is closed, a link opens a new one under the same name', async () => {
    const boss = await setUp();
    const li = await accept(await inviteOfficer(deps, boss.id, 'officer'), { name: 'li' });
    pass(STEP);
    const session = await enter({ name: 'li' });
    const token = await resetAuthenticator(deps, boss.id, li.id);
    expect(await whoIs(deps, session)).toBeNull();
    pass(STEP);
    await expect(enter({ name: 'li' })).rejects.toMatchObject(REFUSED);
    await expect(enter({ name: 'li#old-1' })).rejects.toMatchObject(REFUSED);
    const again = await accept(token, { name: 'li' });
    expect(again).toMatchObject({ name: 'li', role: 'officer' });
    expect(again.id).not.toBe(li.id);
  });

  test('is not replaced by its owner, by anybody but an administrator, or for nobody', async () => {
    const boss = await setUp();
    const li = await accept(await inviteOfficer(deps, boss.id, 'officer'), { name: 'li' });
    await expect(resetAuthenticator(deps, boss.id, boss.id)).rejects.toMatchObject({ code: 'account.not-allowed' });
    await expect(resetAuthenticator(deps, li.id, boss.id)).rejects.toMatchObject({ code: 'account.not-allowed' });
    await expect(resetAuthenticator(deps, boss.id, 'nobody')).rejects.toMatchObject({ code: 'officer.unknown', status: 404 });
    await resetAuthenticator(deps, boss.id, li.id);
    await expect(resetAuthenticator(deps, boss.id, li.id)).rejects.toMatchObject({ code: 'officer.unknown' });
  });
});
