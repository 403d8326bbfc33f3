import { describe, expect, it, vi } from 'vitest';
import { CLIPPED_AT, clipText, LONGEST_JUDGED } from '../../src/conversation/clip-text.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { speaking } from '../../src/detection/judging-by.ts';
import { listedAs, withListed } from '../../src/lookups/list-hearing.ts';
import type { ListRules } from '../../src/lookups/list-rules.ts';
import { lookUpTyped } from '../../src/lookups/look-up.ts';
import { identifiersIn } from '../../src/lookups/note-report.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { startTalk } from '../conversation/talk.ts';

const detector = createDetector(await loadLibraryForTests());
const counts = { report: 0, closing: 1, 'stop-lead': 0, import: 0, partner: 0 };
const storage = { lookUp: async () => ({ exact: { id: 'x', counts, firstAt: 0, lastAt: 0, type: null }, sameSite: null }) };
const rules = { lifetimes: {}, redSources: ['closing'], redReports: null } as unknown as ListRules;

describe('the list in chat', () => {
  it('is a reason of its own for a bare number, and raises', async () => {
    const listed = await listedAs(storage, rules, '13800001234');
    expect(listed?.colour).toBe('red');
    const { verdict } = withListed(detector, listed).judge('13800001234');
    expect(verdict.colour).toBe('red');
    expect(verdict.reasons[0]).toMatchObject({ quote: '13800001234', why: '值班民警查实的骗局里出现过它' });
  });

  it.each([
    '13800001234',
    'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
    '0x52908400098527886E0F7030069857D2E4169EE7',
    'http://1.2.3.4/',
    'https://a_b.evil.top/x',
    'http://[2001:db8::1]/x',
    'https://evil.top/?a=b@c',
    '6222021001987654',
  ])('looks %s up as the page of the list does', async (written) => {
    const lookUp = vi.fn(storage.lookUp);
    const noting = { lookUp: (...found: unknown[]) => lookUp(...(found as [])) };
    expect(await listedAs(noting, rules, written)).not.toBeNull();
    await lookUpTyped(noting, rules, written);
    expect(lookUp.mock.calls[0]).toEqual(lookUp.mock.calls[1]);
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  it('says in the reply what the card says not to do', async () => {
    const { reply, verdict } = startTalk(withListed(detector, await listedAs(storage, rules, '13800001234'))).say('13800001234');
    expect(verdict?.advice.dont).toBe('先别转账、别点开、别回拨');
    expect(reply.split('\n')[0]).toContain('先别转账、别点开、别回拨');
    const english = speaking(withListed(detector, await listedAs(storage, rules, '13800001234', 'en')), 'en');
    const told = startTalk(english).say('13800001234');
    expect(told.verdict?.advice.dont).toBe('Do not pay, open or call back');
    expect(told.reply).toContain('Do not pay, open or call back');
  });

  it('says nothing of all else that was told in the same matter', async () => {
    const listed = await listedAs(storage, rules, '13800001234');
    const told = ['有人打电话来问我要不要办贷款', '13800001234'];
    const talk = startTalk(withListed(detector, listed));
    const [, last] = told.map((text) => talk.say(text));
    expect(last?.verdict?.colour).toBe('red');
    expect(last?.verdict?.reasons.map(({ quote }) => quote)).toContain('13800001234');
    for (const { id, quote } of last?.verdict?.reasons ?? []) if (id === 'reported-list') expect(quote).toBe('13800001234');
    expect(last?.reply).not.toContain(told[0]);
  });

  it('never lowers, and says nothing of a whole text', async () => {
    const scam = '【ETC】您的ETC已停用，请点击 etc-renew.top 认证，今日失效';
    const own = detector.judge(scam).verdict;
    expect(withListed(detector, { colour: 'yellow', why: 'x' }).judge(scam).verdict.colour).toBe(own.colour);
    expect(await listedAs(storage, rules, scam)).toBeNull();
    expect(withListed(detector, null)).toBe(detector);
  });
});

describe('a report in chat', () => {
  it('names what is reported, as it was written, and not what is his own', () => {
    const text = '我要举报 https://Bad-Bank.top/Pay 还有电话13911112222，我的电话是13800001234，我的卡号6222000011112222';
    expect(identifiersIn(detector.analyse(text), 'loan')).toEqual([
      { kind: 'link', value: 'https://Bad-Bank.top/Pay', type: 'loan' },
      { kind: 'phone', value: '13911112222', type: 'loan' },
    ]);
  });

  it.each(['举报他冒充我，身份证330501196512123344', '身份证号33050119651212334X被人拿去贷款了'])(
    'names nobody’s identity card: %s',
    (text) => {
      expect(identifiersIn(detector.analyse(text), null)).toEqual([]);
    },
  );

  it('names an account as long as one', () => {
    expect(identifiersIn(detector.analyse('举报，让我转到6222021001987654'), null)).toEqual([
      { kind: 'account', value: '6222021001987654', type: null },
    ]);
  });

  it('names nothing of which the cut of a long text has left a piece', () => {
    const [piece, phone] = ['https://bad-bank.top', '13911113333'];
    const filled = '。'.repeat(LONGEST_JUDGED);
    for (const [whole, left] of [
      [`${'我要举报13911112222'.padEnd(CLIPPED_AT - piece.length, '。')}${piece}.honest-site.com/pay${filled}`, piece],
      [`我要举报13911112222${filled}62220210${phone.padEnd(CLIPPED_AT, '。')}`, phone],
    ] as const) {
      const analysis = detector.analyse(clipText(whole).text);
      expect(identifiersIn(analysis, null).map(({ value }) => value)).toEqual(expect.arrayContaining(['13911112222', left]));
      expect(identifiersIn(analysis, null, CLIPPED_AT).map(({ value }) => value)).toEqual(['13911112222']);
    }
  });
});
