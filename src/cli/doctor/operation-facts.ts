import type { Config } from '../../config.ts';
import { dutyAt } from '../../conversation/duty.ts';
import { DAY } from '../../durations.ts';
import type { Library } from '../../library/library.ts';
import { isWorkingCopy } from '../../library/release-name.ts';
import { diskRoom } from '../../node/disk-room.ts';
import { isD1 } from '../../node/open-database.ts';
import { lastBackup, lastRestoreProof, type RestoreProof } from '../../node/proof-files.ts';
import type { FailedSince, StandingFigures } from '../../storage/operating-figures.ts';
import type { Storage } from '../../storage/storage.ts';
import { askServer, askWorker, type ServerFacts } from './server-facts.ts';

/** All that the doctor judges the running of the service by. Times are milliseconds since 1970 UTC. */
export interface OperationFacts {
  readonly now: number;
  /** Officers are expected now; null: OFFICE_HOURS_… are empty. */
  readonly expected: boolean | null;
  readonly standing: StandingFigures;
  readonly failed: FailedSince;
  /** Who may sign in, and how many of them are administrators. */
  readonly accounts: { readonly all: number; readonly administrators: number };
  readonly numbers: readonly { readonly id: string; readonly checked: string | undefined }[];
  readonly backup: number | null;
  readonly proof: RestoreProof | null;
  readonly drill: { readonly number: string; readonly at: number; readonly claimedAt: number | null } | null;
  /** So long a drill may wait, in milliseconds. */
  readonly drillPatience: number;
  readonly partnersWithoutKey: number;
  readonly disk: { readonly free: number; readonly total: number } | null;
  readonly newestEventAt: number | null;
  readonly release: { readonly version: string; readonly signed: boolean };
  readonly server: ServerFacts;
  /** Cloudflare's, not this machine's: it has no folder and no server here. */
  readonly worker: boolean;
}

/** What failed longer ago was seen, or never will be. */
const FAILED_BACK = DAY;
const DRILL_BACK = 90 * DAY;
/** A drill may wait so many times as long as a P0 before it stands out. */
const DRILL_PATIENCE = 4;

/** @param library the release that is at work */
export async function operationFacts(config: Config, storage: Storage, library: Library, now: number): Promise<OperationFacts> {
  const { DATA_DIR, OFFICE_HOURS_FROM: from, OFFICE_HOURS_TO: to, ALARM_P0_SECONDS } = config;
  const worker = isD1(config.DATABASE_URL);
  const officers = (await storage.listOfficers()).filter(({ disabled }) => !disabled);
  return {
    now,
    expected: from === '' || to === '' ? null : dutyAt(from, to, now).kind === 'expected',
    standing: await storage.standingFigures(),
    failed: await storage.failedSince(now - FAILED_BACK),
    accounts: { all: officers.length, administrators: officers.filter(({ role }) => role === 'administrator').length },
    // From an artefact of before the date was kept, there may be none.
    numbers: Object.entries(library.numbers).map(([id, { checked }]) => ({ id, checked: checked as string | undefined })),
    backup: lastBackup(DATA_DIR),
    proof: lastRestoreProof(DATA_DIR),
    drill: await storage.newestDrill(now - DRILL_BACK),
    drillPatience: ALARM_P0_SECONDS * 1000 * DRILL_PATIENCE,
    partnersWithoutKey: await storage.partnersWithoutKey(),
    disk: worker ? null : await diskRoom(DATA_DIR),
    newestEventAt: await storage.newestEventAt(),
    release: { version: library.version, signed: !isWorkingCopy(library.version) },
    server: await (worker ? askWorker(config) : askServer(config)),
    worker,
  };
}
