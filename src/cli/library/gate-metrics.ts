import type { Detector } from '../../detection/detector.ts';
import * as measured from '../../librarian/measure-gate.ts';
import type { ReleaseMetrics } from '../../library/ledger.ts';
import { readSourceFiles } from '../../library/source-files.ts';
import { ROOT } from '../../node/paths.ts';
import { localRehearsal } from '../evaluate/evaluate-any.ts';

/** The rates on every file of the gate in the project's folder. */
export function measureGate(detector: Detector): Promise<ReleaseMetrics> {
  return measured.measureGate(detector, readSourceFiles(ROOT), localRehearsal());
}
