import { createSurroundings } from '../conversation/surroundings.ts';
import { createLog } from '../log.ts';
import { believedKeys } from '../node/believed-keys.ts';
import { loadDetector } from '../node/load-library.ts';
import { readSettings } from './read-settings.ts';

/** What judging needs on the command line: the compiled library and the city's settings; no database. */
export async function createLocalDeps() {
  const config = readSettings();
  return {
    detector: await loadDetector(believedKeys(config)),
    log: createLog('silent', () => undefined),
    surroundings: createSurroundings(config, Date.now, () => 'A000000'),
  };
}
