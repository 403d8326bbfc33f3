import { decodeQR } from 'qr/decode.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/storage/desk-schema.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { codeAt } from '../desk/authenticator.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

const PATH = '/console/handovers';
const STEP = 30_000;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let under: DeskUnderTest;
let wang: Colleague;
let li: Colleague;
beforeEach(async () => {
  under = await openDesk();
  wang = await enlist('王警官');
  li = await enlist('李警官');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

/** Somebody whose telephone makes codes. */
async function enlist(display: string, role: Role = 'officer'): Promise<Colleague> {
  const colleague = await under.signIn(display, role);
  const totp_sealed = await (await createSealer(MASTER_KEY)).sealOwn(SECRET);
  await under.database.query.updateTable('officers').set({ totp_sealed }).where('id', '=', colleague.id).execute();
  return colleague;
}
const code = (): string => codeAt(SECRET, under.clock.now);
const wrong = (): string => String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
async function owned(by: Colleague = wang): Promise<{ caseId: string; number: string }> {
  const made = await under.call();
  under.clock.now += 1;
  await under.storage.claimCase(made.caseId, by.id);
  return made;
}
/** A signed sheet's path. */
async function give(fields: Record<string, string>, by: Colleague = wang): Promise<string> {
  const response = await by.send(PATH, { code: code(), ...fields });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}
const text = async (response: Response | Promise<Response>): Promise<string> => (await response).text();
const ownerOf = async (caseId: string) => (await under.storage.deskCase(caseId))?.owner?.id;
const sheets = async () => (await under.storage.listHandovers(9)).length;

describe('a shift', () => {
  it('is handed over and taken with two signatures, and its cases go along', async () => {
    const [goes, stays] = [await owned(), await owned()];
    const waiting = await under.call();
    const shown = await text(wang.get(PATH));
    for (const { number } of [goes, stays, waiting]) expect(shown).toContain(number);
    expect(shown).toContain(`name="case-${goes.caseId}" checked`);
    // Nothing of what they wrote.
    expect(shown).not.toContain('两万');
    expect(shown).not.toMatch(/<script(?![^>]*src=)|style="/);
    const path = await give({ [`case-${goes.caseId}`]: 'on', remarks: '家属十点到<b>' });
    expect(path).toMatch(/^\/console\/handovers\/[\w-]+$/);
    expect(await text(wang.get(path))).toContain('要由别人签收');

    const read = await text(li.get(path));
    expect(read).toContain('家属十点到&lt;b&gt;');
    expect(read).toContain(`name="case-${goes.caseId}" checked`);
    expect(read).not.toContain(`name="case-${stays.caseId}"`);
    expect(await ownerOf(goes.caseId)).toBe(wang.id);
    const taken = await li.send(`${path}/take`, { code: code(), [`case-${goes.caseId}`]: 'on', [`case-${stays.caseId}`]: 'on' });
    expect([taken.status, taken.headers.get('location')]).toEqual([303, path]);
    expect([await ownerOf(goes.caseId), await ownerOf(stays.caseId)]).toEqual([li.id, wang.id]);
    const after = await text(wang.get(path));
    expect(after).toContain('李警官');
    expect(after).not.toContain('name="code"');
    expect(await text(wang.get(PATH))).toContain(`href="${path}"`);
  });

  it('leaves with the giver what the taker unticks, and what was released meanwhile where it is', async () => {
    const [unticked, released] = [await owned(), await owned()];
    const path = await give({ [`case-${unticked.caseId}`]: 'on', [`case-${released.caseId}`]: 'on' });
    await under.storage.releaseCase(released.caseId, wang.id);
    expect((await li.send(`${path}/take`, { code: code(), [`case-${released.caseId}`]: 'on' })).status).toBe(303);
    expect(await ownerOf(unticked.caseId)).toBe(wang.id);
    expect(await under.storage.deskCase(released.caseId)).toMatchObject({ status: 'waiting', owner: null });
  });

  it('is not signed by a wrong, an empty or a used code; what was typed and ticked stays', async () => {
    const [first, second] = [await owned(), await owned()];
    for (const bad of [wrong(), '', '12345', 'abcdef']) {
      const refused = await wang.send(PATH, { code: bad, remarks: '我写的话', [`case-${first.caseId}`]: 'on' });
      expect([bad, refused.status]).toEqual([bad, 422]);
      const shown = await text(refused);
      expect(shown).toContain('验证码不对');
      expect(shown).toContain('>我写的话</textarea>');
      expect(shown).toContain(`name="case-${first.caseId}" checked`);
      expect(shown).toMatch(new RegExp(`name="case-${second.caseId}"/?>`));
      under.clock.now += STEP;
    }
    expect(await sheets()).toBe(0);
    const used = code();
    expect((await wang.send(PATH, { code: used })).status).toBe(303);
    expect((await wang.send(PATH, { code: used })).status).toBe(422);
    expect(await sheets()).toBe(1);
    expect((await under.bytes()).includes(used)).toBe(false);
  });

  it('locks the signature after too many wrong codes, and opens it again', async () => {
    for (let attempt = 0; attempt < 5; attempt++) expect((await wang.send(PATH, { code: wrong() })).status).toBe(422);
    expect((await wang.send(PATH, { code: code() })).status).toBe(422);
    under.clock.now += 15 * 60_000;
    expect((await wang.send(PATH, { code: code() })).status).toBe(303);
  });

  it('counts guesses that are made all at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => wang.send(PATH, { code: wrong() })));
    const row = await under.database.query.selectFrom('sessions').select('sign_tries').where('officer_id', '=', wang.id).executeTakeFirst();
    expect(row?.sign_tries).toBe(5);
    expect((await wang.send(PATH, { code: code() })).status).toBe(422);
    expect(await sheets()).toBe(0);
  });

  it('refuses remarks that are too long before it uses the code up', async () => {
    const refused = await wang.send(PATH, { code: code(), remarks: '长'.repeat(2001) });
    expect(refused.status).toBe(422);
    expect(await text(refused)).toContain('长'.repeat(2001));
    await give({ remarks: '长'.repeat(2000) });
  });

  it('is signed once by a form that is sent twice, and says so both times', async () => {
    const { caseId } = await owned();
    const signed = { code: code(), form: 'handover-0001', [`case-${caseId}`]: 'on' };
    const [first, again] = [await wang.send(PATH, signed), await wang.send(PATH, signed)];
    expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')]);
    expect(await sheets()).toBe(1);
    const path = first.headers.get('location') ?? '';
    const taking = { code: code(), [`case-${caseId}`]: 'on' };
    for (const taken of [await li.send(`${path}/take`, taking), await li.send(`${path}/take`, taking)])
      expect([taken.status, taken.headers.get('location')]).toEqual([303, path]);
    const zhao = await enlist('赵警官');
    expect((await zhao.send(PATH, { code: '', form: 'handover-0001' })).status).toBe(422);
  });

  it('is not taken by who gave it, nor twice', async () => {
    const { caseId } = await owned();
    const path = await give({ [`case-${caseId}`]: 'on' });
    under.clock.now += STEP;
    const own = await wang.send(`${path}/take`, { code: code(), [`case-${caseId}`]: 'on' });
    expect([own.status, (await text(own)).includes('自己交的班，要由别人签收')]).toEqual([409, true]);
    expect((await li.send(`${path}/take`, { code: code() })).status).toBe(303);
    const zhao = await enlist('赵警官');
    const late = await zhao.send(`${path}/take`, { code: code(), [`case-${caseId}`]: 'on' });
    expect([late.status, (await text(late)).includes('已经由别人签收：李警官')]).toEqual([409, true]);
    expect(await ownerOf(caseId)).toBe(wang.id);
    // His code was not used up by that.
    expect((await zhao.send(PATH, { code: code() })).status).toBe(303);
  });

  it('keeps the ticks when the taker\u2019s code is wrong', async () => {
    const { caseId } = await owned();
    const path = await give({ [`case-${caseId}`]: 'on' });
    const refused = await li.send(`${path}/take`, { code: wrong() });
    expect(refused.status).toBe(422);
    const shown = await text(refused);
    expect(shown).toMatch(new RegExp(`name="case-${caseId}"/?>`));
    expect(shown).toContain('验证码不对');
    expect(await ownerOf(caseId)).toBe(wang.id);
  });

  it('makes one sheet of a form that is sent twice', async () => {
    const path = await give({ form: 'form-12345678' });
    under.clock.now += STEP;
    expect(await give({ form: 'form-12345678' })).toBe(path);
    expect(await sheets()).toBe(1);
  });

  it('that does not exist is said to be none', async () => {
    expect((await li.get(`${PATH}/none`)).status).toBe(404);
    expect((await li.send(`${PATH}/none/take`, { code: code() })).status).toBe(404);
  });

  it('is for those who work on cases', async () => {
    const librarian = await enlist('库管员', 'librarian');
    const path = await give({});
    for (const place of [PATH, path]) expect((await librarian.get(place)).status).toBe(403);
    expect((await librarian.send(PATH, { code: code() })).status).toBe(403);
    expect((await librarian.send(`${path}/take`, { code: code() })).status).toBe(403);
    expect((await browser(under).get(path)).headers.get('location')).toBe('/console/sign-in');
    expect((await (await enlist('主管', 'supervisor')).send(`${path}/take`, { code: code() })).status).toBe(303);
  });

  it('speaks English too', async () => {
    const english = await (await wang.get(PATH, { cookie: `${wang.cookie}; language=en` })).text();
    for (const word of ['Hand over my shift', 'Sign and hand over', 'No case is waiting.'])
      expect([word, english.includes(word)]).toEqual([word, true]);
  });
});

describe('the officers\u2019 page', () => {
  it('shows who is at the desk and how much each has in hand', async () => {
    const boss = await under.signIn('周主任', 'administrator');
    await owned(li);
    await owned(li);
    await under.storage.noteSeen(li.id, 'desk');
    const cells = async (who: Colleague, display: string): Promise<string[]> => {
      const html = await text(who.get('/console/officers'));
      const [, row = ''] = new RegExp(`<tr[^>]*><th scope="row">${display}</th>(.*?)</tr>`, 's').exec(html) ?? [];
      return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, ''));
    };
    expect((await cells(boss, '李警官')).slice(3, 5)).toEqual(['在值班台', '2']);
    under.clock.now += 45_000;
    expect((await cells(boss, '李警官'))[3]).toMatch(/^登录着，上次在/);
    expect((await cells(boss, '王警官'))[4]).toBe('–');
    const english = await (await boss.get('/console/officers', { cookie: `${boss.cookie}; language=en` })).text();
    for (const word of ['Officers', 'supervisor', 'In hand', 'yourself']) expect(english).toContain(word);
  });
});

/** What a camera reads from the picture, two pixels for each unit. */
function seenByCamera(html: string): string {
  const svg = /<svg class="qr-code".*?<\/svg>/s.exec(html)?.[0] ?? '';
  const side = 2 * Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x = '', y = '', run = ''] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = 0; row < 2; row++)
      for (let column = 0; column < 2 * Number(run); column++)
        data.fill(
          0,
          ((2 * Number(y) + row) * side + 2 * Number(x) + column) * 4,
          ((2 * Number(y) + row) * side + 2 * Number(x) + column) * 4 + 3,
        );
  return decodeQR({ width: side, height: side, data });
}

describe('the invitation', () => {
  it('shows the authenticator\u2019s address as a picture for the camera, without any foreign picture', async () => {
    const boss = await under.signIn('周主任', 'administrator');
    const link = /token=([\w-]{43})/.exec(await text(boss.send('/console/officers/invite', { role: 'officer' })))?.[1] ?? '';
    const shown = await text(browser(under).get(`/console/invitation?token=${link}`));
    const secret = /name="secret" value="([A-Z2-7]+)"/.exec(shown)?.[1] ?? 'none';
    expect(seenByCamera(shown)).toMatch(/^otpauth:\/\/totp\//);
    expect(new URL(seenByCamera(shown)).searchParams.get('secret')).toBe(secret);
    expect(shown).not.toMatch(/<img|style="/);
    const english = await text(browser(under, { cookie: 'language=en' }).get(`/console/invitation?token=${link}`));
    expect(english).toContain('Scan this code');
  });
});
