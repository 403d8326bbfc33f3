import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run-program.ts';

const SCAM = '我是公安局民警，您涉嫌洗钱，马上把存款转到安全账户核查，不许告诉家人';
const HARMLESS = '妈，我晚上七点到家，排骨多炖一会儿';

describe('npm run evaluate', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, rows: readonly object[]): string {
    const path = join(folder, name);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return path;
  }

  it('counts forwards by colour, with rates and their intervals', () => {
    const path = file('forwards.jsonl', [
      { id: 'a', text: SCAM, kind: 'scam', accept: ['red'], type: 'authority', trick: 'plain' },
      { id: 'b', text: SCAM.replaceAll('安全', '安、全'), kind: 'scam', accept: ['red', 'yellow'], type: 'authority', trick: 'separators' },
      { id: 'c', text: HARMLESS, kind: 'legit', accept: ['green'] },
    ]);
    const { status, stdout, stderr } = run('evaluate', [path]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^library \S+\n\nforwards\.jsonl: n 3\n/);
    expect(stdout).toMatch(/scam +red [12] +yellow [01] +green 0\n/);
    expect(stdout).toMatch(/legit +red 0 +yellow 0 +green 1\n/);
    expect(stdout).toMatch(/scam not green +100\.0 % +\(2\/2; 95 %: 34\.2 % – 100\.0 %\)/);
    expect(stdout).toMatch(/obfuscated scam not green +100\.0 % +\(1\/1;/);
    expect(stdout).toMatch(/legit red +0\.0 % +\(0\/1; 95 %: 0\.0 % – 79\.3 %\)/);
  });

  it('sees a mistake when there is one, and names it on demand', () => {
    const path = file('wrong.jsonl', [{ id: 'wrong-1', text: HARMLESS, kind: 'scam', accept: ['red'], type: 'loan' }]);
    expect(run('evaluate', [path]).stdout).toMatch(/scam in accept +0\.0 % +\(0\/1/);
    expect(run('evaluate', [path]).stdout).not.toContain('wrong-1');
    expect(run('evaluate', [path], undefined, { EVALUATE_IDS: '1' }).stdout).toContain('missed: wrong-1:green');
  });

  it('counts intents and calls for a human of chats', () => {
    const path = file('chats.jsonl', [
      { id: 'a', text: '转人工', intent: 'human', accept: null, escalate: true },
      { id: 'b', text: '救命，我刚转了五万给骗子', intent: 'stop-loss', accept: ['red'], escalate: true },
      { id: 'c', text: '谢谢你', intent: 'thanks', accept: null, escalate: false },
    ]);
    const { stdout } = run('evaluate', [path]);
    expect(stdout).toMatch(/escalate recall +100\.0 % +\(2\/2/);
    expect(stdout).toMatch(/escalate false +0\.0 % +\(0\/1/);
    expect(stdout).toMatch(/intent +100\.0 % +\(3\/3/);
  });

  it('plays dialogues through the chat', () => {
    const path = file('dialogues.jsonl', [
      {
        id: 'd1',
        turns: [
          { user: SCAM, expect: { accept: ['red'], escalate: false, must_mention: ['96110'], must_not: ['可以转'] } },
          { user: '我已经转了三万给他', expect: { accept: ['red'], escalate: true, must_mention: ['110'] } },
        ],
      },
      { id: 'd2', turns: [{ user: HARMLESS, expect: { accept: ['red'], escalate: true } }] },
    ]);
    const { status, stdout } = run('evaluate', [path], undefined, { EVALUATE_IDS: '1' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/turns right in everything +66\.7 % +\(2\/3/);
    expect(stdout).toContain('missed: d2.1:green');
  });

  it('counts short answers where they are asked for, and where they are none', () => {
    const red = { user: SCAM, expect: { accept: ['red'] } };
    const path = file('follow-ups.jsonl', [
      { id: 'u1', turns: [red, { user: '96110是真的吗', expect: { accept: null, follow_up: 'real-96110' } }] },
      { id: 'u2', turns: [red, { user: '96110是真的吗', expect: { accept: null, follow_up: 'costs-money' } }] },
      { id: 'u3', turns: [red, { user: '谢谢', expect: { accept: null, follow_up: null } }] },
      { id: 'u4', turns: [red, { user: '96110是真的吗', expect: { accept: null, follow_up: null } }] },
    ]);
    const { stdout } = run('evaluate', [path], undefined, { EVALUATE_IDS: '1' });
    expect(stdout).toMatch(/short answer +50\.0 % +\(1\/2/);
    expect(stdout).toMatch(/short answer for nothing +50\.0 % +\(1\/2/);
    expect(stdout).toMatch(/missed: u2\.2:red u4\.2:red\n/);
    expect(stdout).toMatch(/turns right in everything +75\.0 % +\(6\/8/);
  });

  it('reads several files, one report each', () => {
    const one = file('one.jsonl', [{ text: SCAM, kind: 'scam', accept: ['red'] }]);
    const two = file('two.jsonl', [{ text: HARMLESS, kind: 'legit', accept: ['green'] }]);
    expect(run('evaluate', [one, two]).stdout).toMatch(/one\.jsonl: n 1\n.*two\.jsonl: n 1\n/s);
  });

  it('compares, calibrates and looks for errors in one run, with drawings', () => {
    const path = file('several.jsonl', [
      { text: SCAM, kind: 'scam', accept: ['red'], type: 'authority', trick: 'plain', lang: 'zh-CN' },
      { text: HARMLESS, kind: 'legit', accept: ['green'] },
      { text: `${HARMLESS}！`, kind: 'marketing', accept: ['green'] },
    ]);
    const plots = join(folder, 'plots');
    const { status, stdout, stderr } = run('evaluate', ['--compare', '--calibration', '--errors', '--plots', plots, path]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const judge of ['keyword list alone', 'stock natural Bayes', 'its counts, added as logs', 'patterns alone', 'classifier alone'])
      expect(stdout).toContain(`\n| ${judge} `);
    expect(stdout).toMatch(
      /\| everything +\| 100\.0 % \(20\.7–100\.0\) \| 100\.0 % \(20\.7–100\.0\) \| 0\.0 % \(0\.0–79\.3\) \| +100\.0 %/,
    );
    expect(stdout).toMatch(/several: expected calibration error 0\.0\d+, n 2\n/);
    expect(stdout).toMatch(/\| authority +\| 1 \| +1 \| +0 \| +0 \|/);
    expect(stdout).not.toMatch(/scam in accept|[安全排骨]/);
    const drawn = readdirSync(plots).sort();
    expect(drawn).toEqual([expect.stringMatching(/^calibration-.*several\.svg$/), expect.stringMatching(/^errors-.*several\.svg$/)]);
    expect(readFileSync(join(plots, drawn[1] as string), 'utf8')).not.toContain('安全');
  });

  it('draws without being told what, and refuses what is no forward without showing it', () => {
    const plots = join(folder, 'plots-alone');
    const good = file('good.jsonl', [{ text: SCAM, kind: 'scam', accept: ['red'] }]);
    expect(run('evaluate', ['--plots', plots, good]).status).toBe(0);
    expect(readdirSync(plots)).toHaveLength(2);
    const bad = file('bad.jsonl', [
      { text: HARMLESS, kind: 'legit', accept: ['green'] },
      { text: SCAM, intent: 'advice', accept: null, escalate: false },
    ]);
    expect(run('evaluate', ['--errors', bad])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/bad\.jsonl: row 2 is no forward/),
    });
    expect(run('evaluate', ['--errors', bad]).stderr).not.toContain('公安');
  });

  it('shows how it is used', () => {
    expect(run('evaluate', [])).toMatchObject({ status: 1, stdout: expect.stringContaining('FILE.jsonl') });
    expect(run('evaluate', ['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--calibration') });
    expect(run('evaluate', ['--nonsense', 'x.jsonl']).status).toBe(1);
  });
});
