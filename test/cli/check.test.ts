import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/routes/contract.ts';
import { run } from './run-program.ts';

const SCAM = '我是公安局民警，您涉嫌洗钱，马上把存款转到安全账户核查，不许告诉家人';
const HARMLESS = '妈，我晚上七点到家，排骨多炖一会儿';

interface Line {
  id: unknown;
  verdict: string;
  error?: { code: string };
}
const lines = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('npm run check for people', () => {
  it('prints the reply and nothing else', () => {
    const { status, stdout, stderr } = run('check', [SCAM]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^🔴 像诈骗：[^\n]+96110[^\n]*\n(?:.+\n)+机器提示 · 套路库\S+\n$/);
  });

  it('takes words that the shell has split, and the city’s own number', () => {
    const { stdout } = run('check', ['转', '人工', '求助'], undefined, { HOTLINE_NUMBER: '2000000' });
    expect(stdout).not.toBe('');
    expect(stdout).not.toContain('2250000');
  });

  it('shows how it is used', () => {
    expect(run('check', ['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--jsonl') });
    expect(run('check', [])).toMatchObject({ status: 1, stdout: expect.stringContaining('--jsonl') });
  });
});

describe('npm run check -- --jsonl', () => {
  it('answers a line per line, in order, with the ids that it was given', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({ id: `r${index}`, text: `${index % 2 ? SCAM : HARMLESS} ${index}` }));
    const { status, stdout, stderr } = run('check', ['--jsonl'], rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const answers = lines(stdout);
    expect(answers.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(new Set(answers.filter((_, index) => index % 2).map(({ verdict }) => verdict))).toEqual(new Set(['red']));
    for (const answer of answers) expect(checkAnswer.strict().safeParse(answer).error).toBeUndefined();
  });

  it('keeps an id of any kind, and gives its own where there is none', () => {
    const rows = [{ id: 7, text: SCAM }, { id: null, text: SCAM }, { id: { a: 1 }, text: SCAM }, { text: SCAM }];
    const { stdout } = run('check', ['--jsonl'], rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(lines(stdout).map(({ id }) => id)).toEqual([7, null, { a: 1 }, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('answers what cannot be judged yellow, with the reason, and goes on', () => {
    const broken = [
      '{"id":"cut","text":"你',
      'no json',
      '7',
      'null',
      '[]',
      '{"id":"empty","text":"  "}',
      '{"id":"none"}',
      '{"id":"number","text":5}',
    ];
    const input = [...broken, JSON.stringify({ id: 'good', text: SCAM })].join('\n');
    const { status, stdout } = run('check', ['--jsonl'], input);
    expect(status).toBe(0);
    const answers = lines(stdout);
    expect(answers).toHaveLength(broken.length + 1);
    for (const answer of answers.slice(0, -1)) expect(answer).toMatchObject({ verdict: 'yellow', error: { code: 'request.invalid' } });
    expect(answers.slice(5, 8).map(({ id }) => id)).toEqual(['empty', 'none', 'number']);
    expect(answers.at(-1)).toMatchObject({ id: 'good', verdict: 'red' });
  });

  it('judges huge lines on their first and last part, and never calls them green', () => {
    const rows = [
      { id: 'tail', text: `${'今天天气不错。'.repeat(80_000)}${SCAM}` },
      { id: 'middle', text: `${'今天天气不错。'.repeat(40_000)}${SCAM}${'明天也不错。'.repeat(40_000)}` },
      { id: 'harmless', text: '今天天气不错。'.repeat(80_000) },
      { id: 'surrogates', text: '\ud83d'.repeat(100) },
    ];
    const { status, stdout } = run('check', ['--jsonl'], rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(status).toBe(0);
    expect(lines(stdout).map(({ id, verdict }) => [id, verdict])).toEqual([
      ['tail', 'red'],
      ['middle', 'yellow'],
      ['harmless', 'yellow'],
      ['surrogates', expect.stringMatching(/yellow|green/)],
    ]);
  });

  it('reads Windows line ends, blank lines, a byte order mark and bytes that are no text', () => {
    const good = JSON.stringify({ id: 1, text: SCAM });
    expect(lines(run('check', ['--jsonl'], `${good}\r\n\r\n${good}\r\n`).stdout).map(({ id }) => id)).toEqual([1, 1]);
    expect(lines(run('check', ['--jsonl'], `\ufeff${good}\n`).stdout)).toMatchObject([{ id: 1, verdict: 'red' }]);
    expect(lines(run('check', ['--jsonl'], Buffer.from([0xff, 0xfe, 0x00, 0x0a])).stdout)).toMatchObject([{ verdict: 'yellow' }]);
  });

  it('has nothing to say to nothing', () => {
    expect(run('check', ['--jsonl'], '')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
