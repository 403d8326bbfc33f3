import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Bill, dependencyDoc, isAllowed, type Lock, ofProduction, productionDependencies } from '../../src/cli/dependency-list.ts';
import { ROOT } from '../compiled-library.ts';

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { allowScripts: Record<string, boolean> };
const all = productionDependencies(lock);

it('docs/dependencies.md is as npm run -s licences writes it, with a reason for each of our own', () => {
  expect(readFileSync(join(ROOT, 'docs', 'dependencies.md'), 'utf8')).toBe(dependencyDoc(lock));
  expect(dependencyDoc(lock)).not.toMatch(/a reason is missing|undefined/);
});

it('every licence is allowed, every package has its integrity and somebody who brings it', () => {
  expect(all.filter(({ licence }) => !isAllowed(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  expect(all.filter(({ integrity }) => !/^sha512-/.test(integrity ?? '')).map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ broughtBy }) => broughtBy.length === 0).map(({ path }) => path)).toEqual([]);
});

it('no install script runs that is not named', () => {
  const scripts = all.filter(({ hasInstallScript, optional }) => hasInstallScript && !optional).map(({ name }) => name);
  expect(scripts.filter((name) => !own.allowScripts[name])).toEqual([]);
  // Of what is optional npm asks allowScripts as well, and these are not in it.
  const optional = all.filter(({ hasInstallScript, optional: is }) => hasInstallScript && is).map(({ name }) => name);
  expect(optional.filter((name) => own.allowScripts[name])).toEqual([]);
});

it('tells an allowed licence from another', () => {
  expect(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND MIT', 'BSD-0-Clause'].map(isAllowed)).toEqual([true, true, true, true]);
  expect(['GPL-3.0', 'MIT AND GPL-3.0', 'unknown', '(AGPL-3.0 OR SSPL-1.0)'].map(isAllowed)).toEqual([false, false, false, false]);
});

it('the bill of materials names the same packages', () => {
  const made = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: ROOT, encoding: 'utf8' });
  const bill = ofProduction(JSON.parse(made.stdout) as Bill & { bomFormat: string }, `${lock.name}@${lock.version}`, lock);
  const names = (list: readonly { name: string; version?: string }[]): string[] =>
    [...new Set(list.map(({ name, version }) => `${name}@${version}`))].sort();
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(names(bill.components)).toEqual(names(all));
  expect(bill.dependencies.length).toBeGreaterThan(all.length / 2);
});
