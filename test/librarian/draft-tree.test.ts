import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { applyDraft, conflictsOf, mayDraftChange, movedFiles } from '../../src/librarian/draft-tree.ts';
import { readSourceFiles } from '../../src/library/source-files.ts';
import { isSource } from '../../src/library/sources.ts';
import { ROOT } from '../compiled-library.ts';

const A = 'scam-patterns/signals/a.yaml';
const B = 'scam-patterns/signals/b.yaml';
const sum = (text: string) => createHash('sha256').update(text).digest('hex');

describe('what a draft may change', () => {
  it.each([
    ['scam-patterns/patterns/phishing/phishing-parking-fine.yaml', true],
    ['scam-patterns/corpus/console-2026-11-20.jsonl', true],
    ['scam-patterns/numbers.yaml', true],
    ['intents/advice.yaml', true],
    ['scam-patterns/gate/forwards.jsonl', false],
    ['scam-patterns/GATE/forwards.jsonl', false],
    ['scam-patterns//gate/forwards.jsonl', false],
    ['scam-patterns/signals/../gate/forwards.jsonl', false],
    ['scam-patterns/a/./b.yaml', false],
    ['scam-patterns/signals/a\n.yaml', false],
    ['scam-patterns/releases.json', false],
    ['scam-patterns/CHANGELOG.md', false],
    ['src/app.ts', false],
    ['/etc/passwd.yaml', false],
    ['', false],
  ])('%j: %s', (path, may) => {
    expect(mayDraftChange(path)).toBe(may);
  });

  it('is every source that there is, but for the gate', () => {
    const refused = [...readSourceFiles(ROOT).keys()].filter((path) => !mayDraftChange(path));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((path) => isSource(path) && path.startsWith('scam-patterns/gate/'))).toBe(true);
  });
});

describe('a draft on its base', () => {
  const base = new Map([
    [B, 'b'],
    [A, 'a'],
  ]);
  it('adds, changes and takes away, and leaves the base as it is', () => {
    const files = [
      { path: A, body: null },
      { path: B, body: 'better' },
      { path: 'intents/new.yaml', body: 'new' },
    ];
    expect([...applyDraft(base, files)]).toEqual([
      ['intents/new.yaml', 'new'],
      [B, 'better'],
    ]);
    expect(base.size).toBe(2);
    expect([...applyDraft(base, []).keys()]).toEqual([A, B]);
  });

  it('does not touch the gate', () => {
    expect(() => applyDraft(base, [{ path: 'scam-patterns/gate/chats.jsonl', body: '' }])).toThrow(/scam-patterns\/gate\/chats\.jsonl/);
  });
});

describe('a draft on another release', () => {
  const texts = new Map(['old', 'new', 'mine'].map((text) => [sum(text), text]));
  const textOf = async (checksum: string) => texts.get(checksum) ?? null;
  const index = (text: string | null) => new Map(text === null ? [] : [[A, sum(text)]]);
  const file = (body: string | null, before: string | null) => ({ path: A, body, baseChecksum: before === null ? null : sum(before) });

  it.each<[string, string | null, string | null, string | null, 'conflict' | 'none']>([
    ['a file that the release left alone', 'mine', 'old', 'old', 'none'],
    ['a new file that the release does not have', 'mine', null, null, 'none'],
    ['a file that the release changed too', 'mine', 'old', 'new', 'conflict'],
    ['a file that the release changed alike', 'new', 'old', 'new', 'none'],
    ['a file that the release took away', 'mine', 'old', null, 'conflict'],
    ['a file that both took away', null, 'old', null, 'none'],
    ['a file that the draft took away and the release changed', null, 'old', 'new', 'conflict'],
    ['a new file that the release has now too', 'mine', null, 'new', 'conflict'],
  ])('%s', async (_, draft, before, release, wanted) => {
    expect(await conflictsOf([file(draft, before)], index(release), textOf)).toEqual(
      wanted === 'conflict' ? [{ path: A, before, release, draft }] : [],
    );
  });

  it('is moved when every conflict is solved', () => {
    const files = [file('mine', 'old'), { path: B, body: 'b', baseChecksum: null }];
    const conflicts = [{ path: A }];
    expect(() => movedFiles(files, index('new'), conflicts, new Map())).toThrow(new RegExp(A));
    expect(movedFiles(files, index('new'), conflicts, new Map([[A, 'both']]))).toEqual([
      { path: A, body: 'both', baseChecksum: sum('new') },
      { path: B, body: 'b', baseChecksum: null },
    ]);
    expect(movedFiles([file('mine', 'old')], index(null), conflicts, new Map([[A, null]]))).toEqual([
      { path: A, body: null, baseChecksum: null },
    ]);
  });
});
