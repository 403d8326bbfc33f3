import type { LibraryFault } from '../../detection/library-checks.ts';

export function printFaults(faults: readonly LibraryFault[]): string {
  const lines = faults.map(({ where, problem }) => `${where}: ${problem}\n`);
  return `${lines.join('')}${faults.length === 0 ? 'all examples hold' : `${faults.length} faults`}\n`;
}
