import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { createLog } from '../log.ts';
import { channelDeps } from '../make-channels.ts';
import { believedKeys } from '../node/believed-keys.ts';
import { loadLibrary } from '../node/load-library.ts';
import { migrate } from '../storage/migrate.ts';
import { openNodeSqlite } from '../storage/node-sqlite.ts';
import { createSealer } from '../storage/seal.ts';
import { createStorage, type Storage } from '../storage/storage.ts';
import { examineCertificate } from './doctor/certificate.ts';
import { examine } from './doctor/examine.ts';
import { examineOperations, putDrill } from './doctor/examine-operations.ts';
import type { Finding } from './doctor/finding.ts';
import { inviteAdministrator } from './doctor/invite-administrator.ts';
import { endWith } from './end-with.ts';
import { hasDatabase, inDatabase, NO_KEY } from './in-database.ts';

const HELP = `npm run doctor                              says what works and what is missing: each channel, and how the service is run
npm run doctor -- --json                    the same for machines; with --online, too
npm run doctor -- --online                  asks the platforms, too, whether they take our keys, and looks at our certificate
npm run doctor -- --drill                   puts a drill, P0, into the queue: is it claimed? The next doctor says
npm run doctor -- --set-telegram-webhook    tells Telegram where to call (needs PUBLIC_URL)
npm run doctor -- --ledger                  what became of the messages that we sent, by channel
npm run doctor -- --aside                   which pieces of work failed and wait for their next try
npm run doctor -- --audit [position:hash]   whether the audit log is whole; with a head noted before, also since then
npm run doctor -- --invite-administrator    a one-time link to the desk, for an only administrator who lost his telephone
`;
const MARKS: Readonly<Record<Finding['state'], string>> = { works: '✔', missing: '✘', note: '·' };

async function main(): Promise<number> {
  const given = process.argv.slice(2);
  const json = given.includes('--json');
  const [option, noted] = given.filter((one) => one !== '--json');
  const { config, warnings } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  if (option === '--ledger') return showLedger(config);
  if (option === '--aside') return showAside(config);
  if (option === '--audit') return verifyAudit(config, noted);
  if (option === '--drill')
    return say(
      `${await putDrill(config, await loadLibrary(believedKeys(config)))} waits in the queue as a drill. Claim it and close it; npm run doctor says later whether it was in time.\n`,
    );
  if (option === '--invite-administrator')
    return say(
      `${await inviteAdministrator(config)}\nIt makes one administrator, once, within 24 hours. Then disable the account of the lost telephone.\n`,
    );
  if (option !== undefined && option !== '--online' && option !== '--set-telegram-webhook') return say(HELP, option === '--help' ? 0 : 2);
  return inDatabaseOfOurOwn(async (storage) => {
    if (option === '--set-telegram-webhook') return callTelegramHome(config, storage);
    const quiet = createLog('silent', () => undefined);
    const findings: Finding[] = warnings.map((text) => ({ channel: 'settings', state: 'note', text }));
    const library = await loadLibrary(believedKeys(config));
    findings.push(...(await examine(config, storage, library, quiet, option === '--online')));
    findings.push(...(await examineOperations(config, library)));
    if (option === '--online') findings.push(...(await examineCertificate(config.PUBLIC_URL, Date.now())));
    const ok = findings.every(({ state }) => state !== 'missing');
    if (json) say(`${JSON.stringify({ ok, findings })}\n`);
    else
      for (const { channel, state, text, todo } of findings)
        say(`${MARKS[state]} ${channel.padEnd(20)} ${text}${todo ? ` → ${todo}` : ''}\n`);
    return ok ? 0 : 1;
  });
}

/** Nothing that the doctor says reaches the real database. */
async function inDatabaseOfOurOwn(work: (storage: Storage) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const database = openNodeSqlite(join(folder, 'doctor.db'));
  try {
    await migrate(database, Date.now);
    let ids = 0;
    const sources = { now: Date.now, id: () => `doctor-${++ids}` };
    return await work(createStorage(database, await createSealer(NO_KEY), sources));
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws AppError `config.invalid`, or Telegram's refusal */
async function callTelegramHome(config: Config, storage: Storage): Promise<number> {
  const { TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_SECRET_TOKEN: secretTokens, TELEGRAM_API_ROOT: apiRoot, PUBLIC_URL } = config;
  if (PUBLIC_URL === '') throw new AppError('config.invalid', 'PUBLIC_URL is missing: Telegram must know where to call');
  if (botToken === '') throw new AppError('config.invalid', 'TELEGRAM_BOT_TOKEN is missing');
  const { createTelegramChannel } = await import('../channels/telegram/telegram.ts');
  const telegram = createTelegramChannel({ botToken, secretTokens, apiRoot }, channelDeps(storage, Date.now));
  await telegram.setWebhook(`${PUBLIC_URL}/webhooks/telegram`);
  return say('Telegram now calls the webhook.\n');
}

/** What became of our messages, in the real database. Opens nothing that is sealed. */
async function showLedger(config: Config): Promise<number> {
  if (!hasDatabase(config)) return say('Nothing has been sent yet: there is no database.\n');
  return inDatabase(async (storage) => {
    const lines = await storage.ledger();
    if (lines.length === 0) say('Nothing has been sent yet.\n');
    for (const { channel, state, reason, count } of lines)
      say(`${channel.padEnd(20)} ${state.padEnd(10)} ${String(count).padStart(8)}${reason ? `  ${reason}` : ''}\n`);
    return 0;
  }, config);
}

/** Which pieces of work stand aside: ids of ours and codes alone. */
async function showAside(config: Config): Promise<number> {
  if (!hasDatabase(config)) return say('Nothing stands aside: there is no database.\n');
  return inDatabase(async (storage) => {
    const pieces = await storage.listAside();
    if (pieces.length === 0) say('Nothing stands aside.\n');
    for (const { queue, subject, tries, reason, since, until } of pieces)
      say(
        `${queue.padEnd(16)} ${subject}  ${reason}  tried ${tries} times since ${new Date(since).toISOString()}, again ${new Date(until).toISOString()}\n`,
      );
    return pieces.length === 0 ? 0 : 1;
  }, config);
}

/** Whether the real database's audit log is whole. Opens nothing that is sealed. */
async function verifyAudit(config: Config, noted: string | undefined): Promise<number> {
  const [, position, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(noted ?? '') ?? [];
  if (noted !== undefined && hash === undefined) return say('The noted head looks like 1024:9f2c… with 64 hexadecimal digits.\n', 2);
  if (!hasDatabase(config)) return say('Nothing has been audited yet: there is no database.\n');
  return inDatabase(async (storage) => {
    const verdict = await storage.verifyAudit(hash === undefined ? null : { position: Number(position), hash });
    const { ok, rows, chained, head, firstBad } = verdict;
    const state = ok ? 'whole' : `BROKEN at ${firstBad?.position}: ${firstBad?.what}`;
    const newest = rows > chained ? `, ${rows - chained} not in the chain yet` : '';
    return say(`audit log ${state}; ${rows} rows${newest}; head ${head ? `${head.position}:${head.hash}` : 'none'}\n`, ok ? 0 : 1);
  }, config);
}

/** @returns the exit code that goes with it */
function say(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

await endWith(main);
