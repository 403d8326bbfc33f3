import type { DatabaseSync } from 'node:sqlite';
import { concernsEverybody, type Patience } from './sqlite-patience.ts';

/**
 * Writes at the next turn of the event loop, and is done when it stands on the disk.
 * @param single one statement, which is whole by itself
 */
export type Write = <Result>(work: () => Result, single: boolean) => Promise<Result>;

interface Waiting {
  readonly single: boolean;
  /** Runs the work; what comes of it waits until the disk has it. */
  run(): void;
  fail(error: unknown): void;
  settle(): void;
}

/**
 * One commit for all who write at the same moment: to wait for the disk costs more than their statements. Each stands or
 * falls alone, behind a savepoint of its own; what the disk refuses, all of them hear.
 */
export function createCommits(file: DatabaseSync, patience: Patience): { readonly write: Write; flush(): Promise<void> } {
  let waiting: Waiting[] = [];
  let committing: Promise<void> = Promise.resolve();
  const commit = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    try {
      await patience(() => writeAll(file, group));
    } catch (error) {
      for (const one of group) one.fail(error);
    }
    for (const one of group) one.settle();
  };
  return {
    write<Result>(work: () => Result, single: boolean): Promise<Result> {
      return new Promise((resolve, reject) => {
        let settle = (): void => undefined;
        waiting.push({
          single,
          run() {
            const result = work();
            settle = () => resolve(result);
          },
          fail(error) {
            settle = () => reject(error);
          },
          settle: () => settle(),
        });
        // Whoever comes in the same turn goes along.
        if (waiting.length === 1) committing = new Promise((done) => setImmediate(() => void commit().then(done)));
      });
    },
    /** What was handed in so far is written, or refused. */
    flush: () => committing,
  };
}

function writeAll(file: DatabaseSync, group: readonly Waiting[]): void {
  const [first] = group;
  if (group.length === 1 && first?.single) {
    first.run();
    return;
  }
  file.exec('BEGIN IMMEDIATE');
  try {
    for (const one of group) writeOne(file, one, group.length === 1);
    file.exec('COMMIT');
  } catch (error) {
    // On a full disk SQLite has rolled back already; what went wrong first is what matters.
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}

function writeOne(file: DatabaseSync, one: Waiting, alone: boolean): void {
  if (alone) {
    one.run();
    return;
  }
  file.exec('SAVEPOINT one');
  try {
    one.run();
  } catch (error) {
    if (concernsEverybody(error) || !file.isTransaction) throw error;
    file.exec('ROLLBACK TO one');
    one.fail(error);
  }
  file.exec('RELEASE one');
}
