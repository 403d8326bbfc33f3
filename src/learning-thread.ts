import { parentPort } from 'node:worker_threads';
import { type FeaturesRead, readFeatures } from './detection/feature-reading.ts';
import { type Learnt, learnLesson } from './detection/lesson.ts';
import { LearningMemory } from './detection/weight-rows.ts';
import type { Task } from './node/pupils-in-threads.ts';

/** A thread in which shares of the texts are read and models are learnt, one task after the other (cli/pupils-in-threads.ts). */

const memory = new LearningMemory();

parentPort?.on('message', (task: Task) => {
  if ('read' in task) handRead(readFeatures(task.content, task.read, task.signals));
  else handLearnt(learnLesson(task.learn, memory));
});

function handRead(read: FeaturesRead): void {
  const lists = [read.grams, read.signals, read.roles, read.wanted];
  handOver(read, [...lists.flatMap(({ numbers, from }) => [numbers, from]), read.askedWhole]);
}

function handLearnt(learnt: Learnt): void {
  handOver(learnt, [learnt.kept, learnt.bias, learnt.weights]);
}

/** The arrays change hands, they are not copied. */
function handOver(answer: FeaturesRead | Learnt, arrays: readonly NodeJS.TypedArray[]): void {
  parentPort?.postMessage(
    answer,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
}
