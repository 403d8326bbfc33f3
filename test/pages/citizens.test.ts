import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECK_UP_BANK } from '../../src/citizens/check-up-bank.ts';
import { type CitizenTelephone, citizenTelephone } from './citizen-telephone.ts';
import { type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { readHtml } from './html-reader.ts';

const DAY = 24 * 3_600_000;
const NEVER = '绿码的人也被骗过。此码不能证明任何人可信。';
const PROFILE = { name: '独特的张阿姨', ageBand: '60-69', job: 'retired', grid: 'g1', place: '', 'consent-profile': '1' };

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk();
  const grid = { town: '织里', kind: 'village' as const, people: 300, created_at: 0 };
  for (const [id, name] of [
    ['g1', '朝阳'],
    ['g2', '朝阳新村'],
  ] as const)
    await under.database.query
      .insertInto('grids')
      .values({ id, name, ...grid })
      .execute();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const telephone = (): CitizenTelephone => citizenTelephone(under);
async function registered(changes: Record<string, string> = {}) {
  const phone = telephone();
  await phone.get('/join?g=g1');
  const answer = await phone.send('/join', { ...PROFILE, ...changes });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/me']);
  return phone;
}
const codeOn = (html: string): string => (/class="me-digits number">([\d ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');
async function checkUp(phone: CitizenTelephone, right: boolean): Promise<string> {
  const html = await phone.page('/me/check-up');
  const attempt = /name="attempt" value="(\d+)"/.exec(html)?.[1] ?? '';
  const ids = [...new Set([...html.matchAll(/name="q-([\w-]+)"/g)].map(([, id = '']) => id))];
  expect(ids).toHaveLength(10);
  const answers = ids.map((id) => {
    const question = CHECK_UP_BANK.find((one) => one.id === id);
    return [`q-${id}`, String(right ? question?.right : ((question?.right ?? 0) + 1) % 3)];
  });
  const answer = await phone.send('/me/check-up', { attempt, ...Object.fromEntries(answers) });
  expect(answer.status).toBe(303);
  return phone.page(answer.headers.get('location') ?? '');
}

describe('registration', () => {
  it('knows the grid of the QR code, keeps what was typed, and asks for nothing else', async () => {
    const phone = telephone();
    const html = await phone.page('/join?g=g1');
    expect(html).toMatch(/value="g1" checked/);
    expect(html).toContain('href="/"');
    // The buttons above every page have a field of their own.
    const fields = readHtml(html.slice(html.indexOf('<main'), html.indexOf('</main>') + '</main>'.length))
      .elements.filter(({ tag }) => tag === 'input')
      .map(({ attributes }) => attributes.name);
    expect(new Set(fields.filter((name) => !name?.startsWith('consent-')))).toEqual(
      new Set(['name', 'ageBand', 'job', 'grid', 'place', 'guardian']),
    );
    const refused = await phone.send('/join', { name: '张阿姨', place: '织里' });
    const again = await refused.text();
    expect([refused.status, again.includes('value="张阿姨"'), again.includes('是下面哪一个')]).toEqual([422, true, true]);
    expect(again).toContain('请选一个年龄段');
    expect(await (await phone.send('/join', { ...PROFILE, 'consent-profile': '' })).text()).toContain('打勾');
    expect(await (await phone.send('/join', { ...PROFILE, 'consent-profile': '99' })).text()).toContain('打勾');
  });

  it('needs cookies, happens once, and leads who is registered to his code', async () => {
    expect((await telephone().send('/join', PROFILE)).status).toBe(422);
    const phone = await registered();
    expect((await phone.get('/join')).headers.get('location')).toBe('/me');
    await phone.send('/join', PROFILE);
    expect(await under.database.query.selectFrom('citizens').select('id').execute()).toHaveLength(1);
  });

  it('of a child waits for its guardian', async () => {
    const phone = telephone();
    await phone.get('/join');
    const child = { ...PROFILE, ageBand: 'under14', job: 'student' };
    expect((await phone.send('/join', child)).status).toBe(422);
    expect((await phone.send('/join', { ...child, guardian: '李妈妈' })).status).toBe(422);
    expect((await phone.send('/join', { ...child, guardian: '李妈妈', 'consent-guardian': '1' })).status).toBe(303);
    const html = await phone.page('/me');
    expect([html.includes('还差监护人确认'), html.includes('me-code-')]).toEqual([true, false]);
    expect((await phone.get('/me/check-up')).status).toBe(303);
    // It does not make itself older to need none; everything else it corrects.
    const older = { ...child, ageBand: '14-17', name: '小李' };
    const refused = await phone.send('/me/profile', older);
    expect([refused.status, (await refused.text()).includes('年龄不能在这里改大。选错了年龄，请打2250000')]).toEqual([422, true]);
    expect((await phone.send('/me/profile', { ...child, name: '小李', guardian: '李妈妈' })).status).toBe(303);
    const { id } = await under.database.query.selectFrom('citizens').select('id').executeTakeFirstOrThrow();
    expect(await under.storage.readCitizen(id)).toMatchObject({ name: '小李', ageBand: 'under14' });
    const wang = await under.signIn('王');
    await wang.send('/console/citizens/prove', { code: codeOn(html), number: '13900139000' });
    expect(await phone.page('/me')).toContain('me-code-yellow');
    expect((await phone.send('/me/profile', older)).status).toBe(303);
    // The telephone that was the guardian's is not the child's own.
    const prove = { code: codeOn(await phone.page('/me')), number: '13900139000' };
    expect(await (await wang.send('/console/citizens/prove', prove)).text()).toContain('孩子和监护人不能用同一个号码');
  });
});

describe('the personal code', () => {
  it('is for its holder alone and says so; no address shows it to others', async () => {
    const phone = await registered();
    const answer = await phone.get('/me');
    const html = await answer.text();
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([html.includes(NEVER), html.includes('黄码'), html.includes('me-code-yellow')]).toEqual([true, true, true]);
    // A picture of the page names nobody.
    expect(html).not.toContain(PROFILE.name);
    expect(html).toContain('怎么算的');
    const addresses = readHtml(html).elements.flatMap(({ attributes: { href, src } }) => [href, src].filter((one) => one !== undefined));
    expect(addresses.filter((address) => /^\/me/.test(address)).every((address) => !address.includes('?'))).toBe(true);
    const stranger = await telephone().page('/me');
    expect([stranger.includes(PROFILE.name), stranger.includes('me-code-')]).toEqual([false, false]);
    for (const path of ['/me/data', '/me/export', '/me/export.json', '/me/erase', '/me/phone', '/me/check-up', '/me/check-up/1'])
      expect([path, (await telephone().get(path)).status]).toEqual([path, 303]);
  });

  it('moves with the check-up, whose every answer is explained', async () => {
    const phone = await registered();
    const missing = await phone.send('/me/check-up', { attempt: '1' });
    expect([missing.status, (await missing.text()).match(/这题还没选/g)?.length]).toEqual([422, 10]);
    const wrong = await checkUp(phone, false);
    expect(wrong.match(/✗ 答错/g)).toHaveLength(10);
    expect(await phone.page('/me')).toContain('me-code-red');
    expect((await phone.get('/me/check-up')).headers.get('location')).toBe('/me');
    const { id } = await under.database.query.selectFrom('citizens').select('id').executeTakeFirstOrThrow();
    await under.storage.noteTaught(id, 'task-rebate', 'quiz', 60);
    expect(await phone.page('/me')).toContain('还没学过防骗短课');
    await under.storage.noteTaught(id, 'task-rebate', 'quiz', 90);
    await under.storage.noteTaught(id, 'task-rebate', 'dialogue', 100);
    expect(await phone.page('/me')).toContain('学了1课');
    under.clock.now += 30 * DAY;
    expect((await checkUp(phone, true)).match(/✓ 答对/g)).toHaveLength(10);
    const html = await phone.page('/me');
    expect([html.includes('me-code-green'), html.includes(NEVER)]).toEqual([true, true]);
    // The form of the first attempt, sent late, changes nothing.
    await phone.send('/me/check-up', { attempt: '1' });
    expect(await under.database.query.selectFrom('citizen_check_ups').select('attempt').execute()).toHaveLength(2);
  });

  it('looks at his own chats only while he agrees, and lets the check-up be repeated after a matter', async () => {
    const phone = await registered({ 'consent-exposure': '1' });
    await checkUp(phone, true);
    under.clock.now += 1000;
    await phone.send('/message', { text: '我刚给骗子转了两万块钱，怎么办' });
    const html = await phone.page('/me');
    expect([html.includes('me-code-red'), html.includes('再做一次体检')]).toEqual([true, true]);
    await phone.send('/me/consents', { purpose: 'exposure', version: '1', act: 'withdraw' });
    expect(await phone.page('/me')).toContain('me-code-green');
  });

  it('is asked for consent again when its text has changed, and shows nothing before', async () => {
    const phone = await registered();
    await under.database.query.updateTable('citizen_consents').set({ version: 0 }).execute();
    const html = await phone.page('/me');
    expect([html.includes('说明改了'), html.includes('me-code-')]).toEqual([true, false]);
    expect((await phone.get('/me/export.json')).status).toBe(200);
    await phone.send('/me/consents', { purpose: 'profile', version: '0', act: 'give' });
    expect(await phone.page('/me')).toContain('说明改了');
    await phone.send('/me/consents', { purpose: 'profile', version: '1', act: 'give' });
    expect(await phone.page('/me')).toContain('me-code-yellow');
  });
});

describe('what a citizen may do with his data', () => {
  it('correct it, see devices, sign out', async () => {
    const phone = await registered();
    const bad = await phone.send('/me/profile', { ...PROFILE, name: '13800138000' });
    expect([bad.status, (await bad.text()).includes('不要写号码')]).toEqual([422, true]);
    expect((await phone.send('/me/profile', { ...PROFILE, name: '老张', grid: '', place: '朝阳新村' })).status).toBe(303);
    const html = await phone.page('/me/data');
    expect([html.includes('老张'), html.includes('织里 朝阳新村')]).toEqual([true, true]);
    await phone.send('/me/sign-out', { which: 'this' });
    expect(phone.jar.has('citizen')).toBe(false);
    expect(await phone.page('/me')).toContain('还没有您的登记');
  });

  it('take all of it out, and have it erased: nothing of him is readable in the database', async () => {
    const phone = await registered({ 'consent-exposure': '1', 'consent-teaching': '1' });
    const wang = await under.signIn('王');
    await wang.send('/console/citizens/prove', { code: codeOn(await phone.page('/me')), number: '13800138000' });
    await checkUp(phone, false);
    await phone.send('/message', { text: '独特的咨询：有人加我让我刷单' });
    const citizen = await under.storage.citizenByPhone('13800138000');
    await under.storage.noteTaught(citizen?.id ?? '', 'loan', 'quiz', 80);
    const before = (await (await phone.get('/me/export.json')).json()) as Record<string, unknown>;
    expect(before).toMatchObject({ lessons: [{ lesson: 'loan', kind: 'quiz', result: 80 }] });
    expect(before).toMatchObject({ profile: { name: PROFILE.name, phone: '13800138000', grid: { name: '朝阳' } } });
    expect(JSON.stringify(before)).toContain('独特的咨询');
    const read = await phone.page('/me/export');
    for (const value of [PROFILE.name, '13800138000', '独特的咨询', '小题，最好80分']) expect(read).toContain(value);
    expect((await phone.send('/me/consents', { purpose: 'profile', act: 'withdraw' })).headers.get('location')).toBe('/me/erase');
    expect((await phone.send('/me/erase', {})).status).toBe(422);
    const done = await phone.send('/me/erase', { sure: 'yes' });
    expect([done.status, (await done.text()).includes('已经注销')]).toEqual([200, true]);
    expect(await under.storage.citizenByPhone('13800138000')).toBeNull();
    expect(await phone.page('/me')).toContain('还没有您的登记');
    const bytes = await under.bytes();
    for (const value of [PROFILE.name, '13800138000', '独特的咨询']) expect([value, bytes.includes(value)]).toEqual([value, false]);
    const keys = await under.database.query.selectFrom('persons').select('key_wrapped').where('key_wrapped', 'is not', null).execute();
    expect(keys).toEqual([]);
  });

  it('leave nothing of a chat open elsewhere that goes on after they have signed out of its browser', async () => {
    const phone = await registered({ 'consent-exposure': '1' });
    await phone.send('/message', { text: '我自己说的话' });
    await phone.get('/me');
    const links = () => under.database.query.selectFrom('citizen_conversations').select('conversation_id').execute();
    expect(await links()).toHaveLength(1);
    await phone.send('/me/sign-out', { which: 'this' });
    expect(await links()).toEqual([]);
  });

  it('are told what stays: an open case', async () => {
    const phone = await registered({ 'consent-exposure': '1' });
    await phone.send('/message', { text: '我刚给骗子转了两万块钱，怎么办' });
    const done = await (await phone.send('/me/erase', { sure: 'yes' })).text();
    const { number } = await under.database.query.selectFrom('cases').select('number').executeTakeFirstOrThrow();
    expect(done).toContain(`工单${number}还没办完`);
    expect(await under.database.query.selectFrom('citizens').select('erased_at').where('erased_at', 'is', null).execute()).toEqual([]);
  });
});

describe('the telephone', () => {
  it('is proved by his own SMS, and he is answered politely', async () => {
    const { handleMessage } = await import('../../src/conversation/handle-message.ts');
    const text = async (body: string, id: string, from = '+8613800138000') =>
      (await handleMessage(under.deps, { channel: 'sms', external: `h${from}`, externalId: id, text: body, address: from }, true))
        .messages[0]?.text;
    const phone = await registered();
    const code = codeOn(await phone.page('/me'));
    expect(await text('987654321', 's0')).not.toContain('确认好了');
    expect(await text(`${code.slice(0, 3)} ${code.slice(3)}`, 's1')).toContain('手机号确认好了');
    expect(await text(`${code.slice(0, 3)} ${code.slice(3)}`, 's1')).toContain('手机号确认好了');
    expect(await text(code, 's2')).toContain('用过了');
    expect(await phone.page('/me')).not.toContain('me-digits');
    const other = telephone();
    const signIn = codeOn(await other.page('/me/sign-in'));
    expect(await text(signIn, 's3')).toContain('不是您自己在操作');
    expect(await other.page('/me')).toContain('me-code-');
    expect(await text('注册', 's4')).toContain('/join');
  });

  it('is proved by an officer who is told the code; a lost one by his link', async () => {
    const phone = await registered();
    const wang = await under.signIn('王');
    const code = codeOn(await phone.page('/me'));
    expect((await wang.send('/console/citizens/prove', { code: '999999999', number: '13800138000' })).status).toBe(422);
    const html = await (await wang.send('/console/citizens/prove', { code, number: '138 0013 8000' })).text();
    expect([html.includes('号码确认好了'), html.includes('…8000'), html.includes('13800138000'), html.includes(PROFILE.name)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await wang.send('/console/citizens/find', { sought: '13900139000' })).status).toBe(422);
    const found = await (await wang.send('/console/citizens/find', { sought: '13800138000' })).text();
    // The ledger: what for, which version, when, through what.
    expect(found).toMatch(/他同意过什么[\s\S]*登记我的信息[\s\S]*<time[\s\S]*网页[\s\S]*有效/);
    expect(found).not.toMatch(/me-code|[红黄绿]码/);
    const path = /action="(\/console\/citizens\/[^"]+\/link)"/.exec(found)?.[1] ?? '';
    const link = /\/me\/link\?t=([\w-]+)/.exec(await (await wang.send(path)).text())?.[1] ?? '';
    const other = telephone();
    expect(await other.page(`/me/link?t=${link}`)).toContain('在这台手机上进入');
    expect((await other.send('/me/link', { t: link })).headers.get('location')).toBe('/me');
    expect(await other.page('/me')).toContain('me-code-');
    expect((await telephone().send('/me/link', { t: link })).status).toBe(422);
    await wang.send(path.replace('/link', '/sign-out'));
    expect(await other.page('/me')).toContain('还没有您的登记');
    const audited = await under.database.query.selectFrom('audit').select('action').orderBy('seq').execute();
    expect(audited.map(({ action }) => action)).toEqual(['citizen.proved', 'citizen.found', 'citizen.linked', 'citizen.signed-out']);
  });
});
