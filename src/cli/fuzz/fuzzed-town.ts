import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { createApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { ProbeWatch } from '../../conversation/probe-watch.ts';
import { createSurroundings } from '../../conversation/surroundings.ts';
import { createDetector } from '../../detection/detector.ts';
import type { TrainedLibrary } from '../../library/library.ts';
import type { Log } from '../../log.ts';
import { listRulesOf } from '../../lookups/list-rules.ts';
import { channelDeps, makeChannels } from '../../make-channels.ts';
import type { AppDeps } from '../../routes/app-deps.ts';
import { callerAt } from '../../routes/caller.ts';
import { OWN_MACHINE } from '../../routes/runtime.ts';
import type { Database } from '../../storage/database.ts';
import { migrate } from '../../storage/migrate.ts';
import { openNodeSqlite } from '../../storage/node-sqlite.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage } from '../../storage/storage.ts';
import { fuzzedAffairs, IDLE_WORKSHOP } from './fuzzed-affairs.ts';
import { fuzzedPeople } from './fuzzed-people.ts';

/** What the build has made. */
export interface Built {
  readonly library: TrainedLibrary;
  /** The folder of the pages' assets. */
  readonly assets: string;
}

/** What a request has cost, counted in things that are the same on every machine. */
interface Work {
  statements: number;
  rows: number;
}

const START = Date.UTC(2026, 10, 20, 2);
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const SECRETS = {
  API_KEYS: 'fuzz-key-0123456789',
  WECHAT_TOKEN: 'fuzzwechattoken',
  WECHAT_APP_ID: 'wxfuzz',
  WECHAT_AES_KEY: AES_KEY,
  WECOM_TOKEN: 'fuzzwecomtoken',
  WECOM_AES_KEY: AES_KEY,
  WECOM_CORP_ID: 'wwfuzz',
  TELEGRAM_BOT_TOKEN: '1:fuzz',
  TELEGRAM_SECRET_TOKEN: 'fuzz-telegram-secret',
  TWILIO_AUTH_TOKEN: 'fuzztwilio',
  TWILIO_ACCOUNT_SID: 'ACfuzz',
  ALIYUN_SMS_SECRET: 'fuzz-aliyun-secret-0123456789',
  TENCENT_SMS_SECRET: 'fuzz-tencent-secret-0123456789',
  SMSFORWARDER_SECRET: 'fuzzsmsforwarder',
  ANDROID_SMS_GATEWAY_SECRET: 'fuzzandroid',
  HTTPSMS_SECRET: 'fuzzhttpsms',
  GENERIC_WEBHOOK_SECRET: 'fuzzgeneric',
};
const SETTINGS = {
  ...SECRETS,
  RATE_LIMIT: 'off',
  PUBLIC_URL: 'http://localhost',
  WARNINGS_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  TRADE_CHECK_LEGAL_BASIS: '测试用的法律依据',
  CITIZEN_SMS_NUMBER: '10690000',
};

/** The whole HTTP side over an embedded database in memory, with people of every role; its clock is the fuzzer's. */
export async function openFuzzedTown({ library, assets }: Built) {
  const { config } = readConfig(SETTINGS, () => '');
  const work: Work = { statements: 0, rows: 0 };
  const database = counted(openNodeSqlite(':memory:'), work);
  const clock = { now: START };
  const now = (): number => clock.now;
  await migrate(database, now);
  let ids = 0;
  const newId = (): string => `fuzz-${String(++ids).padStart(7, '0')}`;
  const sealer = await createSealer('0f'.repeat(32));
  const storage = createStorage(database, sealer, { now, id: newId });
  await storage.checkMasterKey();
  const closing = new AbortController();
  const failures: string[] = [];
  const outside: string[] = [];
  const log = noting(failures);
  const calls = { ...channelDeps(storage, now), fetch: refusing(outside) };
  const channels = await makeChannels(config, calls, log);
  const detector = createDetector(library);
  const silent = (): void => undefined;
  const deps: AppDeps = {
    config,
    log,
    storage,
    detector,
    newId,
    now,
    closing: closing.signal,
    caller: (context) => callerAt(context.req.header('x-fuzz-address') ?? 'nobody'),
    asset: (name) => readAsset(assets, name),
    channels: channels.webhooks,
    canSend: channels.canSend,
    patience: () => new Promise<never>(() => undefined),
    mediaChannels: new Set(channels.media.keys()),
    secondReader: null,
    probes: new ProbeWatch(newId),
    listRules: listRulesOf(config),
    nudgeDelivery: silent,
    workshop: IDLE_WORKSHOP,
    runtime: OWN_MACHINE,
    surroundings: createSurroundings(config, now, () => `A${String(++ids).padStart(6, '0')}`),
  };
  const people = await fuzzedPeople({
    storage,
    database,
    now,
    newId,
    totpSealed: await sealer.sealOwn('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
  });

  return {
    app: createApp(deps),
    config,
    deps,
    storage,
    database,
    clock,
    work,
    failures,
    outside,
    people,
    affairs: fuzzedAffairs({ deps, database, newId }),
    secretWords: [...Object.values(SECRETS), SETTINGS.WARNINGS_SECRET],
    /** Streams that are open end first. */
    async close(): Promise<void> {
      closing.abort();
      await database.close();
    },
  };
}
export type FuzzedTown = Awaited<ReturnType<typeof openFuzzedTown>>;

/** Every statement and every row that it gave. */
function counted(database: Database, work: Work): Database {
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      work.statements += 1;
      return node;
    },
    async transformResult({ result }) {
      work.rows += result.rows.length;
      return result;
    },
  };
  return { ...database, query: database.query.withPlugin(counting) };
}

function noting(failures: string[]): Log {
  const silent = (): void => undefined;
  const error: Log['error'] = (first: unknown, text?: unknown) => {
    const cause = first instanceof Object && 'err' in first ? first.err : null;
    if (cause !== null) failures.push(`${String(text)}: ${cause instanceof Error ? cause.stack : String(cause)}`);
  };
  return { error, warn: silent, info: silent, debug: silent };
}

/** Nothing leaves the machine; whom it would have gone to is written down. */
function refusing(outside: string[]): typeof fetch {
  return async (input) => {
    outside.push(new URL(input instanceof Request ? input.url : input).host);
    throw new TypeError('fetch failed');
  };
}

function readAsset(assets: string, name: string): Uint8Array<ArrayBuffer> | null {
  const path = join(assets, name);
  return /^[a-z0-9][a-z0-9.-]*$/.test(name) && existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
}
