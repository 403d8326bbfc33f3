import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './compiled-library.ts';

/**
 * Texts that others measure us with lie beside the project on the machines where it is developed. Nothing that we wrote
 * may be taken from them. Only places are reported, never what stands there.
 */
const BESIDE = join(ROOT, '..', 'shared');
const THEIRS = ['eval', 'corpora'].map((name) => join(BESIDE, name)).filter((dir) => existsSync(dir));
const OURS = ['scam-patterns', 'intents', 'test', 'docs'].map((name) => join(ROOT, name)).filter((dir) => existsSync(dir));
const TEXT_FILE = /\.(?:jsonl|yaml|json|ts|tsx|md)$/;

const CHINESE_WINDOW = 16;
const CHINESE_AT_LEAST = 12;
const LATIN_WINDOW = 40;
const LATIN_AT_LEAST = 30;

/** Stretches that prove copying: 16 characters with 12 Chinese ones, or 40 of Latin script. */
function* stretches(line: string): Generator<string> {
  const text = line.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  const chinese = running(text, (code) => code >= 0x3400 && code <= 0x9fff);
  const latin = running(text, (code) => code >= 0x61 && code <= 0x7a);
  for (let at = 0; at + CHINESE_WINDOW <= text.length; at++) {
    if (count(chinese, at, CHINESE_WINDOW) >= CHINESE_AT_LEAST) yield text.slice(at, at + CHINESE_WINDOW);
    if (at + LATIN_WINDOW > text.length) continue;
    if (count(latin, at, LATIN_WINDOW) >= LATIN_AT_LEAST && count(chinese, at, LATIN_WINDOW) === 0) yield text.slice(at, at + LATIN_WINDOW);
  }
}

function running(text: string, counts: (code: number) => boolean): Int32Array {
  const sums = new Int32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) sums[i + 1] = (sums[i] as number) + (counts(text.charCodeAt(i)) ? 1 : 0);
  return sums;
}

function count(sums: Int32Array, at: number, length: number): number {
  return (sums[at + length] as number) - (sums[at] as number);
}

function linesBelow(dir: string): { place: string; line: string }[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => TEXT_FILE.test(path) && statSync(path).isFile())
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line, index) => ({ place: `${relative(ROOT, path)}:${index + 1}`, line })),
    );
}

/** The texts of a row, without the keys and ids that every row has. */
function textsOf(line: string): string[] {
  try {
    return strings(JSON.parse(line));
  } catch {
    return [line];
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

test('the comparison sees shared stretches and nothing shorter', () => {
  const sees = (a: string, b: string): boolean => {
    const known = new Set(stretches(a));
    return [...stretches(b)].some((stretch) => known.has(stretch));
  };
  const chinese = '今天晚上八点在湖边的亭子里集合一起看月亮';
  expect(sees(`甲${chinese.slice(0, 16)}乙`, `丙${chinese.slice(0, 16)}丁`)).toBe(true);
  expect(sees(`甲${chinese.slice(0, 15)}乙`, `丙${chinese.slice(0, 15)}丁`)).toBe(false);
  const latin = 'the quiet river carries small paper boats to the sea';
  expect(sees(`x ${latin.slice(0, 42)} y`, `z ${latin.slice(0, 42)} w`)).toBe(true);
  expect(sees(`x ${latin.slice(0, 30)} y`, `z ${latin.slice(0, 30)} w`)).toBe(false);
});

test.skipIf(THEIRS.length === 0)('nothing that we wrote is taken from the texts that measure us', () => {
  const theirs = THEIRS.flatMap(linesBelow).filter(({ place }) => place.endsWith('.jsonl') || place.includes('.jsonl:'));
  const known = new Map<string, string>();
  for (const { place, line } of theirs) for (const text of textsOf(line)) for (const stretch of stretches(text)) known.set(stretch, place);
  const taken = OURS.flatMap(linesBelow).flatMap(({ place, line }) => {
    const sources = new Set(textsOf(line).flatMap((text) => [...stretches(text)].flatMap((stretch) => known.get(stretch) ?? [])));
    return [...sources].map((source) => `${place} ~ ${source}`);
  });
  expect(taken).toEqual([]);
});
