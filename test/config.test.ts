import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTINGS, settingsHelp } from '../src/config.ts';
import { AppError } from '../src/errors.ts';
import { ROOT } from './compiled-library.ts';

const noFile = (path: string): string => {
  throw new Error(`no such file ${path}`);
};
const read = (environment: Record<string, string>) => readConfig(environment, noFile);
const problemOf = (environment: Record<string, string>): string => {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  return 'no problem';
};

describe('settings', () => {
  it('have defaults that start a server on this machine alone', () => {
    expect(read({})).toMatchObject({
      warnings: [],
      config: {
        PORT: 8787,
        HOST: '127.0.0.1',
        DATA_DIR: './data',
        DATABASE_URL: '',
        MASTER_KEY: '',
        RATE_LIMIT: 120,
        TRUST_PROXY: 0,
        API_KEYS: [],
        HOTLINE_NUMBER: '2250000',
        CITY: '湖州',
        OFFICE_HOURS_FROM: '',
        OFFICE_HOURS_TO: '',
        LOG_LEVEL: 'info',
      },
    });
  });

  it.each([
    [{ PORT: '0' }, { PORT: 0 }],
    [{ PORT: '65535' }, { PORT: 65535 }],
    [{ RATE_LIMIT: 'off' }, { RATE_LIMIT: null }],
    [{ RATE_LIMIT: '1' }, { RATE_LIMIT: 1 }],
    [{ TRUST_PROXY: 'off' }, { TRUST_PROXY: 0 }],
    [{ TRUST_PROXY: '2' }, { TRUST_PROXY: 2 }],
    [{ API_KEYS: ' one-key-of-sixteen , another-key-of-16, ' }, { API_KEYS: ['one-key-of-sixteen', 'another-key-of-16'] }],
    [{ HOTLINE_NUMBER: '0572-2250000' }, { HOTLINE_NUMBER: '0572-2250000' }],
    [{ OFFICE_HOURS_FROM: '23:59' }, { OFFICE_HOURS_FROM: '23:59' }],
    [{ MASTER_KEY: 'aB'.repeat(32) }, { MASTER_KEY: 'aB'.repeat(32) }],
    [{ DATABASE_URL: 'sqlite:/var/x.db' }, { DATABASE_URL: 'sqlite:/var/x.db' }],
    [{ DATABASE_URL: 'postgres://me:word@db:5432/fanzha' }, { DATABASE_URL: 'postgres://me:word@db:5432/fanzha', DATABASE_POOL: 10 }],
    [{ DATABASE_URL: 'postgresql://me:word@/fanzha?host=/run/x' }, { DATABASE_URL: 'postgresql://me:word@/fanzha?host=/run/x' }],
    [{ DATABASE_URL: 'd1://token@account/data-base' }, { DATABASE_URL: 'd1://token@account/data-base' }],
    [{ CITY: '德清' }, { CITY: '德清' }],
    [{ RING_WEBHOOK_URL: 'https://ring.example/a?b=c' }, { RING_WEBHOOK_URL: 'https://ring.example/a?b=c' }],
    [{ RING_WEBHOOK_URL: 'http://127.0.0.1:9000/ring' }, { RING_WEBHOOK_URL: 'http://127.0.0.1:9000/ring' }],
    [{ RING_PHONES: ' 13800000001, +8613800000002 ' }, { RING_PHONES: ['13800000001', '+8613800000002'] }],
    [{ RING_AFTER_SECONDS: '0' }, { RING_AFTER_SECONDS: 0 }],
  ])('take %j', (environment, wanted) => {
    expect(read(environment as unknown as Record<string, string>).config).toMatchObject(wanted);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PORT', '1e3'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'd1://account/without-a-token'],
    ['DATABASE_URL', 'postgres://me:word@db:port/x'],
    ['DATABASE_POOL', '1'],
    ['MASTER_KEY', 'f'.repeat(63)],
    ['MASTER_KEY', 'g'.repeat(64)],
    ['RATE_LIMIT', '0'],
    ['RATE_LIMIT', 'of'],
    ['RATE_LIMIT', '-5'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_PROXY', '10'],
    ['API_KEYS', 'long-enough-key-here,short'],
    ['HOTLINE_NUMBER', 'call us'],
    ['HOTLINE_NUMBER', '12'],
    ['CITY', '很'.repeat(21)],
    ['OFFICE_HOURS_FROM', '24:00'],
    ['OFFICE_HOURS_FROM', '8:30'],
    ['OFFICE_HOURS_TO', '08:60'],
    ['OFFICE_HOURS_TO', 'morning'],
    ['LOG_LEVEL', 'verbose'],
    ['RING_WEBHOOK_URL', 'http://ring.example/'],
    ['RING_WEBHOOK_URL', 'http://127.0.0.1.ring.example/'],
    ['RING_WEBHOOK_URL', 'file:///etc/passwd'],
    ['RING_WEBHOOK_SECRET', 'short'],
    ['RING_PHONES', '13800000001,call me'],
    ['RING_AFTER_SECONDS', '-1'],
    ['RING_EVERY_SECONDS', '29'],
  ])('refuse %s=%s in one line that names it', (name, value) => {
    const problem = problemOf({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name}: [^\\n]+--help lists all settings\\.$`));
    if (!SETTINGS[name as keyof typeof SETTINGS].secret) expect(problem).toContain(`"${value}"`);
  });

  it('never print a secret, not even a wrong one', () => {
    for (const [name, { secret }] of Object.entries(SETTINGS)) {
      if (!secret) continue;
      const value = 'hush-hush hush,hush,hush';
      expect(problemOf({ [name]: value })).toMatch(new RegExp(`^${name}: `));
      expect(problemOf({ [name]: value })).not.toContain(value);
    }
    expect(
      Object.entries(SETTINGS)
        .filter(([, { secret }]) => secret)
        .map(([name]) => name),
    ).toEqual([
      'DATABASE_URL',
      'MASTER_KEY',
      'MASTER_KEY_OLD',
      'BACKUP_KEY',
      'API_KEYS',
      'RING_WEBHOOK_SECRET',
      'WECHAT_TOKEN',
      'WECHAT_AES_KEY',
      'WECHAT_APP_SECRET',
      'WECOM_TOKEN',
      'WECOM_AES_KEY',
      'WECOM_KF_SECRET',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_SECRET_TOKEN',
      'TWILIO_AUTH_TOKEN',
      'ALIYUN_SMS_SECRET',
      'ALIYUN_ACCESS_KEY_SECRET',
      'TENCENT_SMS_SECRET',
      'TENCENT_SECRET_KEY',
      'SMSFORWARDER_SECRET',
      'ANDROID_SMS_GATEWAY_SECRET',
      'HTTPSMS_SECRET',
      'GENERIC_WEBHOOK_SECRET',
      'LIBRARY_SIGNING_KEY',
      'SECOND_READER_KEY',
      'WARNINGS_SECRET',
      'METRICS_TOKEN',
    ]);
  });

  it('are read with our prefix first', () => {
    expect(read({ PORT: '1', FANZHA_PORT: '2' }).config.PORT).toBe(2);
    expect(problemOf({ PORT: '1', FANZHA_PORT: 'x' })).toMatch(/^PORT: "x"/);
  });

  it('that are empty are as good as absent', () => {
    expect(read({ PORT: '', FANZHA_CITY: '', CITY: '安吉' }).config).toMatchObject({ PORT: 8787, CITY: '安吉' });
  });

  it('may stand in a file, without its last line break', () => {
    const files: Record<string, string> = { '/run/key': `${'ab'.repeat(32)}\n` };
    const config = (environment: Record<string, string>) => readConfig(environment, (path) => files[path] ?? noFile(path)).config;
    expect(config({ MASTER_KEY_FILE: '/run/key' }).MASTER_KEY).toBe('ab'.repeat(32));
    expect(config({ MASTER_KEY_FILE: '/run/key', MASTER_KEY: '' }).MASTER_KEY).toBe('ab'.repeat(32));
    expect(config({ MASTER_KEY_FILE: '/run/key', MASTER_KEY: 'cd'.repeat(32) }).MASTER_KEY).toBe('cd'.repeat(32));
  });

  it('refuse a file that cannot be read, naming setting and file', () => {
    expect(problemOf({ MASTER_KEY_FILE: '/nowhere' })).toBe('MASTER_KEY_FILE: cannot read "/nowhere"');
  });

  it('warn of a name of ours that does not exist, and of nobody else’s', () => {
    expect(read({ FANZHA_PROT: '1', FANZHA_PORT: '1', PROT: '1', HOME: '/root' }).warnings).toEqual([
      'unknown setting FANZHA_PROT is ignored; npm start -- --help lists all settings',
    ]);
  });

  it('are all listed by --help with meaning and default', () => {
    const help = settingsHelp();
    for (const [name, { default: value, meaning }] of Object.entries(SETTINGS)) {
      expect(help).toContain(`  ${name} `);
      expect(help).toContain(meaning);
      expect(help).toContain(value === '' ? 'default: (empty)' : `default: ${value}`);
    }
  });

  it('are all documented', () => {
    const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
    const rows = Object.entries(SETTINGS).map(
      ([name, setting]) => `| \`${name}\` | ${setting.default === '' ? 'empty' : `\`${setting.default}\``} |`,
    );
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });
});

describe('the built server', () => {
  const start = (args: readonly string[], environment: Record<string, string>) =>
    spawnSync(process.execPath, [join(ROOT, 'dist', 'node.js'), ...args], {
      env: { PATH: process.env.PATH, ...environment },
      encoding: 'utf8',
      cwd: ROOT,
    });

  it('prints the settings and starts nothing with --help, however wrong they are', () => {
    const { status, stdout, stderr } = start(['--help'], { PORT: 'wrong' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: settingsHelp(), stderr: '' });
  });

  it('ends with one line for a bad setting', () => {
    const { status, stdout, stderr } = start([], { PORT: 'wrong' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^PORT: "wrong" [^\n]+\n$/);
  });
});
