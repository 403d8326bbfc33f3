import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colourCountsBy } from '../../src/pages/console/colour-counts.ts';
import { countClosings } from '../../src/pages/console/numbers-closings.tsx';
import { waitedClock, waitedWord } from '../../src/pages/console/waited-word.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

const NUMBERS = '/console/numbers';
const SECOND = 1000;

let under: DeskUnderTest;
let boss: Colleague;
let wang: Colleague;
beforeEach(async () => {
  under = await openDesk();
  boss = await under.signIn('钱主管', 'supervisor');
  wang = await under.signIn('王警官');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const page = async (path = NUMBERS, who = boss): Promise<string> => (await who.get(path)).text();
/** The texts of a table's row that begins with this heading. */
function row(html: string, heading: string): readonly string[] {
  const rows = [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, cells = '']) =>
    [...cells.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '').trim()),
  );
  return rows.find(([first]) => first === heading)?.slice(1) ?? [];
}
/** So many cases that a human answered after so many seconds. */
async function answered(seconds: readonly number[]): Promise<void> {
  for (const took of seconds) {
    const { caseId } = await under.call();
    await under.storage.claimCase(caseId, wang.id);
    await under.database.query
      .updateTable('cases')
      .set({ answered_at: under.clock.now + took * SECOND, owner_id: wang.id })
      .where('id', '=', caseId)
      .execute();
    under.clock.now += SECOND;
  }
}

describe('the numbers', () => {
  it('show what became of the money of the stop leads, sum by sum', async () => {
    const form = {
      formId: 'form-of-his-0001',
      't1-amount': '20000',
      't1-at': '10分钟前',
      't1-way': 'bank',
      phone: '13800001234',
      do: 'send',
    };
    expect((await browser(under).send('/stop-loss', form)).status).toBe(303);
    const { id } = await under.database.query.selectFrom('stop_leads').select('id').executeTakeFirstOrThrow();
    let acts = 0;
    const press = async (what: string, fields: Record<string, string>): Promise<void> => {
      const answer = await wang.send(`/console/stop-leads/${id}/${what}`, { formId: `press-0000${acts}`, seen: String(acts), ...fields });
      expect([what, answer.status]).toEqual([what, 303]);
      acts = (await under.database.query.selectFrom('stop_leads').select('acts').executeTakeFirstOrThrow()).acts;
    };
    await press('take', {});
    await press('check', { way: 'rang-back', result: 'confirmed' });
    await press('send', { way: 'sheet', version: '1' });
    await press('answer', { position: '1', stopped: '15000', own: '10000', others: '5000', returned: '3000' });
    const html = await page();
    const all = (sum: string): readonly string[] => [sum, sum, sum];
    expect(row(html, '已交公安')).toEqual(all('1'));
    expect(row(html, '报来的金额')).toEqual(all('¥20,000'));
    expect(row(html, '止付金额')).toEqual(all('¥15,000'));
    expect(row(html, '其中本人份额')).toEqual(all('¥10,000'));
    expect(row(html, '其中他人份额')).toEqual(all('¥5,000'));
    expect(row(html, '已返还')).toEqual(all('¥3,000'));
  });

  it('are for supervisors and administrators', async () => {
    for (const [role, status] of [
      ['officer', 403],
      ['librarian', 403],
      ['supervisor', 200],
      ['administrator', 200],
    ] as const)
      expect([role, (await (await under.signIn(role, role)).get(NUMBERS)).status]).toEqual([role, status]);
  });

  it('say of an empty desk that nobody waits, and invent nothing', async () => {
    const html = await page();
    expect(html).toContain('没有人在等');
    expect(row(html, '今天')).toEqual(['0', '0', '–', '–']);
    expect(html).not.toContain('NaN');
    expect(html).not.toMatch(/<script(?![^>]*src=)|style="/);
  });

  it('show who waits at this moment, by urgency', async () => {
    await under.call('骗子正在让我转账，我该怎么办，救命');
    under.clock.now += 65 * SECOND;
    const html = await page();
    expect(html).toMatch(/P0<\/span> 火急/);
    expect(html).toContain('>01:05</time>');
    expect(html).toContain('data-waiting="1"');
  });

  it('tell half and nearly all only of five cases or more', async () => {
    await answered([10, 20, 30, 40]);
    expect(row(await page(), '今天')).toEqual(['4', '4', '少于5', '少于5']);
    expect(row(await page(), '王警官')).toEqual(['4', '少于5', '少于5']);
    await answered([200]);
    const html = await page();
    expect(row(html, '今天')).toEqual(['5', '5', '30秒', '3分20秒']);
    expect(row(html, '王警官')).toEqual(['5', '30秒', '3分20秒']);
    expect(html).toContain('>3:20</text>');
  });

  it('count a case of yesterday\u2019s last second not today, but within seven days', async () => {
    // 20 November 2026, 00:00 in Shanghai.
    const midnight = Date.UTC(2026, 10, 19, 16);
    const start = under.clock.now;
    under.clock.now = midnight - 1;
    await under.call();
    under.clock.now = midnight;
    await under.call();
    under.clock.now = start;
    const html = await page();
    expect([row(html, '今天')[0], row(html, '7天')[0], row(html, '30天')[0]]).toEqual(['1', '2', '2']);
  });

  it('show the closing of a case: what it was, what the machine had said, what was lost and saved', async () => {
    const { caseId } = await under.call();
    await under.database.query
      .updateTable('cases')
      .set({ status: 'closed', closed_at: under.clock.now, truth: 'false-alarm', lost: 1_234_50, saved: 2_000_00 })
      .where('id', '=', caseId)
      .execute();
    const html = await page();
    expect(row(html, '误报')[0]).toBe('1');
    expect(row(html, '冤枉：误报，机器判红')).toEqual(['1', '1', '1']);
    expect(row(html, '漏了：真诈骗，机器判绿')).toEqual(['0', '0', '0']);
    expect(row(html, '已损失')[0]).toBe('¥1,234.5');
    expect(row(html, '已拦下')[0]).toBe('¥2,000');
  });

  it('show what the machine said, by type and by channel', async () => {
    await under.call();
    await under.chat({ text: '您好' });
    const html = await page();
    const [, red, , , total, called] = row(html, '网页');
    expect([red, total, called]).toEqual(['1', '2', '1']);
    expect(html).toContain('最近30天');
    // And nothing of what anybody wrote.
    expect(html).not.toContain('两万');
  });

  it('name the patterns that conversations met, each conversation once', async () => {
    expect(await page()).toContain('没有对话碰到库里的套路');
    const text = '我是公安局的，您涉嫌洗钱，请把钱转到安全账户接受审查，不许告诉家人';
    const { conversation } = await under.chat({ text });
    await under.chat({ text, conversation, clientMessageId: 'again' });
    await under.chat({ text });
    const [hit] = await under.database.query.selectFrom('pattern_hits').select('pattern').execute();
    const title = (await loadLibraryForTests()).patterns.find(({ id }) => id === hit?.pattern)?.title ?? '?';
    expect(row(await page(), title)).toEqual(['2']);
  });

  it('are counted at most every ten seconds for pages that are open, and anew for whoever opens one', async () => {
    const count = async (path: string): Promise<string | undefined> => row(await page(path), '今天')[0];
    const fragment = `${NUMBERS}?fragment=1`;
    expect(await count(NUMBERS)).toBe('0');
    await under.call();
    under.clock.now += 9_999;
    expect(await count(fragment)).toBe('0');
    under.clock.now += 1;
    expect(await count(fragment)).toBe('1');
    await under.call();
    expect(await count(fragment)).toBe('1');
    expect(await count(NUMBERS)).toBe('2');
    expect(await count(fragment)).toBe('2');
  });

  it('keep the verdicts of past days when a new day begins', async () => {
    await under.call();
    await page();
    under.clock.now += 24 * 3_600_000;
    await under.call();
    const html = await page(`${NUMBERS}?period=week`, await under.signIn('新主管', 'supervisor'));
    expect(row(html, '网页')[4]).toBe('2');
    expect(row(await page(`${NUMBERS}?period=today`, await under.signIn('又一位', 'supervisor')), '网页')[4]).toBe('1');
  });

  it('speak English too, and take no period that does not exist', async () => {
    const english = await (await boss.get(`${NUMBERS}?period=%3Cb%3E`, { cookie: `${boss.cookie}; language=en` })).text();
    for (const word of ['Time to the first human answer', 'Nobody is waiting.', '7 days', '95 %']) expect(english).toContain(word);
    expect(english).toContain('href="/console/numbers?period=week" aria-current="page"');
  });
});

describe('what they are made of', () => {
  it('orders types by their warnings', () => {
    const of = (type: string | null, colour: 'red' | 'yellow' | 'green' | null, count: number) => ({
      day: 1,
      type,
      colour,
      channel: 'web',
      count,
      escalated: colour === 'red' ? 1 : 0,
    });
    const lines = colourCountsBy(
      [of('a', 'green', 90), of('b', 'red', 2), of('b', 'yellow', 3), of('a', 'red', 4), of(null, null, 7)],
      (one) => one.type,
    );
    expect(lines.map(({ key }) => key)).toEqual(['b', 'a', null]);
    expect(lines[0]?.counts).toEqual({ red: 2, yellow: 3, green: 0, none: 0, total: 5, escalated: 1 });
    expect(lines[2]?.counts.none).toBe(7);
  });

  it('tells misses from false alarms', () => {
    const close = (truth: 'scam' | 'false-alarm' | 'unclear', colour: 'red' | 'yellow' | 'green' | null, closedAt = 10) => ({
      closedAt,
      truth,
      colour,
      lost: 100,
      saved: 1,
    });
    const closings = [
      close('scam', 'green'),
      close('scam', 'yellow'),
      close('scam', 'yellow'),
      close('scam', 'red'),
      close('scam', null),
      close('false-alarm', 'red'),
      close('false-alarm', 'yellow'),
      close('unclear', 'red'),
      close('scam', 'green', 9),
    ];
    const callBacks = { unreached: 0, overdue: 0, givenUpAt: [9, 10] };
    expect(countClosings({ closings, returns: [9, 10, 11], callBacks }, 10)).toEqual({
      closed: 8,
      scam: 5,
      falseAlarm: 2,
      unclear: 1,
      missedGreen: 1,
      missedYellow: 2,
      falseRed: 1,
      lost: 800,
      saved: 8,
      returned: 2,
      givenUp: 1,
    });
  });

  it.each([
    [0, '0秒', '0 s', '0:00'],
    [59_999, '59秒', '59 s', '0:59'],
    [60_000, '1分00秒', '1 min 00 s', '1:00'],
    [3_599_999, '59分59秒', '59 min 59 s', '59:59'],
    [3_900_000, '1时05分', '1 h 05 min', '1:05:00'],
    [90_000_000, '1天1时', '1 d 1 h', '25:00:00'],
  ])('tells %i ms as %s', (ms, chinese, english, clock) => {
    expect([waitedWord(ms, 'zh-CN'), waitedWord(ms, 'en'), waitedClock(ms)]).toEqual([chinese, english, clock]);
  });
});
