import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './compiled-library.ts';

const LAUNCH = join(ROOT, 'src', 'cli', 'launch.mjs');

/** Our own Node, made to say that it is another one before the launcher asks. */
function launchOn(version: string, args: readonly string[]) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  return spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, LAUNCH, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    cwd: ROOT,
  });
}

it.each(['18.20.4', '20.19.0', '22.22.2', '23.11.1'])('Node %s is refused in one clear line', (version) => {
  const { status, stdout, stderr } = launchOn(version, ['check', '你好']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    new RegExp(`^This program needs Node 24; this is Node ${version.replaceAll('.', '\\.')}\\. Run "npm ci"[^\\n]+\\n$`),
  );
});

it.each(['24.0.0', '25.3.0', '30.0.0'])('Node %s is let through', (version) => {
  const { status, stdout, stderr } = launchOn(version, ['library', '--help']);
  expect(stderr).not.toContain('needs Node');
  expect(status).toBe(0);
  expect(stdout).toContain('npm run library');
});
