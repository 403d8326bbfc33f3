import { describe, expect, test } from 'vitest';
import { createDetector } from '../src/detection/detector.ts';
import {
  checkCleanCorpus,
  checkFollowUps,
  checkPatternsAlone,
  checkPatternsTogether,
  checkSignalsAlone,
} from '../src/detection/library-checks.ts';
import { compileContent } from '../src/library/compile.ts';
import { TYPE_IDS } from '../src/library/schema.ts';
import { readSources } from '../src/library/source-files.ts';
import { loadLibraryForTests, ROOT } from './compiled-library.ts';

const sources = readSources(ROOT);
const library = await loadLibraryForTests();
const detector = createDetector(library);
const { forwards, chats } = sources.corpus;

describe('the library', () => {
  test('fits together', () => {
    expect(() => compileContent(sources)).not.toThrow();
  });

  test('has the size that was asked for, and patterns of every type', () => {
    expect(sources.signals.length).toBeGreaterThanOrEqual(90);
    expect(sources.patterns.length).toBeGreaterThanOrEqual(160);
    expect(TYPE_IDS.filter((id) => !sources.patterns.some(({ type, status }) => type === id && status === 'stable'))).toEqual([]);
  });

  test('uses no id for two things', () => {
    const ids = [...sources.signals, ...sources.patterns].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('shows at least three scams and three harmless texts with each pattern, none of them twice', () => {
    const thin = sources.patterns.filter(({ examples: { positive, negative } }) => {
      const texts = new Set([...positive, ...negative.map(({ text }) => text)]);
      return positive.length < 3 || negative.length < 3 || texts.size < positive.length + negative.length;
    });
    expect(thin.map(({ id }) => id)).toEqual([]);
  });

  test('was compiled from these very files', () => {
    expect(library.patterns.map(({ id, version }) => `${id} ${version}`)).toEqual(
      sources.patterns.map(({ id, version }) => `${id} ${version}`),
    );
    expect(library.signals.map(({ id }) => id)).toEqual(sources.signals.map(({ id }) => id));
  });
});

describe('its promises', () => {
  test('each signal hits its examples and leaves the others alone', () => {
    expect(checkSignalsAlone(detector)).toEqual([]);
  });

  test('each follow-up is heard in nearly all of its questions, and no other', () => {
    expect(checkFollowUps(detector, sources.followUps)).toEqual([]);
  });

  test('each pattern holds on its examples and not on its hard negatives', () => {
    expect(checkPatternsAlone(detector)).toEqual([]);
  });

  test('with all patterns together no example turns green or is taken for another type', () => {
    expect(checkPatternsTogether(detector)).toEqual([]);
  });

  test('no grave pattern holds on a legitimate text', () => {
    expect(checkCleanCorpus(detector, sources)).toEqual([]);
  });
});

describe('the corpus', () => {
  const kinds = (kind: string) => forwards.filter((row) => row.kind === kind).length;

  test.each([
    ['rows', forwards.length + chats.length, 5_000],
    ['legitimate texts', kinds('legit'), 1_200],
    ['marketing texts', kinds('marketing'), 300],
    ['chats', chats.length, 1_000],
    ['everyday texts', forwards.filter(({ kind, text }) => kind === 'legit' && text.length < 60).length, 400],
  ])('holds enough %s: %i of %i', (_, count, least) => {
    expect(count).toBeGreaterThanOrEqual(least);
  });

  test.each(TYPE_IDS)('holds at least 120 forwards of type %s', (type) => {
    expect(forwards.filter((row) => row.type === type).length).toBeGreaterThanOrEqual(120);
  });

  test('gives a type to every scam and to nothing harmless', () => {
    const wrong = forwards.filter(({ kind, type }) => (kind === 'scam') !== (type !== undefined) && kind !== 'illegal');
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });
});
