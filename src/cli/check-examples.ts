import {
  checkCleanCorpus,
  checkPatternsAlone,
  checkPatternsTogether,
  checkSignalsAlone,
  type LibraryFault,
} from '../detection/library-checks.ts';
import type { Library } from '../library/library.ts';
import type { LibrarySources } from '../library/sources.ts';

/** Every signal and pattern on its examples, alone and together, and the clean corpus. */
export function checkExamples(library: Library, sources: LibrarySources): LibraryFault[] {
  return [
    ...checkSignalsAlone(library),
    ...checkPatternsAlone(library),
    ...checkPatternsTogether(library),
    ...checkCleanCorpus(library, sources),
  ];
}

export function printFaults(faults: readonly LibraryFault[]): string {
  const lines = faults.map(({ where, problem }) => `${where}: ${problem}\n`);
  return `${lines.join('')}${faults.length === 0 ? 'all examples hold' : `${faults.length} faults`}\n`;
}
