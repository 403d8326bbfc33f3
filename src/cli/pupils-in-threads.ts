import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type FeaturesRead, joinFeatures } from '../detection/feature-reading.ts';
import type { Learnt, Lesson } from '../detection/lesson.ts';
import type { Pupils } from '../detection/training.ts';
import type { LibraryContent } from '../library/library.ts';

/** A thread takes a third of a second to know the signals: many would know them and have nothing to read. */
const MOST_READERS = 4;

/** What a thread is started with. */
export type Task = { readonly read: readonly string[]; readonly content: LibraryContent } | { readonly learn: Lesson };

/**
 * A share of the texts for every processor, then every lesson in a thread of its own; the machine shares its processors out
 * among them.
 * @param program `dist/learning.js`
 */
export function pupilsInThreads(program: string): Pupils {
  const readers = Math.min(MOST_READERS, availableParallelism());
  return {
    read: async (content, texts) => {
      const share = Math.ceil(texts.length / readers);
      const shares = Array.from({ length: readers }, (_, n) => texts.slice(n * share, (n + 1) * share));
      return joinFeatures(await Promise.all(shares.map((read) => inThread<FeaturesRead>(program, { read, content }))));
    },
    learn: (lesson) => inThread<Learnt>(program, { learn: lesson }),
  };
}

function inThread<Answer>(program: string, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(program, { workerData: task });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}
