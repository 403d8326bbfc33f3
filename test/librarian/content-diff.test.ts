import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { contentBump, contentChanges, nextVersion } from '../../src/librarian/content-diff.ts';
import { readSourceFiles } from '../../src/library/source-files.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';

const bilingual = (zh: string) => ({ zh, en: zh });
const signal = (parts: object = {}) => ({
  id: 'fee-upfront',
  title: '先交费',
  role: 'ask',
  phrases: ['先交'],
  examples: { positive: ['先交钱', '先交费'], negative: ['不用交'] },
  ...parts,
});
const pattern = (parts: object = {}) => ({
  id: 'loan-fee',
  version: 1,
  title: '贷款先交费',
  type: 'loan',
  severity: 'high',
  status: 'test',
  when: { all: ['loan-offer'], any: ['fee-upfront', 'transfer-private'] },
  examples: { positive: ['一', '二', '三'], negative: ['四', '五', '六'].map((text) => ({ text, reason: '正常' })) },
  references: ['公安部'],
  ...parts,
});
const number = (parts: object = {}) => ({ number: '96110', title: bilingual('反诈专线'), use: '咨询', checked: '2026-01-01', ...parts });
const FOLDERS = { pattern: 'scam-patterns/patterns/loan/loan-fee', signal: 'scam-patterns/signals/fee-upfront' } as const;
const file = (path: string, value: unknown) => new Map([[`${path}.yaml`, stringify(value)]]);
const one = (kind: keyof typeof FOLDERS, value: unknown) => (value === null ? new Map() : file(FOLDERS[kind], value));

describe('what has changed between two releases', () => {
  it.each<[string, Map<string, string>, Map<string, string>, unknown[], 'major' | 'minor' | 'patch']>([
    ['nothing', one('signal', signal()), one('signal', signal()), [], 'patch'],
    ['a new signal', new Map(), one('signal', signal()), ['signal fee-upfront new'], 'minor'],
    ['a signal removed', one('signal', signal()), new Map(), ['signal fee-upfront removed'], 'major'],
    [
      'a signal renamed',
      one('signal', signal()),
      one('signal', signal({ id: 'fee-first' })),
      ['signal fee-first new', 'signal fee-upfront removed'],
      'major',
    ],
    [
      'a phrase',
      one('signal', signal()),
      one('signal', signal({ phrases: ['先交', '先付'] })),
      ['signal fee-upfront changed phrases'],
      'patch',
    ],
    [
      'an empty list that was left out before',
      one('signal', signal()),
      one('signal', signal({ negate: [] })),
      ['signal fee-upfront changed'],
      'patch',
    ],
    ['a role', one('signal', signal()), one('signal', signal({ role: 'lure' })), ['signal fee-upfront changed role'], 'major'],
    ['a new pattern', new Map(), one('pattern', pattern()), ['pattern loan-fee new'], 'minor'],
    ['a pattern removed', one('pattern', pattern()), new Map(), ['pattern loan-fee removed'], 'major'],
    [
      'a pattern widened, with its version',
      one('pattern', pattern()),
      one('pattern', pattern({ version: 2, when: { all: ['loan-offer'], any: ['fee-upfront', 'transfer-private', 'deposit'] } })),
      ['pattern loan-fee changed version when'],
      'patch',
    ],
    [
      'a pattern narrowed',
      one('pattern', pattern()),
      one('pattern', pattern({ when: { all: ['loan-offer', 'fee-upfront'] } })),
      ['pattern loan-fee changed when'],
      'major',
    ],
    [
      'a severity',
      one('pattern', pattern()),
      one('pattern', pattern({ severity: 'medium' })),
      ['pattern loan-fee changed severity'],
      'patch',
    ],
    ['a type', one('pattern', pattern()), one('pattern', pattern({ type: 'mule' })), ['pattern loan-fee changed type'], 'major'],
    [
      'deprecated',
      one('pattern', pattern()),
      one('pattern', pattern({ status: 'deprecated' })),
      ['pattern loan-fee changed status'],
      'major',
    ],
    ['stable', one('pattern', pattern()), one('pattern', pattern({ status: 'stable' })), ['pattern loan-fee changed status'], 'patch'],
    [
      'two fields of an example',
      one('pattern', pattern()),
      one('pattern', pattern({ title: '新', examples: { ...pattern().examples, positive: ['一', '二', '七'] } })),
      ['pattern loan-fee changed examples title'],
      'patch',
    ],
    [
      'keys in another order and a comment',
      one('pattern', pattern()),
      new Map([[`${FOLDERS.pattern}.yaml`, `# why\n${stringify(Object.fromEntries(Object.entries(pattern()).reverse()))}`]]),
      ['pattern loan-fee changed'],
      'patch',
    ],
    [
      'a file that is not readable any more',
      one('signal', signal()),
      new Map([[`${FOLDERS.signal}.yaml`, 'id: [']]),
      ['signal fee-upfront changed'],
      'patch',
    ],
    [
      "a type's advice",
      file('scam-patterns/types/loan', { id: 'loan', advice: 1 }),
      file('scam-patterns/types/loan', { id: 'loan', advice: 2 }),
      ['type loan changed advice'],
      'minor',
    ],
    [
      "an intent's examples",
      file('intents/advice', { id: 'advice', examples: ['a'] }),
      file('intents/advice', { id: 'advice', examples: ['a', 'b'] }),
      ['intent advice changed examples'],
      'patch',
    ],
    [
      'a date of check',
      file('scam-patterns/numbers', { hotline: number() }),
      file('scam-patterns/numbers', { hotline: number({ checked: '2026-02-01' }) }),
      ['other numbers.yaml changed hotline'],
      'patch',
    ],
    [
      'a new number',
      file('scam-patterns/numbers', { hotline: number() }),
      file('scam-patterns/numbers', { hotline: number(), police: number({ number: '110' }) }),
      ['other numbers.yaml changed police'],
      'minor',
    ],
    [
      'a number taken away',
      file('scam-patterns/numbers', { hotline: number(), police: number({ number: '110' }) }),
      file('scam-patterns/numbers', { hotline: number() }),
      ['other numbers.yaml changed police'],
      'major',
    ],
    [
      'a new brand',
      file('scam-patterns/links', { brands: [{ name: 'A', words: ['a'] }] }),
      file('scam-patterns/links', { brands: [{ name: 'A', words: ['a'] }, { name: 'B' }] }),
      ['other links.yaml changed brands'],
      'minor',
    ],
    [
      "a brand's word",
      file('scam-patterns/links', { brands: [{ name: 'A', words: ['a'] }] }),
      file('scam-patterns/links', { brands: [{ name: 'A', words: ['a', 'b'] }] }),
      ['other links.yaml changed brands'],
      'patch',
    ],
    [
      'corpus texts',
      new Map([['scam-patterns/corpus/a.jsonl', '{"text":"1"}\n{"text":"2"}\n{"text":"2"}\n']]),
      new Map([
        ['scam-patterns/corpus/a.jsonl', '{"text":"2"}\n\n{"text":"3"}\n{"text":"4"}'],
        ['scam-patterns/corpus/console-1.jsonl', '{"text":"5"}\n'],
      ]),
      ['other corpus/a.jsonl changed +2 −2', 'other corpus/console-1.jsonl new +1'],
      'patch',
    ],
    [
      'patterns before signals before the rest',
      new Map([['scam-patterns/corpus/a.jsonl', '{"text":"1"}\n']]),
      new Map([...one('signal', signal()), ...one('pattern', pattern())]),
      ['pattern loan-fee new', 'signal fee-upfront new', 'other corpus/a.jsonl removed −1'],
      'minor',
    ],
  ])('%s', (_, before, after, changes, bump) => {
    expect(contentChanges(before, after).map(({ kind, id, what, fields }) => [kind, id, what, ...fields].join(' '))).toEqual(changes);
    expect(contentBump(before, after)).toBe(bump);
  });

  it('is nothing between the library and itself, and everything against nothing', () => {
    const files = readSourceFiles(ROOT);
    expect(contentChanges(files, new Map(files))).toEqual([]);
    const changes = contentChanges(new Map(), files);
    expect(changes).toHaveLength(files.size);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['pattern', 'signal', 'type', 'intent', 'follow-up', 'other']));
  });

  it('is told of artefacts too, where the files are not known', async () => {
    const library = await loadLibraryForTests();
    expect(contentChanges(library, { ...library, signals: structuredClone(library.signals) })).toEqual([]);
    const [first, second, ...patterns] = library.patterns;
    if (!first || !second) return expect.fail('there are no patterns');
    const after = { ...library, patterns: [{ ...second, title: '另一个' }, ...patterns], links: { ...library.links, shorteners: [] } };
    expect(contentChanges(library, after)).toEqual(
      expect.arrayContaining([
        { kind: 'pattern', id: first.id, what: 'removed', fields: [] },
        { kind: 'pattern', id: second.id, what: 'changed', fields: ['title'] },
        { kind: 'other', id: 'links.yaml', what: 'changed', fields: ['shorteners'] },
      ]),
    );
    expect(contentBump(library, after)).toBe('major');
  });
});

describe('the next version', () => {
  it.each([
    ['2.1.3', 'major', '3.0.0'],
    ['2.1.3', 'minor', '2.2.0'],
    ['2.1.9', 'patch', '2.1.10'],
    ['2.1.3-dev.0123abcd', 'patch', '2.1.4'],
  ] as const)('%s, %s: %s', (version, bump, next) => {
    expect(nextVersion(version, bump)).toBe(next);
  });

  it.each(['', '2.1', 'v2.1.0', '2.1.0.4'])('is none of %j', (version) => {
    expect(() => nextVersion(version, 'patch')).toThrow(/must look like 2\.1\.0/);
  });
});
