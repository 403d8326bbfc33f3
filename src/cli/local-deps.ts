import { readFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { createSurroundings } from '../conversation/surroundings.ts';
import { createLog } from '../log.ts';
import { loadDetector } from '../node/load-library.ts';

/** What judging needs on the command line: the compiled library and the city's settings; no database. */
export async function createLocalDeps() {
  const { config } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  return {
    detector: await loadDetector(),
    log: createLog('silent', () => undefined),
    surroundings: createSurroundings(config, Date.now, () => 'A000000'),
  };
}
