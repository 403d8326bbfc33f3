import { readFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { createSurroundings } from '../conversation/surroundings.ts';
import { createDetector } from '../detection/detector.ts';
import { createLog } from '../log.ts';
import { loadLibrary } from './load-library.ts';

/** What judging needs on the command line: the compiled library and the city's settings; no database. */
export async function createLocalDeps() {
  const { config } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  return {
    detector: createDetector(await loadLibrary()),
    log: createLog('silent', () => undefined),
    surroundings: createSurroundings(config, Date.now, () => 'A000000'),
  };
}
