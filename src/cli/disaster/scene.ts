import { createHash } from 'node:crypto';
import { existingMasterKeys } from '../../node/master-key.ts';
import type { Database } from '../../storage/database.ts';
import type { Role } from '../../storage/desk-schema.ts';
import { openSealer } from '../../storage/privacy/keyring.ts';
import { createStorage, type Storage } from '../../storage/storage.ts';
import { type FakePlatforms, startPlatforms } from './fake-platforms.ts';
import { channelSettings, PARTNER_SECRET } from './invented-settings.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { openTarget } from './open-target.ts';
import type { Report } from './report.ts';
import { seeded } from './seeded.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import type { Target } from './target.ts';

/** How a drill is to be done. */
export interface DrillOrder {
  /** null: as many as the drill has by itself. */
  readonly rounds: number | null;
  readonly seed: number;
  readonly on: Target['name'];
  /** For the tests: seconds instead of minutes. */
  readonly small: boolean;
  /** Progress, for people. */
  readonly told: (line: string) => void;
}
export type Drill = (order: DrillOrder) => Promise<Report>;

export interface Officer {
  readonly id: string;
  readonly cookie: string;
}

/** Servers on a database, the platforms around them, and what was promised. */
export interface Scene {
  readonly target: Target;
  readonly platforms: FakePlatforms;
  readonly ledger: Ledger;
  readonly random: () => number;
  /** Those that should be there; the load tries one after the other. */
  readonly servers: ServerProcess[];
  readonly settings: Readonly<Record<string, string>>;
  /** The drill's own view of the database. */
  readonly database: Database;
  readonly storage: Storage;
  readonly officers: readonly Officer[];
  /** What the servers take for now, milliseconds since 1970 UTC; what the load signs with. */
  now(): number;
  /** Starts one more. */
  start(): Promise<ServerProcess>;
  close(): Promise<void>;
}

export interface SceneOptions {
  readonly target?: Target;
  readonly preload?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly slowMs?: number;
  readonly waitSeconds?: number;
}

const OFFICERS = 6;
const SESSION_LASTS = 12 * 3_600_000;
const PARTNER = 'a-bank';

/** One server is running when it is fulfilled. */
export async function openScene({ on, seed }: DrillOrder, options: SceneOptions = {}): Promise<Scene> {
  const { preload = [], now = Date.now } = options;
  const target = options.target ?? (await openTarget(on));
  const platforms = await startPlatforms(options.slowMs, options.waitSeconds);
  const settings = { ...target.settings, ...channelSettings(platforms.telegramUrl), ...options.settings };
  const servers: ServerProcess[] = [];
  const start = async (): Promise<ServerProcess> => {
    const server = await startServer(settings, preload);
    servers.push(server);
    return server;
  };
  await start();
  const database = await target.open();
  let ids = 0;
  const sources = { now, id: () => `drill-${seed}-${++ids}` };
  const keys = existingMasterKeys({
    MASTER_KEY: settings.MASTER_KEY ?? '',
    MASTER_KEY_COMMAND: '',
    MASTER_KEY_OLD: '',
    DATA_DIR: target.folder,
  });
  const storage = createStorage(database, await openSealer(database, keys, now), sources);
  const officers = await signIn(database, now());
  const details = { name: '演练银行', kind: 'banks' as const, legalBasis: '第二十条', webhook: platforms.partnerUrl };
  await storage.addPartner(PARTNER, details, 'boss');
  await storage.addPartnerKey('key-of-a-drill', PARTNER, PARTNER_SECRET, 'boss');
  return {
    ...{ target, platforms, ledger: emptyLedger(), random: seeded(seed), servers, settings, database, storage, officers, now, start },
    async close() {
      await Promise.all(servers.map((server) => server.end('SIGKILL')));
      await platforms.stop();
      await database.close();
      await target.remove();
    },
  };
}

/** Accounts and sessions are written straight into the database: signing in is not what is broken here. */
async function signIn(database: Database, now: number): Promise<readonly Officer[]> {
  const people: readonly (readonly [string, Role])[] = [
    ['boss', 'administrator'],
    ...Array.from({ length: OFFICERS }, (_, index) => [`o${index}`, 'officer'] as const),
  ];
  const nobody = { password: '', totp_sealed: '', last_step: 0, failures: 0, locked_until: 0, disabled: 0, created_at: now };
  await database.query
    .insertInto('officers')
    .values(people.map(([id, role]) => ({ id, name: id, display: id, role, ...nobody })))
    .execute();
  await startSessions(
    database,
    people.map(([id]) => id),
    now,
  );
  return people.flatMap(([id, role]) => (role === 'officer' ? [{ id, cookie: `desk=token-of-${id}` }] : []));
}

/** Sessions whose tokens the load knows, from now on. */
export async function startSessions({ query }: Database, ids: readonly string[], now: number): Promise<void> {
  const times = { created_at: now, seen_at: now, expires_at: now + SESSION_LASTS };
  const session = (id: string) => ({ id_hash: createHash('sha256').update(`token-of-${id}`).digest('hex'), officer_id: id, ...times });
  await query
    .insertInto('sessions')
    .values(ids.map(session))
    .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(times))
    .execute();
}

export const PARTNER_ID = PARTNER;
