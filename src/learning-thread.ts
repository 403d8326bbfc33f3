import { parentPort, workerData } from 'node:worker_threads';
import { descend } from './detection/gradient-descent.ts';

/** A thread in which one model is learnt; it ends with its answer (cli/learn-in-threads.ts). */

const { bias, weights } = descend(workerData);
parentPort?.postMessage({ bias, weights }, [bias.buffer, weights.buffer]);
