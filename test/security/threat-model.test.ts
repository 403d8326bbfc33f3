import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../compiled-library.ts';

const text = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8');
/** `file`: name of the test. Where no name follows, the whole file is meant. */
const NAMED = /`(test\/[\w./-]+\.ts)`(?:: ((?:(?!`test\/)[^|\n])+?))?(?=;? `test\/|; (?:they|`)| \||\)|\. |\.$|$)/gm;

const named = [...text.matchAll(NAMED)].map(([, file = '', name]) => ({
  file,
  name: name
    ?.replace(/[.;]\s*(?:Requests leave|they follow).*$/, '')
    .replace(/;$/, '')
    .trim(),
}));

it('names tests for every attacker', () => {
  expect(named.length).toBeGreaterThan(45);
  for (const section of text.split('\n## ').slice(2))
    if (section.includes('| proof |')) expect(section.match(/`test\//g)?.length ?? 0, section.slice(0, 40)).toBeGreaterThan(1);
});

it.each(named)('$file: $name', ({ file, name }) => {
  const path = join(ROOT, file);
  expect(existsSync(path)).toBe(true);
  if (name) expect(readFileSync(path, 'utf8')).toContain(name);
});

it('every row of a defence has its proof', () => {
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && line.split(' | ').length === 4 && !line.startsWith('| way'));
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => !/`test\/[^`]+`: \S/.test(row.split(' | ')[2] ?? ''))).toEqual([]);
});
