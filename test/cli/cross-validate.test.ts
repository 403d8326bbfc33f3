import { expect, test } from 'vitest';
import { addRates, crossValidate } from '../../src/cli/library/cross-validate.ts';
import type { LibrarySources } from '../../src/library/sources.ts';
import { smallLibrary } from '../detection/small-library.ts';

const SCAMS = ['先交保证金', '转入安全账户', '加群领红包', '垫付再返利', '验证码报给我', '点链接解冻', '交税才能提现', '屏幕共享退款'];
const HONEST = ['晚上吃面', '会议改到三点', '包裹放门口', '周末爬山', '妈我到家了', '电费已缴', '下雨带伞', '作业写完了'];

test('every text is judged once, by models that have not seen it', async () => {
  const corpus = {
    forwards: [
      ...SCAMS.map((text) => ({ text, kind: 'scam' as const, type: 'loan' as const })),
      ...HONEST.map((text) => ({ text, kind: 'legit' as const })),
    ],
    asides: [],
    labels: [],
    chats: SCAMS.map((text) => ({ text: `他让我${text}`, intent: 'advice' as const, colour: 'red' as const })),
  };
  const folds = [];
  for await (const fold of crossValidate(smallLibrary({}), { corpus, intents: [] } as unknown as LibrarySources)) folds.push(fold);
  expect(folds.map(({ fold }) => fold)).toEqual([0, 1, 2, 3]);
  const total = Object.fromEntries(addRates(folds.map(({ rates }) => rates)).map(({ name, of }) => [name, of]));
  expect(total).toMatchObject({ 'scam in accept': 8, 'legit red': 8, 'escalate false': 8, 'advice colour': 8 });
});

test('rates of several parts add up', () => {
  const part = (hits: number, of: number) => [{ name: 'a', hits, of }];
  expect(addRates([part(1, 2), part(3, 4)])).toEqual([{ name: 'a', hits: 4, of: 6 }]);
  expect(addRates([])).toEqual([]);
});
