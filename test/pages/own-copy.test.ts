import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enter, warning } from '../storage/dissuasion-under-test.ts';
import { type CitizenTelephone, citizenTelephone } from './citizen-telephone.ts';
import { type DeskUnderTest, openDesk } from './desk-under-test.ts';

const PHONE = '13800138000';
const REASON = '先垫钱再返利，就是刷单骗局';

let under: DeskUnderTest;
let phone: CitizenTelephone;
beforeEach(async () => {
  under = await openDesk();
  phone = citizenTelephone(under);
  await phone.get('/join');
  const profile = { name: '张阿姨', ageBand: '60-69', job: 'retired', grid: '', place: '' };
  await phone.send('/join', { ...profile, 'consent-profile': '1', 'consent-exposure': '1' });
  const code = (/class="me-digits number">([\d ]+)</.exec(await phone.page('/me'))?.[1] ?? '').replaceAll(' ', '');
  const wang = await under.signIn('王');
  await wang.send('/console/citizens/prove', { code, number: PHONE });
  await phone.send('/message', { text: '我刚给骗子转了两万块钱，怎么办' });
  await phone.send('/stop-loss', {
    formId: 'form-of-his-0001',
    't1-amount': '2万',
    't1-at': '10分钟前',
    't1-way': 'bank',
    't1-account': '6222021001036221014',
    phone: PHONE,
    story: '群里叫我做任务返利',
    do: 'send',
  });
  await enter(under, warning('w1', 'low', { person: { ...warning('w1').person, phone: PHONE } }));
  const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
  await wang.send(`/console/cases/${id}/claim`);
  const noted = await wang.send(`/console/cases/${id}/note`, { text: '内部看法：他可能还在群里', form: 'form-note-1' });
  const judged = await wang.send(`/console/cases/${id}/judge`, {
    colour: 'red',
    type: 'task-rebate',
    reason: REASON,
    form: 'form-judge-1',
  });
  expect([noted.status, judged.status]).toEqual([303, 303]);
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const closeWarnings = () => under.database.query.updateTable('warnings').set({ closed_at: under.clock.now, status: 'closed' }).execute();

const CLOSED_WARNING = /收到，.{1,30}办结/;

/** The words of the page, without its tags. */
const read = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ');

describe('the copy that a citizen takes himself', () => {
  it('has in it what the machine and the officers made of it, and what he filled in', async () => {
    const [row] = await under.database.query.selectFrom('cases').select('number').execute();
    const [lead] = await under.database.query.selectFrom('stop_leads').select('number').execute();
    const page = read(await phone.page('/me/export'));
    for (const part of [
      '机器判断：红',
      `工单${row?.number}`,
      `人工判断：红 · 像诈骗，理由：${REASON}`,
      `线索${lead?.number}：`,
      '群里叫我做任务返利',
      '金额：20000.00元',
      '6222021001036221014',
      '接线员之间的内部记录不在这里面',
    ])
      expect(page).toContain(part);
    expect(page).not.toContain('内部看法');
  });

  it('lists a warning about his number once it is closed: whoever steers him reads with him', async () => {
    expect(read(await phone.page('/me/export'))).not.toMatch(CLOSED_WARNING);
    expect(JSON.parse(await (await phone.get('/me/export.json')).text())).toMatchObject({ warnings: [] });
    await closeWarnings();
    expect(read(await phone.page('/me/export'))).toMatch(CLOSED_WARNING);
  });

  it('is a file whose every time is written out', async () => {
    await closeWarnings();
    const file = await phone.get('/me/export.json');
    expect(file.headers.get('content-type')).toContain('application/json');
    const text = await file.text();
    expect(text).not.toContain('内部看法');
    // Milliseconds since 1970 would be thirteen digits, bare.
    expect(text.match(/: \d{13}\b/g)).toBeNull();
    const copy = JSON.parse(text) as Record<string, unknown>;
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(copy).toMatchObject({
      exportedAt: time,
      signedInAt: [time],
      conversations: [
        {
          messages: expect.arrayContaining([expect.objectContaining({ author: 'bot', at: time })]),
          cases: [{ at: time, judgements: [{ at: time, colour: 'red', reason: REASON }] }],
          stopLeads: [{ told: { story: '群里叫我做任务返利' }, transfers: [{ amount: 2_000_000, at: time }] }],
        },
      ],
      warnings: [{ tier: 'low', at: time, closedAt: time }],
    });
  });

  it('reads in English for whoever reads English', async () => {
    phone.jar.set('speaks', 'en');
    const page = read(await phone.page('/me/export'));
    for (const part of ['an officer judged: Red', 'Amount: 20000.00 yuan', 'Warnings about your phone number', 'Notes that officers wrote'])
      expect(page).toContain(part);
  });
});
