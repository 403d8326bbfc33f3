import { readFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { dutyAt } from '../conversation/duty.ts';
import { createTraditional } from '../conversation/traditional.ts';
import { createDetector } from '../detection/detector.ts';
import { createLog } from '../log.ts';
import { loadLibrary } from './load-library.ts';

/** What judging needs on the command line: the compiled library and the city's settings; no database. */
export async function createLocalDeps() {
  const { config } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  const toTraditional = createTraditional();
  return {
    detector: createDetector(await loadLibrary()),
    log: createLog('silent', () => undefined),
    surroundings: () => ({
      now: Date.now(),
      duty: dutyAt(config.OFFICE_HOURS_FROM, config.OFFICE_HOURS_TO, Date.now()),
      hotline: config.HOTLINE_NUMBER,
      city: config.CITY,
      toTraditional,
      newCaseNumber: () => 'A000000',
    }),
  };
}
