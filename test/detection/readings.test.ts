import { describe, expect, test } from 'vitest';
import { createNormalizer } from '../../src/detection/normalize.ts';
import { createReadingPlacer, isReadable, readableSignals } from '../../src/detection/readings.ts';
import { SIGNAL_ROLES } from '../../src/library/schema.ts';
import { SMALL_CONTENT, signal } from './small-library.ts';

const ask = signal('ask-pay', 'ask', { title: '要钱' });
const bank = signal('claims-bank', 'identity', { title: '银行' });
const link = signal('link-ip', 'threat', { entity: 'link-ip' });
const told = signal('stage-paid', 'stage');
const signals = [told, ask, link, bank];
const place = createReadingPlacer({ signals }, createNormalizer(SMALL_CONTENT));

test.each(SIGNAL_ROLES.map((role) => [role, ['identity', 'lure', 'threat', 'ask', 'pressure'].includes(role)] as const))(
  'a signal of the role %s may be read: %s',
  (role, readable) => {
    expect(isReadable({ role, entity: undefined })).toBe(readable);
    expect(isReadable({ role, entity: 'link' })).toBe(false);
  },
);

test('whoever reads is told the names of what he may name, and nothing else', () => {
  expect(readableSignals({ signals })).toEqual([
    { id: 'ask-pay', title: '要钱' },
    { id: 'claims-bank', title: '银行' },
  ]);
});

describe('what was read', () => {
  const TEXT = '请转账给我,转账';

  test.each([
    ['stands where the text first has the words', '转账', 1, 3],
    ['stands there though it was quoted with a disguise', ' 轉.賬 ', 1, 3],
    ['may be how the text begins', '请转', 0, 2],
    ['may be the whole text', TEXT, 0, 8],
  ])('%s', (_, quote, start, end) => {
    expect(place(TEXT, [{ signal: 'ask-pay', quote }])).toEqual([{ signal: ask, start, end, byEntity: false }]);
  });

  test('comes in the order in which it was read, and what does not count is left out', () => {
    const read = ['claims-bank', 'stage-paid', 'link-ip', 'no-such', 'ask-pay'].map((id) => ({ signal: id, quote: '转账' }));
    expect(place(TEXT, read).map(({ signal: { id } }) => id)).toEqual(['claims-bank', 'ask-pay']);
  });

  test.each([
    ['words that the text does not have', '汇款'],
    ['no words', ''],
    ['blanks', '  '],
    ['what vanishes', '\u200b'],
  ])('counts for nothing with %s', (_, quote) => {
    expect(place(TEXT, [{ signal: 'ask-pay', quote }])).toEqual([]);
  });
});
