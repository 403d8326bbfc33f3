import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../compiled-library.ts';
import { isSetting } from './is-setting.ts';
import { execForm, readDockerfile } from './read-dockerfile.ts';

const OPS = join(ROOT, 'docs', 'ops');
const text = (name: string): string => readFileSync(join(OPS, name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const serverStart = (): { readonly flags: string[]; readonly environment: Record<string, string> } =>
  JSON.parse(readFileSync(join(ROOT, 'src/cli/server-start.json'), 'utf8'));

describe('the Dockerfile', () => {
  const stages = readDockerfile(text('Dockerfile'));
  const last = stages.at(-1);
  const lastOf = (name: string): string => last?.steps.findLast((step) => step.name === name)?.value ?? '';

  it('has a stage that builds and one that runs, without build tools, as nobody in particular', () => {
    expect(stages.slice(1).map(({ alias }) => alias)).toEqual(['build', null]);
    expect(lastOf('USER')).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(last?.steps.filter(({ name, value }) => name === 'RUN' && /npm|apt/.test(value))).toEqual([]);
    expect(stages[0]?.steps).toEqual([{ name: 'ARG', value: expect.stringMatching(/^NODE_IMAGE=node:24-/) }]);
  });

  it('starts and is asked as npm start and the health route are', () => {
    const { flags, environment } = serverStart();
    expect(execForm(lastOf('CMD'))).toEqual(['node', ...flags, 'dist/node.js']);
    for (const [name, value] of Object.entries(environment)) expect(last?.steps).toContainEqual({ name: 'ENV', value: `${name}=${value}` });
    expect(execForm(lastOf('HEALTHCHECK'))[2]).toContain('/health/live');
  });

  it('copies what there is, and no key and no data', () => {
    const copied = stages[1]?.steps.filter(({ name }) => name === 'COPY').map(({ value }) => value);
    expect(copied).toEqual(['package.json package-lock.json ./', '. .']);
    const [first, ...allowed] = text('Dockerfile.dockerignore').match(/^[^#\s].*$/gm) ?? [];
    expect(first).toBe('*');
    const there = new Set(readdirSync(ROOT));
    expect(allowed.filter((line) => !there.has(line.slice(1)))).toEqual([]);
  });

  it('is refused by the reader when an instruction is not one', () => {
    expect(() => readDockerfile('FROM a\nRUNN x\n')).toThrow(/RUNN/);
  });
});

describe('the units', () => {
  const units = [
    'fanzha.service',
    'fanzha-backup.service',
    'fanzha-backup.timer',
    'fanzha-doctor.service',
    'fanzha-doctor.timer',
    'fanzha-alarm.service',
  ];
  const ours = ['fanzha.service', 'fanzha-backup.service', 'fanzha-doctor.service'];
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  it.runIf(hasSystemd)('are understood by systemd', () => {
    // As if they were installed, with the program where they say.
    const root = join(folder, 'root');
    for (const program of ['opt/fanzha/current/bin/fanzha', 'bin/sh']) {
      mkdirSync(join(root, program, '..'), { recursive: true });
      writeFileSync(join(root, program), '', { mode: 0o755 });
    }
    const at = join(root, 'etc/systemd/system');
    mkdirSync(at, { recursive: true });
    for (const unit of units) cpSync(join(OPS, unit), join(at, unit));
    for (const system of ['/lib/systemd/system', '/usr/lib/systemd/system'])
      cpSync(system, join(root, system), { recursive: true, verbatimSymlinks: true, force: true, errorOnExist: false });
    const { stderr } = spawnSync('systemd-analyze', ['verify', `--root=${root}`, '--man=no', ...units], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => /fanzha/.test(line))).toEqual([]);
  });

  it.each(units)('%s has sections and lines that systemd knows by form, and settings that there are', (unit) => {
    const lines = text(unit)
      .split('\n')
      .filter((line) => !/^\s*(?:#|$)/.test(line));
    expect(lines.filter((line) => !/^(?:\[(?:Unit|Service|Timer|Install)\]|[A-Z]\w+=.*)$/.test(line))).toEqual([]);
    const named = lines.filter((line) => line.startsWith('Environment=')).flatMap((line) => line.slice(12).split(' '));
    const foreign = named.map((pair) => pair.split('=')[0] ?? '').filter((name) => name !== 'NODE_ENV' && !isSetting(name));
    expect(foreign).toEqual([]);
  });

  it('are hardened, and take the key from where no other program reads it', () => {
    for (const unit of ours)
      for (const line of [
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'LoadCredential=master.key:/etc/fanzha/master.key',
        'CapabilityBoundingSet=',
      ])
        expect(text(unit).split('\n')).toContain(line);
  });

  it('all read the same settings, which an operator may leave out: the backup learns so that it is PostgreSQL, and refuses', () => {
    for (const unit of ours) {
      const lines = text(unit).split('\n');
      expect(lines).toContain('EnvironmentFile=-/etc/fanzha/fanzha.env');
      expect(lines.join('\n')).toContain('DATA_DIR=/var/lib/fanzha');
    }
  });

  it('tell somebody when a backup fails or something is missing', () => {
    for (const unit of ['fanzha-backup.service', 'fanzha-doctor.service'])
      expect(text(unit).split('\n')).toContain('OnFailure=fanzha-alarm.service');
    expect(text('fanzha-alarm.service')).toContain('-u fanzha-doctor.service -u fanzha-backup.service | /etc/fanzha/alarm');
  });
});

describe.runIf(process.platform === 'linux')('the bundle', () => {
  it.each(['bundle-install.sh', 'bundle-run.sh'])('%s can be read by a plain shell', (name) => {
    expect(spawnSync('sh', ['-n', join(OPS, name)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('starts the server as npm start does', () => {
    const { flags, environment } = serverStart();
    const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    expect(text('bundle-run.sh')).toContain(
      `start) ${settings.join(' ')} exec "$here/node/bin/node" ${flags.join(' ')} "$here/dist/node.js"`,
    );
  });

  /** What is installed, small: the scripts are the real ones, the Node is ours. */
  function bundle(platform: string): string {
    const at = mkdtempSync(join(folder, 'bundle-'));
    for (const name of ['node/bin', 'bin', 'dist']) mkdirSync(join(at, name), { recursive: true });
    writeFileSync(join(at, 'node/bin/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
    writeFileSync(join(at, 'dist/doctor.js'), 'console.log(process.argv.slice(2).join("+"))');
    cpSync(join(OPS, 'bundle-run.sh'), join(at, 'bin/fanzha'));
    cpSync(join(OPS, 'bundle-install.sh'), join(at, 'install.sh'));
    chmodSync(join(at, 'bin/fanzha'), 0o755);
    const sums = spawnSync('sha256sum', ['./dist/doctor.js', './bin/fanzha'], { cwd: at, encoding: 'utf8' }).stdout;
    writeFileSync(join(at, 'SHA256SUMS'), sums);
    writeFileSync(join(at, 'BUNDLE'), `1.0.0-${at.slice(-6)} ${platform}\n`);
    return at;
  }
  const here = `linux-${process.arch}`;
  const install = (at: string, target: string) => spawnSync('sh', [join(at, 'install.sh'), target], { encoding: 'utf8' });

  it('installs beside the release before, changes over in one step, and can be gone back from', () => {
    const target = join(folder, 'opt');
    const [one, two] = [bundle(here), bundle(here)];
    expect(install(one, target)).toMatchObject({ status: 0 });
    expect(spawnSync(join(target, 'current/bin/fanzha'), ['doctor', '--online', 'a b'], { encoding: 'utf8' }).stdout).toBe(
      '--online+a b\n',
    );
    expect(install(two, target)).toMatchObject({ status: 0 });
    expect(readdirSync(join(target, 'releases'))).toHaveLength(2);
    expect(install(two, target).stdout).toContain('is there already');
    expect(spawnSync(join(target, 'current/bin/fanzha'), ['../x']).status).toBe(2);
  });

  it('installs nothing that is for another machine or was changed on the way', () => {
    const target = join(folder, 'nothing');
    expect(install(bundle(here === 'linux-x64' ? 'linux-arm64' : 'linux-x64'), target)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('take the bundle for it'),
    });
    const changed = bundle(here);
    writeFileSync(join(changed, 'dist/doctor.js'), 'evil');
    expect(install(changed, target)).toMatchObject({ status: 1, stderr: expect.stringContaining('fetch the bundle again') });
    expect(readdirSync(folder)).not.toContain('nothing');
  });
});
