import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { DraftBuild, DueCallBacks } from '../storage/drafts.ts';
import type { Storage } from '../storage/storage.ts';
import type { EditFindings, Workshop } from './workshop.ts';
import { type Bench, createBench } from './workshop-bench.ts';
import type { Progress, StartThread } from './workshop-orders.ts';
import { brokenReport } from './workshop-report.ts';

export interface WorkshopDeps {
  readonly storage: Pick<Storage, 'takeBuild' | 'noteBuildProgress' | 'endBuild' | 'takeDueCallBacks' | 'endDueCallBacks'>;
  readonly log: Log;
  readonly newId: () => string;
  readonly startThread: StartThread;
  readonly times?: Partial<typeof TIMES>;
}

/** Milliseconds. */
const TIMES = {
  /** Between two looks for builds that are wanted. */
  look: 5000,
  /** So long after the last sign of life somebody else takes a build up. */
  lease: 30_000,
  /** Between two signs of life. */
  beat: 5000,
  /** Without work for so long, a thread is ended. */
  idle: 120_000,
  /** A step of a build that takes longer hangs. */
  longestStep: 15 * 60_000,
};

/** A build that kills its thread would do so for ever; a server that is restarted cuts one off too, and is not its fault. */
const MOST_ATTEMPTS = 3;

/**
 * Two threads, so that whoever types does not wait for a build: one tries edits, one builds. Nothing of it happens on the
 * thread that answers citizens; that one only says that a build is alive.
 */
export function createWorkshop({ storage, log, newId, startThread, times }: WorkshopDeps): Workshop {
  const { look, lease, beat, idle, longestStep } = { ...TIMES, ...times };
  const worker = newId();
  const trying = createBench(startThread, log, idle);
  const building = createBench(startThread, log, idle);
  let stopped = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;

  const examine = newestOnly(trying);
  const nudge = (): void => {
    lookAgain = true;
    looking ??= buildAll().finally(() => {
      looking = null;
    });
  };
  async function buildAll(): Promise<void> {
    while (lookAgain && !stopped) {
      lookAgain = false;
      try {
        for (let build = await storage.takeBuild(worker, lease); build && !stopped; build = await storage.takeBuild(worker, lease))
          await buildOne(build);
        for (let due = await storage.takeDueCallBacks(longestStep); due && !stopped; due = await storage.takeDueCallBacks(longestStep))
          await callBackLate(due);
      } catch (error) {
        log.error({ err: error }, 'could not look for drafts to be measured; it is tried again');
      }
    }
  }

  /** Cut off, it is taken up again once the lease has run out; what failed for good would fail again. */
  async function callBackLate(due: DueCallBacks): Promise<void> {
    const hangs = setTimeout(() => void building.end(), longestStep);
    hangs.unref();
    try {
      await building.ask({ kind: 'call-backs', due });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.error({ err: error, library: due.version }, 'could not see who was told green before a release was put to work');
      if (error.code !== 'workshop.broken') await storage.endDueCallBacks(due, []);
    } finally {
      clearTimeout(hangs);
    }
  }

  async function buildOne(build: DraftBuild): Promise<void> {
    if (build.attempts > MOST_ATTEMPTS) return failed(build, 'measuring it broke off again and again; the log of the server says where');
    let progress: Progress = { done: 0, of: 0 };
    let since = 0;
    const signOfLife = async (): Promise<void> => {
      since += beat;
      // Somebody else has it, the draft was changed meanwhile, or it hangs.
      if (since > longestStep || !(await storage.noteBuildProgress(build.id, worker, progress, lease))) await building.end();
    };
    const alive = (): void =>
      void signOfLife().catch((error: unknown) => log.error({ err: error, build: build.id }, 'could not note how far a build has come'));
    const beating = setInterval(alive, beat);
    beating.unref();
    try {
      await building.ask({ kind: 'build', build, worker }, (now) => {
        progress = now;
        since = 0;
        alive();
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn({ err: error, build: build.id }, 'a draft was not measured to its end');
      // Cut off, it is taken up again once the lease has run out; what failed for good would fail again.
      if (error.code === 'workshop.broken' && since <= longestStep) return;
      await failed(build, since > longestStep ? 'measuring it hung, and was ended' : error.message);
    } finally {
      clearInterval(beating);
    }
  }
  async function failed({ id }: DraftBuild, why: string): Promise<void> {
    await storage.endBuild(id, worker, { state: 'failed', version: null, checksum: null, report: JSON.stringify(brokenReport(why)) });
  }

  const timer = setInterval(nudge, look);
  timer.unref();
  return {
    examine,
    findScripts: () => trying.ask({ kind: 'find-scripts' }),
    async keepSources(version) {
      await trying.ask({ kind: 'keep-sources', version });
    },
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([trying.end(), building.end()]);
      await looking;
    },
  };
}

interface Asked {
  readonly path: string;
  readonly body: string;
  readonly resolve: (findings: EditFindings) => void;
  readonly reject: (error: unknown) => void;
}

/** Who types asks faster than is answered: of each draft only what was asked last is looked at. */
function newestOnly(bench: Bench): Workshop['examine'] {
  const newest = new Map<string, Asked>();
  let turn: Promise<unknown> = Promise.resolve();
  const busy = (): AppError => new AppError('workshop.busy', 'a newer text of this draft is looked at', 409);
  return (draftId, path, body) =>
    new Promise((resolve, reject) => {
      const asked = { path, body, resolve, reject };
      newest.get(draftId)?.reject(busy());
      newest.set(draftId, asked);
      turn = turn.then(async () => {
        if (newest.get(draftId) !== asked) return;
        try {
          resolve(await bench.ask({ kind: 'examine', draftId, path, body }));
        } catch (error) {
          reject(error);
        }
        if (newest.get(draftId) === asked) newest.delete(draftId);
      });
    });
}
