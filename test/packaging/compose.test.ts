import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { isOperatorsOwn } from '../../src/cli/operators-own.ts';
import { ROOT } from '../compiled-library.ts';
import { isSetting } from './is-setting.ts';

const OPS = join(ROOT, 'docs', 'ops');
const text = (name: string): string => readFileSync(join(OPS, name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('compose.yaml', () => {
  const service = z.strictObject({
    profiles: z.array(z.string()).optional(),
    image: z.string(),
    build: z.strictObject({ context: z.literal('../..'), dockerfile: z.literal('docs/ops/Dockerfile') }).optional(),
    restart: z.literal('unless-stopped'),
    command: z.array(z.string()).optional(),
    env_file: z.array(z.strictObject({ path: z.literal('.env'), required: z.literal(false) })).optional(),
    ports: z.array(z.string().regex(/^127\.0\.0\.1:/)).optional(),
    environment: z.record(z.string(), z.string()),
    secrets: z.array(z.string()),
    volumes: z.array(z.string().regex(/^\w+:\/[\w/]+$/)),
    depends_on: z
      .union([z.array(z.string()), z.record(z.string(), z.strictObject({ condition: z.string(), required: z.boolean() }))])
      .optional(),
    healthcheck: z.record(z.string(), z.unknown()).optional(),
    read_only: z.literal(true).optional(),
    tmpfs: z.array(z.string()).optional(),
    cap_drop: z.array(z.literal('ALL')).optional(),
    security_opt: z.array(z.literal('no-new-privileges:true')),
    stop_grace_period: z
      .string()
      .regex(/^\d+s$/)
      .optional(),
  });
  const file = z.strictObject({
    name: z.string(),
    services: z.record(z.string(), service),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  });
  const { services, volumes, secrets } = file.parse(parse(text('compose.yaml')));

  it('names only volumes, secrets, services and settings that there are', () => {
    for (const [name, { volumes: used, secrets: read, depends_on: needs = [], environment }] of Object.entries(services)) {
      for (const volume of used) expect(volumes).toHaveProperty(volume.split(':')[0] ?? '');
      for (const secret of read) expect(secrets).toHaveProperty(secret);
      for (const other of Array.isArray(needs) ? needs : Object.keys(needs)) expect(services).toHaveProperty(other);
      if (name !== 'postgres') expect(Object.keys(environment).filter((key) => !isSetting(key))).toEqual([]);
    }
  });

  it('hands the settings of one file to our own containers, which an operator may leave out, and no path or port of his machine', () => {
    for (const name of ['app', 'backup']) expect(services[name]?.env_file).toEqual([{ path: '.env', required: false }]);
    // Compose reads the same file for what stands in braces: only so what is there does not take from what the file says.
    const handedOn = Object.entries({ ...services.backup?.environment, ...services.app?.environment });
    const fixed = handedOn.filter(([name, value]) => !value.startsWith(`\${${name}:-`));
    expect(Object.fromEntries(fixed)).toEqual({
      HOST: '0.0.0.0',
      PORT: '8787',
      DATA_DIR: '/data',
      MASTER_KEY_FILE: '/run/secrets/master_key',
    });
  });

  it('leaves what an operator puts beside it to him: neither Git nor a bundle takes it along', () => {
    const own: readonly string[] = text('.gitignore').match(/^[^#\s].*$/gm) ?? [];
    const named = Object.values(secrets).map(({ file: path }) => /:-\.\/(.+)\}$/.exec(path)?.[1]);
    expect([...own].sort()).toEqual(['.env', ...named].sort());
    expect(own.filter((name) => !isOperatorsOwn(join(OPS, name)))).toEqual([]);
    expect(readdirSync(OPS).filter((name) => isOperatorsOwn(join(OPS, name)) && !own.includes(name))).toEqual([]);
    expect(isOperatorsOwn(join(OPS, 'compose.yaml'))).toBe(false);
  });

  it('tells the backup which database it is, so that it refuses PostgreSQL', () => {
    expect(services.backup?.environment).toMatchObject({ DATABASE_URL: services.app?.environment.DATABASE_URL, DATA_DIR: '/data' });
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/backup.js'), 'create', '--to', join(folder, 'backups')], {
      env: { DATABASE_URL: 'postgres://fanzha:x@127.0.0.1:1/fanzha', DATA_DIR: folder, MASTER_KEY: '0f'.repeat(32) },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('PostgreSQL') });
  });

  it('lets our own containers write to their volumes alone', () => {
    for (const name of ['app', 'backup']) expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] });
  });

  it('has a backup loop that a shell can read, with commands that there are', () => {
    const script = (services.backup?.command?.[2] ?? '').replaceAll('$$', '$');
    expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect([...script.matchAll(/dist\/(\w+)\.js (\w+)/g)].map(([, program, act]) => `${program} ${act}`)).toEqual([
      'backup create',
      'backup verify',
      'backup prune',
    ]);
  });
});
