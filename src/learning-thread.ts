import { parentPort, workerData } from 'node:worker_threads';
import { learnLesson } from './detection/lesson.ts';

/** A thread in which one model is learnt; it ends with its answer (cli/learn-in-threads.ts). */

const learnt = learnLesson(workerData);
parentPort?.postMessage(learnt, [learnt.kept.buffer, learnt.bias.buffer, learnt.weights.buffer]);
