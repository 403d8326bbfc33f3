import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { listedAs, withListed } from '../../src/lookups/list-hearing.ts';
import type { ListRules } from '../../src/lookups/list-rules.ts';
import { identifiersIn } from '../../src/lookups/note-report.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

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
    expect(identifiersIn(detector, text, 'loan')).toEqual([
      { kind: 'link', value: 'https://Bad-Bank.top/Pay', type: 'loan' },
      { kind: 'phone', value: '13911112222', type: 'loan' },
    ]);
  });

  it.each(['举报他冒充我，身份证330501196512123344', '身份证号33050119651212334X被人拿去贷款了'])(
    'names nobody’s identity card: %s',
    (text) => {
      expect(identifiersIn(detector, text, null)).toEqual([]);
    },
  );

  it('names an account as long as one', () => {
    expect(identifiersIn(detector, '举报，让我转到6222021001987654', null)).toEqual([
      { kind: 'account', value: '6222021001987654', type: null },
    ]);
  });
});
