import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type FeaturesRead, joinFeatures } from '../detection/feature-reading.ts';
import type { Learnt, Lesson } from '../detection/lesson.ts';
import type { PhraseIndex } from '../detection/phrases.ts';
import { indexSignals } from '../detection/signals.ts';
import type { Pupils } from '../detection/training.ts';
import type { LibraryContent } from '../library/library.ts';

/** There are four long lessons: more threads would have nothing to do. */
const MOST_THREADS = 4;

/** What a thread is asked for. */
export type Task =
  | { readonly read: readonly string[]; readonly content: LibraryContent; readonly signals: PhraseIndex }
  | { readonly learn: Lesson };

/**
 * A thread for every processor: each reads a share of the texts, then they take the lessons one after the other. More lessons
 * at a time than processors would push each other's weights out of the processor's memory. Whoever is idle keeps no program alive.
 * @param program `dist/learning.js`; the threads start with this call, while the caller still reads its files
 */
export function pupilsInThreads(program: string): Pupils {
  const count = Math.min(MOST_THREADS, availableParallelism());
  const threads = Array.from({ length: count }, () => new LearningThread(program));
  const waiting: ((thread: LearningThread) => void)[] = [];
  const idle = [...threads];

  async function inThread<Answer>(task: Task): Promise<Answer> {
    const thread = idle.shift() ?? (await new Promise<LearningThread>((resolve) => waiting.push(resolve)));
    try {
      return await thread.ask<Answer>(task);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else idle.push(thread);
    }
  }

  return {
    read: async (content, texts) => {
      const share = Math.ceil(texts.length / count);
      const signals = inSharedMemory(indexSignals(content));
      const shares = threads.map((_, n) => texts.slice(n * share, (n + 1) * share));
      return joinFeatures(await Promise.all(shares.map((read) => inThread<FeaturesRead>({ read, content, signals }))));
    },
    learn: (lesson) => inThread<Learnt>({ learn: lesson }),
  };
}

/** The same with its arrays of numbers where all threads see them: a copy in each took a tenth longer to read with. */
function inSharedMemory<Index>(index: Index): Index {
  if (ArrayBuffer.isView(index)) return copyOf(index as unknown as Int32Array | Uint8Array) as Index;
  if (typeof index !== 'object' || index === null || Array.isArray(index) || index instanceof Map) return index;
  return Object.fromEntries(Object.entries(index).map(([name, part]) => [name, inSharedMemory(part)])) as Index;
}

function copyOf(numbers: Int32Array | Uint8Array): Int32Array | Uint8Array {
  const memory = new SharedArrayBuffer(numbers.byteLength);
  const shared = numbers instanceof Int32Array ? new Int32Array(memory) : new Uint8Array(memory);
  shared.set(numbers);
  return shared;
}

class LearningThread {
  readonly #worker: Worker;
  /** Set once the thread is gone. */
  #gone: Error | null = null;
  #fail: (reason: Error) => void = () => undefined;

  constructor(program: string) {
    this.#worker = new Worker(program);
    this.#worker.unref();
    this.#worker.once('error', (error) => this.#leave(error));
    this.#worker.once('exit', () => this.#leave(new Error('the thread ended without an answer')));
  }

  /** One question at a time. */
  ask<Answer>(task: Task): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (this.#gone) return reject(this.#gone);
      this.#fail = reject;
      this.#worker.ref();
      this.#worker.once('message', (answer: Answer) => {
        this.#worker.unref();
        resolve(answer);
      });
      this.#worker.postMessage(task);
    });
  }

  #leave(reason: Error): void {
    this.#gone ??= reason;
    this.#fail(this.#gone);
  }
}
