import { Worker } from 'node:worker_threads';
import type { Learn, Learnt } from '../detection/lesson.ts';

/**
 * Every lesson in a thread of its own; the machine shares its processors out among them.
 * @param program `dist/learning.js`
 * @returns consumes the texts of its lessons
 */
export function learnInThreads(program: string): Learn {
  return (lesson) =>
    new Promise<Learnt>((resolve, reject) => {
      const thread = new Worker(program, { workerData: lesson, transferList: [lesson.texts.numbers.buffer] });
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
}
