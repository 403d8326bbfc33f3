import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './cli/pupils-in-threads.ts';
import { readFeatures } from './detection/feature-reading.ts';
import { learnLesson } from './detection/lesson.ts';

/** A thread in which a share of the texts is read, or one model is learnt; it ends with its answer (cli/pupils-in-threads.ts). */

const task: Task = workerData;
if ('read' in task) {
  const read = readFeatures(task.content, task.read);
  const lists = [read.grams, read.signals, read.roles, read.wanted];
  parentPort?.postMessage(read, [
    ...lists.flatMap(({ numbers, from }) => [numbers.buffer, from.buffer]),
    read.askedWhole.buffer,
  ] as ArrayBuffer[]);
} else {
  const learnt = learnLesson(task.learn);
  parentPort?.postMessage(learnt, [learnt.kept.buffer, learnt.bias.buffer, learnt.weights.buffer]);
}
