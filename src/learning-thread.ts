import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './cli/pupils-in-threads.ts';
import { readFeatures } from './detection/feature-reading.ts';
import { learnLesson } from './detection/lesson.ts';

/** A thread in which a share of the texts is read, or one model is learnt; it ends with its answer (cli/pupils-in-threads.ts). */

const task: Task = workerData;
if ('read' in task) {
  const { told, roles, wanted } = readFeatures(task.content, task.read);
  parentPort?.postMessage({ told, roles, wanted }, [told.numbers.buffer, roles.numbers.buffer, wanted.numbers.buffer]);
} else {
  const learnt = learnLesson(task.learn);
  parentPort?.postMessage(learnt, [learnt.kept.buffer, learnt.bias.buffer, learnt.weights.buffer]);
}
