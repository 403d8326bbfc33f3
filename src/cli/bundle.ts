import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.ts';
import { ROOT } from '../node/paths.ts';
import { endWith } from './end-with.ts';
import { isOperatorsOwn } from './operators-own.ts';

const HELP = `npm run bundle -- --for linux-x64 --to FILE.tar.gz     one archive that installs without network and without Node
                       linux-arm64

Packages and a foreign Node come from npm's cache or, this once, over the network; tar must be there.
`;
const PLATFORMS = ['linux-x64', 'linux-arm64'];
const PROJECT = [
  'src',
  'intents',
  'scam-patterns',
  'docs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
];

function main(): number {
  const { values } = parseArgs({ options: { for: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help || !values.for || !values.to) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  const platform = values.for;
  if (!PLATFORMS.includes(platform)) throw new AppError('bundle.platform', `there is no bundle for ${platform}: ${PLATFORMS.join(' or ')}`);
  const work = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const stage = join(work, 'stage');
    mkdirSync(stage);
    step('project and programs', () => copyProject(stage));
    step('packages', () => installPackages(stage, platform));
    step(`Node for ${platform}`, () => copyNode(stage, platform, work));
    const name = step('check sums', () => seal(stage, platform));
    step('archive', () => pack(work, stage, `fanzha-${name}-${platform}`, resolve(values.to as string)));
    const sum = createHash('sha256').update(readFileSync(values.to)).digest('hex');
    process.stdout.write(`${sum}  ${values.to}\n`);
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function copyProject(stage: string): void {
  for (const name of PROJECT) cpSync(join(ROOT, name), join(stage, name), { recursive: true, filter: (path) => !isOperatorsOwn(path) });
  cpSync(join(ROOT, 'dist'), join(stage, 'dist'), { recursive: true, filter: (path) => !/\.(?:map|stamp)$|\/\.programs-/.test(path) });
  mkdirSync(join(stage, 'bin'));
  for (const [from, to] of [
    ['bundle-run.sh', 'bin/fanzha'],
    ['bundle-install.sh', 'install.sh'],
    ['bundle-readme.md', 'README-bundle.md'],
  ] as const) {
    copyFileSync(join(ROOT, 'docs', 'ops', from), join(stage, to));
    if (!to.endsWith('.md')) chmodSync(join(stage, to), 0o755);
  }
}

/** From the lock file, each with its check sum; no script of a package runs, and none has parts for one machine alone. */
function installPackages(stage: string, platform: string): void {
  const [os, cpu] = platform.split('-');
  const only = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', ...only, `--os=${os}`, `--cpu=${cpu}`], stage);
  const native = readdirSync(join(stage, 'node_modules'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'));
  if (native.length > 0) throw new AppError('bundle.native', `compiled for one machine, so it cannot go along: ${native.join(', ')}`);
}

/** The same version as the project's own Node: here the running one, for another machine the package of the same makers. */
function copyNode(stage: string, platform: string, work: string): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'node', 'package.json'), 'utf8')) as { version: string };
  const unpacked = join(work, 'node');
  mkdirSync(unpacked);
  // npm compares it with the check sum that its registry has published.
  run('npm', ['pack', `node-${platform}@${version}`, '--prefer-offline', '--silent', '--pack-destination', work], work);
  run('tar', ['-xzf', join(work, `node-${platform}-${version}.tgz`), '-C', unpacked], work);
  mkdirSync(join(stage, 'node', 'bin'), { recursive: true });
  copyFileSync(join(unpacked, 'package', 'bin', 'node'), join(stage, 'node', 'bin', 'node'));
  copyFileSync(join(unpacked, 'package', 'LICENSE'), join(stage, 'node', 'LICENSE'));
  chmodSync(join(stage, 'node', 'bin', 'node'), 0o755);
}

/** @returns the release's name: equal contents have equal names. */
function seal(stage: string, platform: string): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const lines = readdirSync(stage, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ./${path.slice(stage.length + 1)}\n`);
  const sums = lines.join('');
  writeFileSync(join(stage, 'SHA256SUMS'), sums);
  const name = `${version}-${createHash('sha256').update(sums).digest('hex').slice(0, 8)}`;
  writeFileSync(join(stage, 'BUNDLE'), `${name} ${platform}\n`);
  return name;
}

function pack(work: string, stage: string, name: string, to: string): void {
  renameSync(stage, join(work, name));
  mkdirSync(dirname(to), { recursive: true });
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
  run('tar', [...same, '-czf', `${to}.part`, '-C', work, name], work);
  renameSync(`${to}.part`, to);
}

function step<Result>(name: string, work: () => Result): Result {
  process.stderr.write(`${name} …\n`);
  const started = performance.now();
  const result = work();
  process.stderr.write(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/** @throws AppError `bundle.step` with what the program said */
function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0 || error) throw new AppError('bundle.step', `${command} ${args[0]} failed: ${error?.message ?? stderr.trim()}`);
}

await endWith(main);
