import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import type { StartThread } from '../librarian/workshop-orders.ts';
import type { MasterKeys } from '../storage/privacy/keyring.ts';

/** What the thread is given; it reads no environment. */
export interface ThreadSettings {
  readonly config: Config;
  readonly masters: MasterKeys;
  /** The project's folder. */
  readonly root: string;
}

/** Megabytes of objects. Training a library of 40,000 texts needs less than 200. */
const MOST_MEMORY = 1024;

/** @param program the thread's program: `dist/workshop.js`, or its source */
export function workshopThread(program: URL, settings: ThreadSettings): StartThread {
  return (answered, gone) => {
    // The server's own bound (`npm start`) would hold for every thread, whatever it is given. It is read when a heap is made.
    setFlagsFromString('--max-old-space-size=0');
    const worker = new Worker(program, { workerData: settings, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
    worker.unref();
    let failure: NodeJS.ErrnoException | null = null;
    worker.on('message', answered);
    worker.on('error', (error: NodeJS.ErrnoException) => {
      failure = error;
    });
    worker.on('exit', () => gone({ outOfMemory: failure?.code === 'ERR_WORKER_OUT_OF_MEMORY', error: failure }));
    return {
      send: (message) => worker.postMessage(message),
      end: async () => void (await worker.terminate()),
    };
  };
}
