import { z } from 'zod';
import { CHANNEL_SETTINGS } from './channel-settings.ts';
import { AppError } from './errors.ts';
import { LIBRARY_SETTINGS } from './library-settings.ts';
import { SERVICE_SETTINGS } from './service-settings.ts';
import { setting } from './setting.ts';

/**
 * Every setting of the program: the one table behind the environment, `npm start -- --help` and docs/operations.md.
 * A value that is present but wrong stops the start with one line; a name of ours that is not here is warned of.
 */
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be from ${min} to ${max}`);
const numberOrOff = <T extends number | null>(min: number, max: number, off: T) =>
  z
    .string()
    .refine(
      (text) => text === 'off' || (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max),
      `must be a whole number from ${min} to ${max}, or off`,
    )
    .transform((text): number | T => (text === 'off' ? off : Number(text)));
const dialable = z.string().regex(/^[0-9-]{3,15}$/, 'must be a phone number of digits and hyphens');
const list = z.string().transform((values) =>
  values
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean),
);
/** Elsewhere a stranger on the way could read it, or answer in its place. */
const encryptedOrOwn = z
  .string()
  .refine(
    (url) =>
      url === '' ||
      (URL.canParse(url) &&
        (new URL(url).protocol === 'https:' ||
          (new URL(url).protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)))),
    'must begin with https://; http:// is for this machine alone',
  );
const clockTimeOrNever = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, 'must be a time such as 08:30');

export const SETTINGS = {
  PORT: setting(wholeNumber(0, 65535), '8787', 'port the server listens on; 0 takes a free one'),
  HOST: setting(z.string().min(1), '127.0.0.1', 'address the server listens on; 0.0.0.0 behind a reverse proxy on another machine'),
  DATA_DIR: setting(z.string().min(1), './data', 'folder of the database and the master key'),
  DATABASE_URL: setting(
    z
      .string()
      .refine(
        (url) =>
          url === '' ||
          url.startsWith('sqlite:') ||
          (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url.replace('@/', '@socket/'))) ||
          /^d1:\/\/[^@/]+@[\w-]+\/[\w-]+(?:\?|$)/.test(url),
        'must begin with sqlite: or be like postgres://user:password@host/database or, for commands, d1://token@account/database',
      ),
    '',
    'database; empty: sqlite:fanzha.db in DATA_DIR; postgres://user:password@host/database for several machines',
    { secret: true },
  ),
  DATABASE_POOL: setting(wholeNumber(2, 500), '10', 'connections to PostgreSQL at most, of each process; one more listens'),
  DATABASE_STATEMENT_MS: setting(wholeNumber(100, 600_000), '10000', 'milliseconds that a statement may take on PostgreSQL'),
  MASTER_KEY: setting(
    z.string().refine((key) => key === '' || /^[0-9a-f]{64}$/i.test(key), 'must be 64 hexadecimal digits'),
    '',
    'key that seals personal data; empty: DATA_DIR/master.key, made at the first start. Back it up apart from the data.',
    { secret: true },
  ),
  MASTER_KEY_COMMAND: setting(
    z.string(),
    '',
    'program that prints the master key, such as the client of a key store; asked at every start, for ten seconds at most',
  ),
  MASTER_KEY_OLD: setting(
    z.string().refine((key) => key === '' || /^[0-9a-f]{64}$/i.test(key), 'must be 64 hexadecimal digits'),
    '',
    'master key of before, while keys are changed: opens, and seals nothing; see npm run privacy -- rotate-master-key',
    { secret: true },
  ),
  BACKUP_KEY: setting(
    z.string().refine((key) => key === '' || /^[0-9a-f]{64}$/i.test(key), 'must be 64 hexadecimal digits'),
    '',
    'key that seals backups; empty: one derived from the master key. Never the master key itself.',
    { secret: true },
  ),
  DRAIN_SECONDS: setting(
    wholeNumber(0, 300),
    '0',
    'seconds that it goes on answering after SIGTERM while /health/ready says 503; as long as your load balancer needs to notice',
  ),
  RATE_LIMIT: setting(numberOrOff(1, 1_000_000, null), '120', 'requests per minute and client, or off'),
  TRUST_PROXY: setting(
    numberOrOff(0, 9, 0),
    'off',
    "number of reverse proxies in front whose X-Forwarded-For is believed, or off: the connection's address is the client",
  ),
  API_KEYS: setting(
    z
      .string()
      .transform((keys) =>
        keys
          .split(',')
          .map((key) => key.trim())
          .filter(Boolean),
      )
      .refine((keys) => keys.every((key) => key.length >= 16), 'every key needs at least 16 characters'),
    '',
    'comma-separated keys for /api/v1/check/batch and exact scores; empty: both are closed',
    { secret: true },
  ),
  HOTLINE_NUMBER: setting(dialable, '2250000', "the city's own hotline, named in every reply that needs it"),
  CITY: setting(z.string().min(1).max(20), '湖州', 'name of the city'),
  OFFICE_HOURS_FROM: setting(
    clockTimeOrNever,
    '',
    'officers are expected from this time (Asia/Shanghai); empty: nobody is, and the bot says so',
  ),
  OFFICE_HOURS_TO: setting(clockTimeOrNever, '', 'officers are expected until this time; the same as the beginning: around the clock'),
  RING_WEBHOOK_URL: setting(encryptedOrOwn, '', 'is called when a P0 waits and nobody claims it, again and again; what rings a telephone'),
  RING_WEBHOOK_SECRET: setting(
    z.string().regex(/^(?:\S{16,})?$/, 'needs at least 16 characters without blanks'),
    '',
    'what the calls of RING_WEBHOOK_URL are signed with',
    { secret: true },
  ),
  RING_PHONES: setting(
    list.refine((numbers) => numbers.every((number) => /^\+?\d{5,15}$/.test(number)), 'must be phone numbers, divided by commas'),
    '',
    'numbers that get an SMS at the same time, divided by commas',
  ),
  RING_SMS_CHANNEL: setting(z.string().trim(), '', 'channel that sends these SMS, such as twilio or tencent; it must have a sender'),
  ALARM_P0_SECONDS: setting(wholeNumber(5, 3600), '30', 'an unclaimed P0 stands out after so long, and after twice as long at supervisors'),
  ALARM_P1_SECONDS: setting(wholeNumber(5, 86_400), '180', 'the same for a P1'),
  RING_AFTER_SECONDS: setting(wholeNumber(0, 3600), '30', 'how long a P0 may wait before; when nobody has the desk open, it does not wait'),
  RING_EVERY_SECONDS: setting(wholeNumber(30, 3600), '60', 'first pause before it rings again; the later ones double, up to 15 minutes'),
  ...CHANNEL_SETTINGS,
  ...LIBRARY_SETTINGS,
  ...SERVICE_SETTINGS,
  LOG_LEVEL: setting(
    z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    'info',
    'how much is logged; never a text, a name or a number of a citizen',
  ),
} as const;

export type Config = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };
/** Names that we ask operators to prefix when they share an environment with other programs. */
const PREFIX = 'FANZHA_';

/**
 * `NAME` or `FANZHA_NAME`; `NAME_FILE` names a file that holds the value (for secrets).
 * @throws AppError `config.invalid` naming the first bad setting in one line.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): { config: Config; warnings: string[] } {
  const values: Record<string, unknown> = {};
  for (const [name, { schema, default: fallback, secret }] of Object.entries(SETTINGS)) {
    // Empty is the same as absent: compose files hand on what nobody has set.
    const raw = environment[PREFIX + name] || environment[name] || fromFile(environment[`${name}_FILE`], name, readFile) || fallback;
    const checked = schema.safeParse(raw);
    if (!checked.success) {
      const shown = secret ? 'its value' : `"${raw}"`;
      throw new AppError(
        'config.invalid',
        `${name}: ${shown} ${checked.error.issues[0]?.message ?? 'is not valid'}. npm start -- --help lists all settings.`,
      );
    }
    values[name] = checked.data;
  }
  const warnings = Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !(name.slice(PREFIX.length) in SETTINGS))
    .map((name) => `unknown setting ${name} is ignored; npm start -- --help lists all settings`);
  return { config: values as Config, warnings };
}

function fromFile(path: string | undefined, name: string, readFile: (path: string) => string): string | undefined {
  if (!path) return undefined;
  try {
    return readFile(path).trim();
  } catch (cause) {
    throw new AppError('config.invalid', `${name}_FILE: cannot read "${path}"`, 500, { cause });
  }
}

export function settingsHelp(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { default: value, meaning, secret }]) =>
      `  ${name.padEnd(18)} ${meaning}${secret ? ' (secret)' : ''}\n${' '.repeat(21)}default: ${value === '' ? '(empty)' : value}`,
  );
  return `反诈一哥 · npm start\n\nSettings come from the environment; ${PREFIX}NAME is read before NAME, and NAME_FILE may name a file.\n\n${rows.join('\n')}\n`;
}
