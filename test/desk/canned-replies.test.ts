import { describe, expect, it } from 'vitest';
import { approvalIn } from '../../src/desk/approvals.ts';
import { CANNED_REPLIES } from '../../src/desk/canned-replies.ts';
import { fillReply, type ReplyFacts } from '../../src/desk/fill-reply.ts';
import { findReply, likelyReplies, searchReplies } from '../../src/desk/search-replies.ts';
import { STAGES } from '../../src/library/schema.ts';
import { replyLimitOf, sizeOf } from '../../src/pages/console/reply-limit.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { saysForbidden } from '../conversation/never-said.ts';

const { numbers, types } = await loadLibraryForTests();
const FACTS: ReplyFacts = { officer: '张丽', caseNumber: 'A123456', hotline: '2250000', type: null, money: null };
const FULL: ReplyFacts = {
  ...FACTS,
  officer: '二十个字的名字也要装得下才行这里正好二十',
  type: '虚假购物服务',
  money: { fromBank: '中国建设银行', payee: '欧阳某某某', amount: 123_456_789_01 },
};
const NUMBERS = new Set(Object.values(numbers).map(({ number }) => number));

describe('the prepared replies', () => {
  it('are about forty, each with a name of its own in both languages', () => {
    expect(CANNED_REPLIES.length).toBeGreaterThanOrEqual(40);
    for (const field of [({ id }) => id, ({ title }) => title.zh, ({ title }) => title.en] as ((
      one: (typeof CANNED_REPLIES)[0],
    ) => string)[])
      expect(new Set(CANNED_REPLIES.map(field)).size).toBe(CANNED_REPLIES.length);
    for (const { title } of CANNED_REPLIES) expect(title.en).toMatch(/^[A-Z0-9][\w ,:.'-]+$/);
  });

  it.each(CANNED_REPLIES)('$id: says nothing that a citizen could be hurt by, and is said whole on every channel', (reply) => {
    for (const facts of [FACTS, FULL, ...types.map(({ title }) => ({ ...FACTS, type: title.zh }))]) {
      const text = fillReply(reply, facts, numbers);
      expect(saysForbidden(text)).toEqual([]);
      expect(approvalIn(text)).toBeNull();
      expect(text).not.toMatch(/[{}]|undefined|null/);
      const { unit, most } = replyLimitOf('aliyun');
      expect(sizeOf(text, unit)).toBeLessThanOrEqual(most);
    }
  });

  it.each(CANNED_REPLIES)('$id: names no number that the library has not checked', ({ text }) => {
    for (const [number] of text.matchAll(/\d{3,}/g)) expect(NUMBERS).toContain(number);
  });

  it.each(CANNED_REPLIES)('$id: begins with a sentence that is complete in itself', ({ text }) => {
    const [first = ''] = text.split(/(?<=[。？])/u);
    expect(first).toMatch(/[。？]$/u);
    expect(first.length).toBeLessThanOrEqual(45);
    expect(text.length).toBeLessThanOrEqual(120);
  });

  it.each([
    ['', '付款银行客服（卡背面的电话）'],
    ['中国建设银行湖州分行', '建设银行客服95533'],
    ['建行', '建设银行客服95533'],
    ['中国银行', '中国银行客服95566'],
    ['中行', '中国银行客服95566'],
    ['村里的合作社', '付款银行客服（卡背面的电话）'],
  ])('name the bank of %s by a number that was checked', (bank, expected) => {
    expect(fillReply({ text: '打{bankCall}。' }, { ...FACTS, money: { fromBank: bank, payee: '', amount: null } }, numbers)).toBe(
      `打${expected}。`,
    );
  });

  it('say who was paid how much, or in general words', () => {
    const reply = { text: '{amount}给{payee}' };
    expect(fillReply(reply, FACTS, numbers)).toBe('那笔钱给对方');
    expect(fillReply(reply, { ...FACTS, money: { fromBank: '', payee: '张三', amount: 2_000_000 } }, numbers)).toBe('20,000元给张三');
  });

  it('leave what is no placeholder of theirs alone', () => {
    expect(fillReply({ text: '{nobody}{number}' }, FACTS, numbers)).toBe('{nobody}A123456');
  });
});

describe('looking for one', () => {
  it.each([
    ['止付', 'stop-payment'],
    ['共享屏幕', 'stop-sharing'],
    ['pay stop', 'stop-payment'],
    ['share screen', 'stop-sharing'],
    ['怎么停止共享屏幕', 'stop-sharing'],
    ['银行冻结', 'bank-call'],
    ['bank', 'bank-call'],
    ['追回', 'second-scam'],
    ['evidence', 'evidence'],
    ['证据', 'evidence'],
    ['轻生', 'despair'],
    ['老人', 'elder'],
    ['孩子', 'minor'],
    ['回电', 'callback'],
    ['金额', 'ask-amount'],
    ['几点', 'ask-time'],
    ['payee', 'ask-payee'],
    ['窗口', 'window'],
    ['结束', 'closing'],
    ['EVIDENSE', 'evidence'],
  ])('%s leads to %s among the first three', (query, id) => {
    expect(
      searchReplies(query)
        .slice(0, 3)
        .map((one) => one.id),
    ).toContain(id);
  });

  it('finds nothing where nothing is like it, and everything where nothing is asked', () => {
    expect(searchReplies('qqqxzzw')).toEqual([]);
    expect(searchReplies(' ，')).toBe(CANNED_REPLIES);
    expect(searchReplies('止'.repeat(5000)).length).toBeLessThan(9);
  });

  it('offers what fits before one looks, whatever has happened', () => {
    for (const stage of STAGES) expect(likelyReplies({ reason: 'human', stage }).length).toBeGreaterThan(3);
    expect(likelyReplies({ reason: 'emergency: paid', stage: 'seen' }).map(({ id }) => id)).toContain('stop-payment');
    expect(likelyReplies({ reason: 'despair', stage: 'paid' })[0]).toBe(findReply('despair'));
    expect(findReply('nothing')).toBeUndefined();
  });
});
