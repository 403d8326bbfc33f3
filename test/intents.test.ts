import { describe, expect, test } from 'vitest';
import { createDetector } from '../src/detection/detector.ts';
import { INTENT_IDS } from '../src/library/schema.ts';
import { readSources } from '../src/library/source-files.ts';
import { loadLibraryForTests, ROOT } from './compiled-library.ts';

const { intents } = readSources(ROOT);
const detector = createDetector(await loadLibraryForTests());
/** Read as one by everybody who measures us: the first step is the same. */
const SAME: Readonly<Record<string, string>> = { 'stop-loss': 'emergency', smalltalk: 'greeting' };
const family = (intent: string): string => SAME[intent] ?? intent;

test('every intent has its file, and nothing else has', () => {
  expect(intents.map(({ id }) => id).sort()).toEqual([...INTENT_IDS].sort());
});

test('no example belongs to two intents, or to one twice', () => {
  const seen = new Map<string, string>();
  const twice = intents.flatMap(({ id, examples }) =>
    examples.flatMap((text) => {
      const plain = text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s\p{P}]/gu, '');
      const owner = seen.get(plain);
      seen.set(plain, id);
      return plain !== '' && owner ? [`${text}: ${owner} and ${id}`] : [];
    }),
  );
  expect(twice).toEqual([]);
});

describe.each(intents)('$id', ({ id, examples }) => {
  test('has at least forty examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(40);
  });

  test('is recognised in nine of ten of them', () => {
    const stolen = examples.filter((text) => family(detector.judge(text).verdict.intent) !== family(id));
    expect(stolen.length / examples.length, stolen.join(' | ')).toBeLessThanOrEqual(0.1);
  });
});
