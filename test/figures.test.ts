import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './compiled-library.ts';

/** What we say of our own quality is what the ledger of releases says, number by number. */

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const FORWARDS = ['scam in accept', 'scam not green', 'legit red', 'green-only legit green', 'type of scams'];
const CHATS = ['escalate recall', 'escalate false', 'advice colour', 'intent'];
const ANSWERED = ['short answer', 'short answer for nothing'];
/** The rows under each command, in their order. */
const ROWS: Readonly<Record<string, readonly (readonly [file: string, rate: string])[]>> = Object.fromEntries(
  Object.entries({
    forwards: [...FORWARDS.slice(0, 2), 'obfuscated scam not green', ...FORWARDS.slice(2)],
    'forwards-2': FORWARDS,
    chats: CHATS,
    'chats-2': CHATS,
    cries: ['escalate recall', 'escalate false', 'colour of all judged'],
    contacts: ['colour of all judged', 'escalate false'],
    stories: CHATS,
    dialogues: ['turns right in everything'],
    'follow-ups': ANSWERED,
    'follow-ups-2': ANSWERED,
  }).map(([set, rates]) => [`${set}.jsonl`, rates.map((rate) => [`${set}.jsonl`, rate] as const)]),
);
const LABELS = [
  ...['self', 'other', 'counter', 'scene'].map((id) => ['whose.jsonl', `whose: ${id}`] as const),
  ...['exposed', 'genuine', 'averted', 'open'].map((id) => ['endings.jsonl', `ending: ${id}`] as const),
  ...['despair', 'despair-other', 'held', 'held-other', 'none'].map((id) => ['dangers.jsonl', `danger: ${id}`] as const),
];

interface Entry {
  readonly version: string;
  readonly metrics: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
}

test.each(['README.md', 'README.zh-CN.md', 'docs/quality.md'])('%s', (path) => {
  const version = /figures are of library (\S+),/.exec(read('docs/quality.md'))?.[1];
  const entry = (JSON.parse(read('scam-patterns/releases.json')) as { releases: Entry[] }).releases.find((one) => one.version === version);
  const table = read(path).split('figures:begin')[1]?.split('figures:end')[0] ?? '';
  const groups = table.split(/^\| \*\*/m).slice(1);
  const measured = groups.flatMap((group) => {
    const file = /scam-patterns\/gate\/(\S+)`/.exec(group)?.[1] ?? '';
    const rows = file.startsWith('{') ? LABELS : (ROWS[file] ?? []);
    const written = [...group.matchAll(/^\| ([^|*]+) \| [\d.]+ % \((\d+)\/(\d+);/gm)].map(([, row, hits, of]) => [
      row,
      Number(hits),
      Number(of),
    ]);
    return rows.map(([set, rate], at) => ({ set, rate, written: written[at], wanted: entry?.metrics[set]?.[rate] }));
  });
  expect(measured.length).toBeGreaterThan(40);
  const wrong = measured.filter(({ written, wanted }) => written?.[1] !== wanted?.[0] || written?.[2] !== wanted?.[1]);
  expect(wrong).toEqual([]);
});
