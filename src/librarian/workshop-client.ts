import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { DraftBuild } from '../storage/drafts.ts';
import type { Storage } from '../storage/storage.ts';
import type { EditFindings, Workshop } from './workshop.ts';
import { type Bench, createBench } from './workshop-bench.ts';
import type { Progress, StartThread } from './workshop-orders.ts';
import { brokenReport } from './workshop-report.ts';

export interface WorkshopDeps {
  readonly storage: Pick<Storage, 'takeBuild' | 'noteBuildProgress' | 'endBuild'>;
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
      } catch (error) {
        log.error({ err: error }, 'could not look for drafts to be measured; it is tried again');
      }
    }
  }

  async function buildOne(build: DraftBuild): Promise<void> {
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
      await storage.endBuild(build.id, worker, {
        state: 'failed',
        version: null,
        checksum: null,
        report: JSON.stringify(brokenReport(since > longestStep ? 'measuring it hung, and was ended' : error.message)),
      });
    } finally {
      clearInterval(beating);
    }
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
