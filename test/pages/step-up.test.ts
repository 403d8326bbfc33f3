import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeAt } from '../desk/authenticator.ts';
import { type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const MINUTE = 60_000;
const LATER = 16 * MINUTE;

let under: DeskUnderTest;
let boss: Colleague;
beforeEach(async () => {
  under = await openDesk();
  boss = await under.signIn('主管', 'administrator');
  await under.storage.createInvitation('officer', { tokenHash: 'h', invitedBy: boss.id, expiresAt: under.clock.now + MINUTE });
  const made = await under.storage.useInvitation('h', { name: 'x', display: 'x', password: '', totpSecret: SECRET, step: 0 });
  const { totp_sealed } = await under.database.query
    .selectFrom('officers')
    .select('totp_sealed')
    .where('id', '=', made.id)
    .executeTakeFirstOrThrow();
  await under.database.query.updateTable('officers').set({ totp_sealed }).where('id', '=', boss.id).execute();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const rows = (action: string) =>
  under.database.query.selectFrom('audit').select(['officer_id', 'subject']).where('action', '=', action).execute();
const invite = (parts: Record<string, string> = {}): Promise<Response> =>
  boss.send('/console/officers/invite', { role: 'supervisor', ...parts });

describe('the gravest acts', () => {
  it('are done at once by whoever has just signed in', async () => {
    under.clock.now += 14 * MINUTE;
    expect((await invite()).status).toBe(200);
    expect(await rows('officer.invited')).toHaveLength(1);
  });

  it('ask for the authenticator again later, and then do what was filled in', async () => {
    under.clock.now += LATER;
    const asked = await invite();
    const page = await asked.text();
    expect(asked.status).toBe(403);
    expect(page).toContain('name="role" value="supervisor"');
    expect(page).toContain('action="/console/officers/invite"');
    expect(await rows('officer.invited')).toEqual([]);
    expect((await invite({ 'code-again': codeAt(SECRET, under.clock.now) })).status).toBe(200);
    expect(await rows('officer.invited')).toHaveLength(1);
    // And not again for a while; a code serves once.
    expect((await invite()).status).toBe(200);
  });

  it('are not done with a wrong code, nor with one that has served', async () => {
    under.clock.now += LATER;
    expect((await invite({ 'code-again': '000000' })).status).toBe(422);
    const code = codeAt(SECRET, under.clock.now);
    expect((await invite({ 'code-again': code })).status).toBe(200);
    under.clock.now += LATER;
    expect((await invite({ 'code-again': code })).status).toBe(422);
    expect(await rows('officer.invited')).toHaveLength(1);
  });

  it('throw out whoever guesses with a session that he has found', async () => {
    under.clock.now += LATER;
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess++) statuses.push((await invite({ 'code-again': `00000${guess}` })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 401, 401]);
    expect((await boss.get('/console')).headers.get('location')).toBe('/console/sign-in');
    expect(await rows('officer.locked')).toEqual([{ officer_id: null, subject: boss.id }]);
    expect(await rows('officer.invited')).toEqual([]);
  });

  it('are done by whoever is signed in, also while a stranger guesses at his name from outside', async () => {
    under.clock.now += LATER;
    await under.database.query
      .updateTable('officers')
      .set({ failures: 9, locked_until: under.clock.now + 15 * MINUTE })
      .execute();
    expect((await invite({ 'code-again': '000000' })).status).toBe(422);
    expect((await invite({ 'code-again': codeAt(SECRET, under.clock.now) })).status).toBe(200);
    // What he types says nothing of the stranger: the name stays locked for that one.
    const { failures } = await under.database.query
      .selectFrom('officers')
      .select('failures')
      .where('id', '=', boss.id)
      .executeTakeFirstOrThrow();
    expect([failures, await rows('officer.locked'), (await boss.get('/console')).status]).toEqual([9, [], 200]);
  });

  it('count guesses from the last right code on', async () => {
    under.clock.now += LATER;
    for (const guess of ['000001', '000002', '000003', '000004']) expect((await invite({ 'code-again': guess })).status).toBe(422);
    expect((await invite({ 'code-again': codeAt(SECRET, under.clock.now) })).status).toBe(200);
    under.clock.now += LATER;
    expect((await invite({ 'code-again': '000005' })).status).toBe(422);
  });

  it('are not done by the right code among guesses that come all at once', async () => {
    under.clock.now += LATER;
    const guesses = [...Array.from({ length: 9 }, (_, guess) => `00000${guess}`), codeAt(SECRET, under.clock.now)];
    const statuses = await Promise.all(guesses.map(async (guess) => (await invite({ 'code-again': guess })).status));
    expect(statuses.filter((status) => status === 422).length).toBeLessThan(5);
    expect(statuses.at(-1)).toBe(401);
    expect(await rows('officer.locked')).toHaveLength(1);
    expect(await rows('officer.invited')).toEqual([]);
  });

  it.each([
    'officers/invite',
    'officers/none/disable',
    'officers/none/enable',
    'officers/none/reset',
    'partners/none/keys',
    'partners/none/invite',
    'library/activate',
    'library/drafts/none/publish',
    'cases/none/export',
  ])('are these: /console/%s', async (path) => {
    expect((await boss.send(`/console/${path}`, {})).status).not.toBe(403);
    under.clock.now += LATER;
    const asked = await boss.send(`/console/${path}`, {});
    expect([asked.status, (await asked.text()).includes('name="code-again"')]).toEqual([403, true]);
  });
});

describe('own sessions', () => {
  it('are listed, and ended everywhere but here', async () => {
    const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
    await under.storage.startSession(hash('stolen'), boss.id, under.clock.now + 60 * MINUTE);
    const stolen = { cookie: 'desk=stolen', accept: 'text/html' };
    const page = await (await boss.get('/console/sessions')).text();
    expect(page.match(/<tr>/g)).toHaveLength(3);
    expect(page.match(/就是这里/g)).toHaveLength(1);
    expect((await under.app.request('/console/sessions', { headers: stolen })).status).toBe(200);
    expect((await boss.send('/console/sessions/end')).status).toBe(303);
    expect((await under.app.request('/console/sessions', { headers: stolen })).status).toBe(303);
    expect(await (await boss.get('/console/sessions')).text()).toContain('只在这里登录着');
    expect(await rows('officer.signed-out')).toEqual([{ officer_id: boss.id, subject: boss.id }]);
  });
});
