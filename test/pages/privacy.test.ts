import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TERMS_VERSION } from '../../src/conversation/terms.ts';
import { noticeParts } from '../../src/pages/citizen/privacy-words.ts';
import { OWN_MACHINE } from '../../src/routes/runtime.ts';
import { type CitizenTelephone, citizenTelephone } from './citizen-telephone.ts';
import { type DeskUnderTest, openDesk } from './desk-under-test.ts';

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk({}, { KEEP_MESSAGES_DAYS: '77', KEEP_CASES_DAYS: '777', STOP_LEAD_KEEP_DAYS: '55', WARNING_KEEP_DAYS: '44' });
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});
const telephone = (): CitizenTelephone => citizenTelephone(under);
const shown = () => under.database.query.selectFrom('terms_shown').select(['version', 'channel', 'conversation_id']).execute();

describe('the notice', () => {
  it('stands one touch from where one writes, in both languages, with the days as they are set', async () => {
    expect(await telephone().page('/')).toContain('href="/privacy"');
    const html = await telephone().page('/privacy');
    for (const days of ['77天', '777天', '55天', '44天', '77 days', '777 days', '55 days', '44 days']) expect(html).toContain(days);
    expect(html).toContain(`第${TERMS_VERSION}版`);
    expect(html).toContain('打110');
    const { zh, en } = noticeParts(under.deps.config, OWN_MACHINE);
    expect(zh.length).toBe(en.length);
    expect(
      en.flatMap(({ title, lines }) => [title, ...lines]).filter((line) => /(?!湖州)\p{Script=Han}{2}/u.test(line.replace('湖州', ''))),
    ).toEqual([]);
  });

  it('says what goes abroad where such a channel is on, and that nothing does where none is', () => {
    const linesOf = (changes: object): string => JSON.stringify(noticeParts({ ...under.deps.config, ...changes }, OWN_MACHINE));
    expect(linesOf({})).toContain('不出境');
    for (const changes of [{ TELEGRAM_BOT_TOKEN: 'x' }, { TWILIO_AUTH_TOKEN: ['x'] }]) {
      expect(linesOf(changes)).toContain('境外');
      expect(linesOf(changes)).not.toContain('不出境');
    }
    const elsewhere = JSON.stringify(noticeParts(under.deps.config, { storedAbroad: true }));
    expect([elsewhere.includes('存在境外'), elsewhere.includes('不出境'), elsewhere.includes('servers in China')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([linesOf({}).includes('另一个模型'), linesOf({ SECOND_READER_URL: 'http://x' }).includes('另一个模型')]).toEqual([false, true]);
  });

  it('is known to have been shown to whoever writes, once, and goes with nobody’s name', async () => {
    const phone = telephone();
    await phone.send('/message', { text: '有人叫我转账' });
    await phone.send('/message', { text: '他又打来了' });
    expect(await shown()).toEqual([{ version: TERMS_VERSION, channel: 'page', conversation_id: expect.stringMatching(/^web:/) }]);
    // Who writes through a program of his own was shown nothing.
    await under.chat({ text: '有人叫我转账' });
    expect(await shown()).toHaveLength(1);
  });
});

describe('a copy for the citizen', () => {
  it('is given by a supervisor with a reason, holds what was decided and why, and nothing internal', async () => {
    const { caseId, number } = await under.call('我刚给骗子转了两万块钱，怎么办');
    const [wang, boss] = [await under.signIn('王警官'), await under.signIn('周主管', 'supervisor')];
    const to = (act: string, fields: Record<string, string> = {}) => wang.send(`/console/cases/${caseId}/${act}`, fields);
    await to('claim');
    await to('note', { text: '内部：像上周那一伙' });
    await to('judge', { form: 'judge-0001', colour: 'red', type: '', reason: '对方要他先垫钱' });
    const ask = (fields: Record<string, string>) => boss.send('/console/keeping/copy', { number, as: 'text', ...fields });
    expect((await ask({ reason: '看' })).status).toBe(422);
    expect((await ask({ reason: '本人到窗口核实', number: 'A000999' })).status).toBe(422);
    expect((await wang.send('/console/keeping/copy', { number, reason: '本人到窗口核实' })).status).toBe(403);
    const text = await (await ask({ reason: '本人到窗口核实' })).text();
    for (const said of ['我刚给骗子转了两万块钱', number, '对方要他先垫钱', '机器判断', '理由']) expect(text).toContain(said);
    expect(text).not.toContain('像上周那一伙');
    const json = await (await ask({ reason: '本人到窗口核实', as: 'json' })).json();
    expect(json).toMatchObject({ cases: [{ number, judgements: [{ reason: '对方要他先垫钱' }] }] });
    const rows = await under.storage.auditRows({ action: 'consult.exported' }, 10, true);
    expect(rows.map(({ officer, reason }) => [officer, reason])).toEqual(
      Array(2).fill(['周主管', { state: 'open', text: '本人到窗口核实' }]),
    );
  });

  it('is in English for whoever chose English on the page where he wrote', async () => {
    const foreigner = telephone();
    foreigner.jar.set('speaks', 'en');
    await foreigner.send('/message', {
      text: 'I just sent 20000 yuan to the police who told me to move it to a safe account',
      id: 'form-0000001',
    });
    const { number } = await under.database.query.selectFrom('cases').select('number').executeTakeFirstOrThrow();
    const boss = await under.signIn('周主管', 'supervisor');
    const asked = { number, reason: '本人到窗口核实', as: 'text' };
    const text = await (await boss.send('/console/keeping/copy', asked)).text();
    for (const said of ['I just sent 20000 yuan', `Case ${number}: registered`, 'The machine judged: Red · likely a scam (', 'Reason: “'])
      expect(text).toContain(said);
    expect(text.replace('反诈一哥', '')).not.toMatch(/[\p{Script=Han}，：]/u);
  });
});

describe('consents', () => {
  it('say through what they were given and taken back', async () => {
    const phone = telephone();
    await phone.get('/join');
    await phone.send('/join', {
      name: '张阿姨',
      ageBand: '60-69',
      job: 'retired',
      grid: '',
      place: '',
      'consent-profile': '1',
      'consent-teaching': '1',
    });
    await phone.send('/me/consents', { purpose: 'teaching', version: '1', act: 'withdraw' });
    const { id } = await under.database.query.selectFrom('citizens').select('id').executeTakeFirstOrThrow();
    const kept = await under.storage.citizenConsents(id);
    expect(kept.map(({ purpose, givenThrough, withdrawnThrough }) => [purpose, givenThrough, withdrawnThrough]).sort()).toEqual([
      ['profile', 'page', null],
      ['teaching', 'page', 'page'],
    ]);
  });
});
