import { expect } from 'vitest';
import { CHECK_UP_BANK } from '../../src/citizens/check-up-bank.ts';
import { dayOf } from '../../src/desk/waiting-times.ts';
import { type CitizenTelephone, citizenTelephone } from './citizen-telephone.ts';
import type { DeskUnderTest } from './desk-under-test.ts';

const DAY = 24 * 3_600_000;
const NUMBER = '13800138000';
const HARM = 'I just transferred 20000 yuan to a scammer who said he was the police and told me to move it to a safe account';
const PROFILE = { name: 'Mary', ageBand: '60-69', job: 'retired', grid: 'g1', place: '', 'consent-profile': '1' };
const ALL_CONSENTS = { 'consent-exposure': '1', 'consent-teaching': '1' };
const CHILD = { ...PROFILE, name: 'Tom', ageBand: 'under14', job: 'student', guardian: 'Ann', 'consent-guardian': '1' };

/** What a page says at one step of the walk. */
export type See = (step: string, html: string) => void;

export const codeOn = (html: string): string => (/class="me-digits number">([\d ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');

/** Answers the check-up that is due: the first `right` of its questions rightly. */
async function answers(phone: CitizenTelephone, right: number): Promise<Record<string, string>> {
  const html = await phone.page('/me/check-up');
  const attempt = /name="attempt" value="(\d+)"/.exec(html)?.[1] ?? '';
  const ids = [...new Set([...html.matchAll(/name="q-([\w-]+)"/g)].map(([, id = '']) => id))];
  const chosen = ids.map((id, index) => {
    const at = CHECK_UP_BANK.find((one) => one.id === id)?.right ?? 0;
    return [`q-${id}`, String(index < right ? at : (at + 1) % 3)];
  });
  return { attempt, ...Object.fromEntries(chosen) };
}

/** Every page of a registered citizen and every way in which it can look, in the language that was chosen by the button. */
export async function walkOwnPages(under: DeskUnderTest, speaks: 'en' | 'zh-CN', see: See): Promise<void> {
  const grid = { town: '织里', kind: 'village' as const, people: 300, created_at: 0 };
  for (const [id, name] of [
    ['g1', '朝阳'],
    ['g2', '朝阳新村'],
    ['g3', '朝阳新城'],
  ] as const)
    await under.database.query
      .insertInto('grids')
      .values({ id, name, ...grid })
      .execute();
  const telephone = (): CitizenTelephone => {
    const phone = citizenTelephone(under);
    phone.jar.set('speaks', speaks);
    return phone;
  };
  const read = async (step: string, answer: Promise<Response>, status = 200): Promise<string> => {
    const response = await answer;
    const html = await response.text();
    expect([step, response.status]).toEqual([step, status]);
    see(step, html);
    return html;
  };
  const done = async (answer: Promise<Response>): Promise<string> => {
    const response = await answer;
    expect([response.status, response.status === 303 ? '' : await response.text()]).toEqual([303, '']);
    return response.headers.get('location') ?? '';
  };
  const check = async (phone: CitizenTelephone, right: number): Promise<string> =>
    done(phone.send('/me/check-up', await answers(phone, right)));

  // Nobody is registered here yet.
  const mary = telephone();
  await read('stranger', mary.get('/me'));
  await read('join', mary.get('/join?g=g1'));
  await read('join: no cookies', telephone().send('/join', PROFILE), 422);
  await read('join: nothing', mary.send('/join', {}), 422);
  await read('join: no consent', mary.send('/join', { ...PROFILE, 'consent-profile': '' }), 422);
  await read('join: a number for a name', mary.send('/join', { ...PROFILE, name: NUMBER, grid: '', place: '朝阳新' }), 422);
  await read('join: too long a name', mary.send('/join', { ...PROFILE, name: 'x'.repeat(21), grid: '', place: 'nowhere' }), 422);
  await read('join: a child alone', mary.send('/join', { ...CHILD, guardian: '', 'consent-guardian': '' }), 422);
  for (let at = 0; at < 13; at++)
    await under.database.query
      .insertInto('grids')
      .values({ ...grid, id: `many-${at}`, name: `北街${at}` })
      .execute();
  await read('join: too many places', mary.send('/join', { ...PROFILE, grid: '', place: '北街' }), 422);
  await read('sign in', mary.get('/me/sign-in'));
  await read('a link', mary.get('/me/link?t=something'));
  await read('a link that was used', mary.send('/me/link', { t: 'something' }), 422);

  // Registered, nothing done yet.
  expect(await done(mary.send('/join', { ...PROFILE, ...ALL_CONSENTS }))).toBe('/me');
  await under.storage.keepIndexDay(dayOf(under.clock.now), 1, 'none', []);
  const fresh = await read('code: yellow', mary.get('/me'));
  expect(fresh).toContain('href="/index-of-work"');
  await read('phone: none yet', mary.get('/me/phone'));
  await read('data: fresh', mary.get('/me/data'));
  await read('export: fresh', mary.get('/me/export'));
  const prove = async (officer: string, code: string, number: string): Promise<void> => {
    await (await under.signIn(officer)).send('/console/citizens/prove', { code, number });
  };
  await prove('王', codeOn(fresh), NUMBER);
  await read('phone: another', mary.get('/me/phone'));

  // The check-up: opened, half done, done.
  await read('check-up', mary.get('/me/check-up'));
  const all = await answers(mary, 10);
  const half = Object.fromEntries(Object.entries(all).slice(0, 6));
  await read('check-up: half done', mary.send('/me/check-up', half), 422);
  await read('answers: wrong ones', mary.get(await check(mary, 5)));
  await read('no such check-up', mary.get('/me/check-up/77'), 404);
  await read('code: red', mary.get('/me'));
  const id = (await under.storage.citizenByPhone(NUMBER))?.id ?? '';
  await under.storage.noteTaught(id, 'loan', 'quiz', 90);
  await under.storage.noteTaught(id, 'task-rebate', 'dialogue', 100);
  await read('code: with lessons', mary.get('/me'));
  under.clock.now += 31 * DAY;
  await read('answers: all right', mary.get(await check(mary, 10)));
  await read('code: green', mary.get('/me'));
  under.clock.now += 181 * DAY;
  await read('code: an old check-up', mary.get('/me'));

  // What he told in the chat counts, while he agrees.
  await mary.get('/');
  await done(mary.send('/message', { text: HARM, id: 'form-of-hers-0001' }));
  await read('code: harmed', mary.get('/me'));
  await under.database.query.updateTable('outcomes').set({ stage: 'clicked' }).execute();
  await read('code: touched', mary.get('/me'));
  await read('export: full', mary.get('/me/export'));
  const other = telephone();
  await other.get('/join');
  await prove('李', codeOn(await other.page('/me/sign-in')), NUMBER);
  await read('data: full, two browsers', other.get('/me/data'));
  await read('data: a mistake', mary.send('/me/profile', { ...PROFILE, name: NUMBER }), 422);
  for (const purpose of ['exposure', 'teaching']) await done(mary.send('/me/consents', { purpose, act: 'withdraw' }));
  await read('data: consents withdrawn', mary.get('/me/data'));
  await read('code: without his chats', mary.get('/me'));
  await done(mary.send('/me/consents', { purpose: 'exposure', version: '1', act: 'give' }));

  // The texts of consent have changed.
  const version = (to: number, purposes: readonly ('profile' | 'exposure')[]) =>
    under.database.query.updateTable('citizen_consents').set({ version: to }).where('purpose', 'in', purposes).execute();
  await version(0, ['exposure']);
  await read('code: one text has changed', mary.get('/me'));
  await version(0, ['profile']);
  await read('the text has changed', mary.get('/me'));
  await version(1, ['profile', 'exposure']);

  // Gone, but for what is open.
  await done(mary.send('/stop-loss', { formId: 'form-of-hers-0002', 't1-amount': '500', 't1-at': '10 minutes ago', do: 'send' }));
  await read('erase', mary.get('/me/erase'));
  await read('erase: not ticked', mary.send('/me/erase', {}), 422);
  await read('erased', mary.send('/me/erase', { sure: 'yes' }));

  // A child waits for the guardian.
  const tom = telephone();
  await tom.get('/join');
  await done(tom.send('/join', CHILD));
  const waiting = await read('child: waits', tom.get('/me'));
  await read('child: data', tom.get('/me/data'));
  await under.database.query.updateTable('citizen_consents').set({ version: 0 }).where('purpose', '=', 'guardian').execute();
  await read('child: the guardian reads again', tom.get('/me'));
  await under.database.query.updateTable('citizen_consents').set({ version: 1 }).where('purpose', '=', 'guardian').execute();
  await prove('赵', codeOn(waiting), '13900139000');
  await read('child: registered', tom.get('/me'));
  await read('child: check-up', tom.get('/me/check-up'));
  await read('child: export', tom.get('/me/export'));
}
