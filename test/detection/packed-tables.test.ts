import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { packTables, unpackTables } from '../../src/detection/packed-tables.ts';
import { makeTables } from '../../src/detection/tables.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { signal, smallLibrary } from './small-library.ts';

/** As it comes from a file: anywhere in memory that is a multiple of eight. */
function moved(packed: Uint8Array, by: number): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(by + packed.length);
  memory.set(packed, by);
  return memory.subarray(by);
}

test('are the same when they were packed and unpacked, wherever they lie', () => {
  const word = fc.constantFrom('转账', 'loan', 'loan*', '先', '做<number>单', '<link>', '验证码');
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ~4 '));
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 6 }), fc.integer({ min: -9, max: 9 }), fc.nat(5), (phrases, odds, eights) => {
      const tables = makeTables(smallLibrary({ signals: [signal('ask-pay', 'ask', { phrases })] }, odds));
      const packed = packTables(tables);
      // Of half a million numbers a list of differences would take minutes.
      expect(Buffer.compare(packTables(unpackTables(moved(packed, 8 * eights))), packed)).toBe(0);
    }),
  );
});

test('judge as those that were just made', async () => {
  const library = await loadLibraryForTests();
  const [made, kept] = [createDetector(library), createDetector(library, unpackTables(packTables(makeTables(library))))];
  for (const text of [
    '【农业银行】您的账户将于今日冻结，请点击 http://abc-verify.top/x',
    '96110要钱吗',
    'I paid the customs fee',
    '',
    '妈我到家了',
  ])
    expect(kept.judge(text)).toEqual(made.judge(text));
});
