import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder, sqliteTarget, type Target } from './target.ts';

/** A database on a disk that can be filled and emptied. */
export interface SmallDisk {
  readonly target: Target;
  /** How it is done, for the report. */
  readonly by: 'a tmpfs' | 'PRAGMA max_page_count';
  readonly preload: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

const MEGABYTES = 96;
const PIECE = 64 * 1024;
const SEEN_AFTER_MS = 60;

/** A file system of its own where we may mount one (root on Linux); else the servers' own SQLite is told not to grow. */
export function smallDisk(): SmallDisk {
  const folder = scratchFolder();
  const mounted =
    process.platform === 'linux' && process.getuid?.() === 0 && mount(['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=700`, 'none', folder]);
  return mounted ? onItsOwn(folder) : byPages(folder);
}

function mount(args: readonly string[]): boolean {
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

function onItsOwn(folder: string): SmallDisk {
  const target = sqliteTarget(folder);
  const filler = join(folder, 'filler');
  return {
    target: {
      ...target,
      async remove() {
        spawnSync('umount', [folder], { stdio: 'ignore' });
        await target.remove();
      },
    },
    by: 'a tmpfs',
    preload: [],
    settings: {},
    async fill() {
      const file = openSync(filler, 'w');
      // The last pages too: first in large pieces, then in single ones.
      for (const size of [PIECE, 4096]) {
        try {
          for (const piece = Buffer.alloc(size); ; ) writeSync(file, piece);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
      closeSync(file);
    },
    makeRoom: async () => rmSync(filler),
  };
}

function byPages(folder: string): SmallDisk {
  const path = join(folder, 'full');
  const say = async (what: string): Promise<void> => {
    writeFileSync(path, what);
    await sleep(SEEN_AFTER_MS);
  };
  writeFileSync(path, '0');
  return {
    target: sqliteTarget(folder),
    by: 'PRAGMA max_page_count',
    preload: ['src/cli/disaster/limit-pages.ts'],
    settings: { DISASTER_PAGES: path },
    fill: () => say('1'),
    makeRoom: () => say('0'),
  };
}
