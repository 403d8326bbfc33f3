import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../compiled-library.ts';
import { findExpressions, madeWhileLoading } from './find-expressions.ts';
import { type Node, type Parsed, parse, stepsOf } from './step-matcher.ts';

const SRC = join(ROOT, 'src');
/** One text, and one twice as long. Characters. */
const SHORT = 120;
const LONG = 240;
const MOST_STEPS = 1_000_000;
/** Twice the text: 2 where the work is proportional to it, 4 where it is its square. */
const MOST_GROWTH = 2.7;

const CANDIDATES = [
  '0',
  'a',
  'A',
  ' ',
  '\n',
  '\t',
  '转',
  '一',
  '元',
  '.',
  '-',
  '/',
  ':',
  '=',
  '"',
  "'",
  '<',
  '>',
  '&',
  '%',
  '@',
  '+',
  '_',
  '，',
  '。',
  '（',
  '【',
  '\u200b',
  'x',
  '1',
  'h',
  '{',
  '}',
  '(',
  ')',
  '|',
  '*',
  '#',
  ';',
  ',',
];

/** What is more than proportional, and never sees more than so many characters: who sees to it. Files of `cli/` read the operator's. */
const BOUNDED: readonly (readonly [begins: string, longest: number, why: string])[] = [
  ['/((?:[\\s,.!"”]+[a-z]', 160, 'language.ts: QUESTION'],
  ['/\\/+$/', 300, 'channel-settings.ts: addresses of the settings'],
  ['/\\B(?=(?:\\d{3})+$)/g', 20, 'desk/amounts.ts: digits of a sum'],
  ['/\\.?0+$/', 20, 'part-words.ts: a number of our own'],
  ['/[。,，!！]+$/', 40, 'phone-code.ts looks at forty characters'],
  ['/names the unknown signal', 600, 'draft-faults.ts: LONGEST_MESSAGE'],
  ['/gap ~', 600, 'draft-faults.ts: LONGEST_MESSAGE'],
  ['/empty alternative in', 600, 'draft-faults.ts: LONGEST_MESSAGE'],
  ['/a gap needs spaces', 600, 'draft-faults.ts: LONGEST_MESSAGE'],
  ['/(?:户名|姓名|name is', 400, 'story-fields.ts asks for the size first'],
  ['/https?:|www\\.|[a-z0-9-]+', 400, 'story-fields.ts asks for the size first'],
  ['/\\d[\\d,，]{3,}', 400, 'story-fields.ts asks for the size first'],
];
/** Of a bounded text: what an engine does in a few milliseconds. */
const MOST_BOUNDED_STEPS = 2_000_000;

/** A text that a part takes, as short as it goes. */
function sampleOf(node: Node): string {
  if (node.kind === 'atom') return [...[node.source], ...CANDIDATES].find((unit) => [...unit].length === 1 && node.test(unit)) ?? '转';
  if (node.kind === 'sequence') return node.parts.map(sampleOf).join('');
  if (node.kind === 'either') return sampleOf(node.parts[0] as Node);
  if (node.kind === 'repeat') return sampleOf(node.of).repeat(Math.max(1, node.min));
  return '';
}

function atomsIn(node: Node): Node[] {
  if (node.kind === 'atom') return [node];
  if (node.kind === 'sequence' || node.kind === 'either') return node.parts.flatMap(atomsIn);
  return node.kind === 'repeat' || node.kind === 'look' ? atomsIn(node.of) : [];
}

/** What stands before the first part that repeats without end. */
function headOf(node: Node): string {
  if (node.kind !== 'sequence') return '';
  const upTo = node.parts.findIndex((part) => part.kind === 'repeat' && part.max > 20);
  return node.parts.slice(0, Math.max(upTo, 0)).map(sampleOf).join('');
}

/** Texts that fit nearly everywhere and nowhere wholly: each repeating part's own words, again and again, then a stranger. */
function attacks({ node, repeated }: Parsed): ((length: number) => string)[] {
  const pumps = new Set<string>();
  for (const part of repeated) {
    pumps.add(sampleOf(part));
    const atoms = atomsIn(part);
    for (const atom of atoms.slice(0, 12))
      for (const unit of CANDIDATES.filter((one) => atom.kind === 'atom' && atom.test(one)).slice(0, 4)) pumps.add(unit);
  }
  const single = [...pumps].filter((pump) => pump !== '').slice(0, 24);
  const pairs = single.slice(0, 6).flatMap((first) => single.slice(0, 6).map((second) => first + second));
  const head = headOf(node);
  const whole = sampleOf(node);
  return [...new Set([...single, ...pairs, whole].filter(Boolean))].flatMap((pump) =>
    (head === '' ? [''] : ['', head]).map(
      (before) => (length: number) => [`${before}${pump.repeat(Math.ceil(length / pump.length))}`.slice(0, length), '\u0001'].join(''),
    ),
  );
}

/** How the work grows with the text, at worst: to look at every place once is 2 already. */
function growthOf(source: string, flags: string): number {
  const parsed = parse(source, flags);
  if (parsed.repeated.length === 0) return 2;
  let worst = 1;
  for (const attack of attacks(parsed)) {
    const [short, long] = [SHORT, LONG].map((length) => stepsOf(parsed, flags, attack(length), MOST_STEPS)) as [number, number];
    if (long >= MOST_STEPS) return Number.POSITIVE_INFINITY;
    worst = Math.max(worst, long / short);
  }
  return worst;
}

function mostSteps(source: string, flags: string, length: number): number {
  const parsed = parse(source, flags);
  return Math.max(...attacks(parsed).map((attack) => stepsOf(parsed, flags, attack(length), 2 * MOST_BOUNDED_STEPS)));
}

describe('the measure', () => {
  it.each([
    ['(a+)+$', Number.POSITIVE_INFINITY],
    ['(a|a)*b', Number.POSITIVE_INFINITY],
    ['(?:\\s*x?\\s*)*y', Number.POSITIVE_INFINITY],
    ['a*a*b', Number.POSITIVE_INFINITY],
    ['\\s+$', 4],
    ['x.*y', 2],
    ['^\\d{1,12}$', 2],
    ['[a-z]+@', 4],
    ['^[a-z]+$', 2],
  ])('of %s is about %f', (source, growth) => {
    const found = growthOf(source, 'u');
    if (growth === Number.POSITIVE_INFINITY) expect(found).toBe(growth);
    else expect(Math.abs(found - growth)).toBeLessThan(growth * 0.3 + 0.3);
  });
});

describe('every regular expression of the program', () => {
  const { literals, makers } = findExpressions(SRC);

  it('is found', () => {
    expect(literals.length).toBeGreaterThan(400);
    expect(literals.map(({ source }) => source)).toContain('^Bearer (.+)$');
  });

  it('takes work in proportion to the text, or of a text that is bounded', async () => {
    const made = await madeWhileLoading(async () => {
      // Entries would begin to work.
      for (const file of makers.filter((one) => !one.startsWith('cli/'))) await import(pathToFileURL(join(SRC, file)).href);
    });
    const all = [...literals, ...made.map(({ source, flags }) => ({ file: 'made while loading', source, flags }))];
    const seen = new Set<string>();
    const slow = all.flatMap(({ file, source, flags }) => {
      const key = `/${source}/${flags}`;
      if (seen.has(key)) return [];
      seen.add(key);
      if (file.startsWith('cli/')) return [];
      const bound = BOUNDED.find(([begins]) => key.startsWith(begins));
      if (bound) {
        const steps = mostSteps(source, flags, bound[1]);
        return steps < MOST_BOUNDED_STEPS ? [] : [`${steps} steps for ${bound[1]} characters: ${file} ${key}`];
      }
      const growth = growthOf(source, flags);
      return growth > MOST_GROWTH ? [`${growth.toFixed(1)} ${file} ${key}`] : [];
    });
    expect(slow).toEqual([]);
  });
});
