import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../node/paths.ts';
import { type Bill, dependencyDoc, isAllowed, type Lock, ofProduction, productionDependencies } from './dependency-list.ts';

const { values } = parseArgs({ options: { sbom: { type: 'string' } } });
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
writeFileSync(join(ROOT, 'docs', 'dependencies.md'), dependencyDoc(lock));
const OWN = `${lock.name}@${lock.version}`;
const strange = productionDependencies(lock).filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of strange) process.stderr.write(`${name} ${version}: ${licence} is not allowed\n`);
if (values.sbom !== undefined) {
  const made = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (made.status !== 0) process.stderr.write(made.stderr);
  else writeFileSync(values.sbom, `${JSON.stringify(ofProduction(JSON.parse(made.stdout) as Bill, OWN, lock), null, 2)}\n`);
  process.exitCode = made.status ?? 1;
}
if (strange.length > 0) process.exitCode = 1;
