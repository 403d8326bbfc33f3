import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/cli/disaster/report.ts';
import { endWithUs } from '../src/cli/spawn-server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The command as people run it, seconds instead of minutes. */
async function drill(name: string): Promise<{ readonly code: number | null; readonly report: Report }> {
  const child = spawn(process.execPath, ['dist/disaster.js', name, '--small'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  endWithUs(child);
  const ended = once(child, 'exit');
  const printed = await text(child.stdout);
  await ended;
  return { code: child.exitCode, report: JSON.parse(printed.slice(0, printed.indexOf('\n'))) as Report };
}

describe.concurrent('a small disaster loses nothing:', () => {
  it.for(['kill', 'database-away', 'channel-down', 'slow-clients'])('%s', async (name, { expect: here }) => {
    const { code, report } = await drill(name);
    here(
      Object.entries(report.losses).filter(([, count]) => count > 0),
      report.examples.join('\n'),
    ).toEqual([]);
    here(code).toBe(0);
    here(Number(report.figures.acknowledged)).toBeGreaterThan(20);
  });
});

it('says how it is used when it is asked for what it does not know', async () => {
  const child = spawn(process.execPath, ['dist/disaster.js', 'flood'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  expect(await text(child.stderr)).toContain('npm run disaster -- kill|');
  await ended;
  expect(child.exitCode).toBe(2);
});
