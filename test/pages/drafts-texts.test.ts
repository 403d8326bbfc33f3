import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AppError } from '../../src/errors.ts';
import { forwardRowSchema } from '../../src/library/corpus-schema.ts';
import { parseSources } from '../../src/library/sources.ts';
import { fromJsonLines, rowProblems, rowsTyped, toJsonLines } from '../../src/pages/console/draft-corpus-rows.ts';
import { diffLines, foldDiff } from '../../src/pages/console/draft-diff.ts';
import { plainFaults } from '../../src/pages/console/draft-faults.ts';
import { corpusFile, fileOf, isEditable, patternFile, signalFile } from '../../src/pages/console/draft-paths.ts';
import { planRebase } from '../../src/pages/console/draft-rebase.ts';
import { templateOf } from '../../src/pages/console/draft-templates.ts';

describe('the difference of two texts', () => {
  const SIGNS = { same: ' ', added: '+', removed: '-' } as const;
  const told = (before: string, after: string): string =>
    diffLines(before, after)
      .map(({ kind, text }) => `${SIGNS[kind]}${text}`)
      .join('|');

  it.each([
    ['', '', ''],
    ['a\n', 'a\n', ' a'],
    ['a\n', 'a', ' a'],
    ['', 'a\nb\n', '+a|+b'],
    ['a\nb\n', '', '-a|-b'],
    ['a\nb\nc\n', 'a\nx\nc\n', ' a|-b|+x| c'],
    ['a\nb\nc\n', 'b\nc\nd\n', '-a| b| c|+d'],
    ['a\na\n', 'a\n', ' a|-a'],
    ['\n', '\n\n', ' |+'],
  ])('%j → %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '词'), { maxLength: 12 })
    .map((lines) => lines.map((line) => `${line}\n`).join(''));
  it('has both texts in it, each with its own numbers, and no change where there is none', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (kind: 'removed' | 'added', number: 'before' | 'after') => {
          const own = lines.filter((line) => line.kind === 'same' || line.kind === kind);
          expect(own.map((line) => line[number])).toEqual(own.map((_, at) => at + 1));
          return own.map((line) => `${line.text}\n`).join('');
        };
        expect([side('removed', 'before'), side('added', 'after')]).toEqual([before, after]);
        expect(lines.every(({ kind }) => kind === 'same')).toBe(before === after);
        const shared = (one: readonly string[], other: readonly string[]): number => {
          const [first, ...rest] = one;
          if (first === undefined) return 0;
          const at = other.indexOf(first);
          return Math.max(shared(rest, other), at < 0 ? 0 : 1 + shared(rest, other.slice(at + 1)));
        };
        const count = lines.filter(({ kind }) => kind === 'same').length;
        if (before.length + after.length < 30) expect(count).toBe(shared(before.split('\n').slice(0, -1), after.split('\n').slice(0, -1)));
      }),
    );
  });

  it('leaves out what is far from any change, and says how much', () => {
    const before = Array.from({ length: 20 }, (_, at) => `${at}\n`).join('');
    const folded = foldDiff(diffLines(before, before.replace('\n10\n', '\nten\n')), 2);
    expect(folded.map((line) => (line.kind === 'skipped' ? line.count : line.text))).toEqual([8, '8', '9', '10', 'ten', '11', '12', 7]);
    expect(foldDiff(diffLines('a\nb\n', 'a\nb\n'), 3)).toEqual([{ kind: 'skipped', count: 2 }]);
  });

  it('does not take long for two texts that have nothing in common', () => {
    const lines = (word: string): string => Array.from({ length: 4000 }, (_, at) => `${word}${at}\n`).join('');
    expect(diffLines(lines('a'), lines('b'))).toHaveLength(8000);
  });
});

describe('what lint says, in plain words', () => {
  const path = 'scam-patterns/signals/ask-code.yaml';
  const faultsOf = (body: string): readonly string[] => {
    try {
      parseSources(new Map([[path, body]]));
      return [];
    } catch (error) {
      // The other files of a library are not there.
      return (error as AppError).message.split('\n').filter((line) => !line.includes('there is no such file'));
    }
  };
  const GOOD = 'id: ask-code\ntitle: 要验证码\nrole: ask\nphrases: [验证码]\nexamples:\n  positive: [一, 二]\n  negative: [三]\n';
  const plain = (body: string, language: 'zh-CN' | 'en' = 'zh-CN') =>
    plainFaults(faultsOf(body), path, body, language).map(({ line, place, text }) => [line, place, text]);

  it('names the line, the field and what to do', () => {
    expect(plain(GOOD)).toEqual([]);
    expect(plain(GOOD.replace('[一, 二]', '[一]'))).toEqual([[6, 'examples.positive', '至少要有2条']]);
    expect(plain(GOOD.replace('role: ask', 'role: asks'))[0]?.slice(0, 2)).toEqual([3, 'role']);
    expect(plain(GOOD.replace('role: ask', 'role: asks'))[0]?.[2]).toContain('只能写其中一个：identity、lure');
    expect(plain(`${GOOD}colour: red\n`)).toEqual([[null, null, '没有这个字段："colour"']]);
    expect(plain(GOOD.replace('要验证码', ''))).toEqual([[2, 'title', '这里还没有写']]);
    expect(plain(GOOD.replace('id: ask-code', 'id: ask-codes'))).toEqual([[null, null, '编号“ask-codes”要和文件名一样']]);
    expect(plain(GOOD.replace('id: ask-code', 'id: Ask'))).toEqual([[1, 'id', '编号只用小写字母、数字，中间用连字符']]);
    expect(plain(GOOD.replace('title: ', 'title: ['))[0]?.[2]).toContain('这一行写得不对');
    expect(plain(GOOD.replace('title: ', 'title: ['))).toHaveLength(1);
    expect(plain(GOOD.replace('[一, 二]', '[一]'), 'en')).toEqual([[6, 'examples.positive', 'needs at least 2']]);
  });

  it('tells of phrases and conditions, and keeps what nobody has put into plain words', () => {
    const told = (fault: string) => plainFaults([fault], path, GOOD, 'zh-CN');
    expect(told('signal ask-code: gap ~99 in "a ~99 b" is longer than 80')[0]?.text).toBe('间隔最多 ~80');
    expect(told('pattern x names the unknown signal "ask-cod"')[0]?.text).toBe('没有“ask-cod”这个信号');
    expect(told('why of x names 95599, which is not in numbers.yaml')[0]?.text).toBe('电话 95599 不在 numbers.yaml 里');
    expect(told('something else')).toEqual([{ line: null, place: null, text: 'something else', raw: true }]);
    expect(told('scam-patterns/signals/ask-code.yaml:12: ✖ Invalid input: expected string, received undefined')[0]).toMatchObject({
      line: 12,
      text: '这里还没有写',
    });
  });

  it('never fails, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (body, faults) => {
        for (const { text } of plainFaults([...faults, ...faultsOf(body)], path, body, 'en')) expect(text).toBeTypeOf('string');
      }),
    );
  });
});

describe('a draft on another release', () => {
  const file = (path: string, body: string | null, baseChecksum: string | null) => ({
    path,
    body,
    baseChecksum,
    officer: '',
    updatedAt: 0,
  });
  const texts: Readonly<Record<string, string>> = { old: 'old\n', theirs: 'theirs\n' };
  const plan = (one: ReturnType<typeof file>, now: string | null) =>
    planRebase(
      [one],
      new Map(now === null ? [] : [[one.path, now]]),
      new Map(now === null ? [] : [[one.path, texts[now] ?? '']]),
      async (checksum) => texts[checksum] ?? null,
    );

  it.each([
    ['nobody touched it', file('a', 'ours\n', 'old'), 'old', 'kept'],
    ['it is new', file('a', 'ours\n', null), null, 'kept'],
    ['it goes, and nobody touched it', file('a', null, 'old'), 'old', 'kept'],
    ['it is like that already', file('a', 'theirs\n', 'old'), 'theirs', 'settled'],
    ['it is gone already', file('a', null, 'old'), null, 'settled'],
    ['both changed it', file('a', 'ours\n', 'old'), 'theirs', 'conflicts'],
    ['both made it', file('a', 'ours\n', null), 'theirs', 'conflicts'],
    ['it was taken away meanwhile', file('a', 'ours\n', 'old'), null, 'conflicts'],
    ['it goes, but was changed meanwhile', file('a', null, 'old'), 'theirs', 'conflicts'],
  ] as const)('%s: %s', async (_, one, now, where) => {
    const found = await plan(one, now);
    expect([found.kept.length, found.settled.length, found.conflicts.length]).toEqual(
      ['kept', 'settled', 'conflicts'].map((name) => Number(name === where)),
    );
  });

  it('shows all three texts of a file that both have changed', async () => {
    const { conflicts } = await plan(file('a', 'ours\n', 'old'), 'theirs');
    expect(conflicts).toEqual([{ path: 'a', base: 'old\n', ours: 'ours\n', theirs: 'theirs\n' }]);
  });
});

describe('new training texts', () => {
  const row = (text: string, kind = 'legit', type = '') => ({ text, kind, type });

  it.each([
    [row('您好'), undefined],
    [row('转账', 'scam', 'loan'), undefined],
    [row('', 'scam', 'loan'), 'text'],
    [row('x'.repeat(2001)), 'long'],
    [row('您好', ''), 'kind'],
    [row('您好', 'illegal'), 'kind'],
    [row('您好', '__proto__'), 'kind'],
    [row('转账', 'scam'), 'type'],
    [row('转账', 'scam', 'none'), 'type'],
    [row('您好', 'legit', 'loan'), 'type'],
  ])('%j: %s', (one, problem) => {
    expect(rowProblems([one]).get(0)).toBe(problem);
  });

  it('are not taken twice', () => {
    expect([...rowProblems([row('您好'), row('您好'), row('您好吗')])]).toEqual([[1, 'twice']]);
  });

  it('stand in the file as the library reads them, and come back into the form', () => {
    const rows = [row('第一行\n第二行 "引号"', 'scam', 'loan'), row('您好')];
    const typed = Object.fromEntries(
      rows.flatMap(({ text, kind, type }, at) => [
        [`text-${at * 2}`, text],
        [`kind-${at * 2}`, kind],
        [`type-${at * 2}`, type],
      ]),
    );
    const read = rowsTyped(typed);
    expect(read).toEqual([row('第一行 第二行 "引号"', 'scam', 'loan'), row('您好')]);
    const lines = toJsonLines(read);
    for (const line of lines.trimEnd().split('\n')) expect(forwardRowSchema.safeParse(JSON.parse(line)).success).toBe(true);
    expect(fromJsonLines(lines)).toEqual({ rows: read, unreadable: 0 });
    expect(fromJsonLines('{"text":"x","intent":"thanks","colour":null}\nno JSON\n')).toEqual({ rows: [], unreadable: 2 });
  });
});

describe('files of a draft', () => {
  it.each([
    ['scam-patterns/patterns/loan/loan-fee.yaml', true, 'pattern'],
    ['scam-patterns/signals/ask-code.yaml', true, 'signal'],
    ['scam-patterns/follow-ups/real-96110.yaml', true, 'follow-up'],
    ['scam-patterns/corpus/console-1a2b.jsonl', true, 'corpus'],
    ['scam-patterns/variants.yaml', true, 'other'],
    ['scam-patterns/gate/forwards.jsonl', false, 'other'],
    ['scam-patterns/releases.json', false, 'other'],
    ['scam-patterns/../package.yaml', false, 'other'],
    ['/etc/passwd.yaml', false, 'other'],
    ['', false, 'other'],
    ['scam-patterns//gate/forwards.jsonl', false, 'other'],
    ['scam-patterns/corpus/More.jsonl', false, 'corpus'],
    [`scam-patterns/${'x'.repeat(300)}.yaml`, false, 'other'],
    ['scam-patterns/signals/<b>.yaml', false, 'other'],
  ])('%s: %s', (path, editable, kind) => {
    expect([isEditable(path), fileOf(path).kind]).toEqual([editable, kind]);
  });

  it('begin with a template that is YAML, names its fields and says what they are', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      expect(parse(templateOf(patternFile('loan', 'loan-x'), language))).toMatchObject({ id: 'loan-x', type: 'loan', version: 1 });
      expect(parse(templateOf(signalFile('ask-x'), language))).toMatchObject({ id: 'ask-x', role: 'ask' });
    }
    expect(templateOf('scam-patterns/variants.yaml', 'en')).toBe('');
  });

  it('of new texts are each draft’s own', () => {
    expect(corpusFile('0F9a-12bc-77')).toBe('scam-patterns/corpus/console-0f9a12bc.jsonl');
    expect(isEditable(corpusFile('0F9a-12bc-77'))).toBe(true);
  });
});
