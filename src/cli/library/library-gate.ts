import { createDetector, type Detector, type ReleaseDetector } from '../../detection/detector.ts';
import { checkExamples } from '../../detection/library-checks.ts';
import { AppError } from '../../errors.ts';
import { checkFaults, checkSize, checkSpeed, compareMetrics, type GateLine, WELL_FORMED } from '../../librarian/gate.ts';
import { compileContent } from '../../library/compile.ts';
import { openLedger, type ReleaseEntry } from '../../library/ledger.ts';
import { isSigned } from '../../library/release-signature.ts';
import { readSources } from '../../library/source-files.ts';
import type { LibrarySources } from '../../library/sources.ts';
import { loadDetector, readArtefact } from '../../node/load-library.ts';
import { LEDGER_FILE, ROOT } from '../../node/paths.ts';
import { hasDatabase, inDatabase } from '../in-database.ts';
import { keysOfSettings } from '../read-settings.ts';
import { printFaults } from './check-examples.ts';
import { measureGate } from './gate-metrics.ts';
import { loadKept } from './kept-release.ts';

/** `npm run -s library -- gate`: what must hold before the compiled library is released. */
export async function runGate(): Promise<{ readonly text: string; readonly holds: boolean }> {
  const detector = await loadDetector(keysOfSettings());
  const released = await newestSigned();
  const lines = [
    ...checkSources(detector),
    ...(await checkRates(detector, released)),
    checkSize(readArtefact().length),
    await checkTimes(detector, released),
  ];
  const against = released ? `against ${released.version}` : 'no signed release to compare with';
  return {
    text: `library ${detector.library.version}, ${against}\n${lines.map(printLine).join('')}`,
    holds: lines.every(({ result }) => result !== 'FAIL'),
  };
}

/** Whose signature fits: others' figures are nobody's. */
async function newestSigned(): Promise<ReleaseEntry | null> {
  const entries = (await openLedger(LEDGER_FILE)).entries();
  for (const entry of [...entries].reverse())
    if (entry.signature && (await isSigned(entry, entry.signature, keysOfSettings()))) return entry;
  return null;
}

function checkSources(detector: ReleaseDetector): GateLine[] {
  let sources: LibrarySources;
  try {
    sources = readSources(ROOT);
    compileContent(sources);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return [
      { ...WELL_FORMED, found: 'not well formed', result: 'FAIL' },
      { ...checkFaults(0), found: 'not looked at', result: 'FAIL' },
    ];
  }
  const faults = checkExamples(detector, sources);
  if (faults.length > 0) process.stderr.write(printFaults(faults));
  return [WELL_FORMED, checkFaults(faults.length)];
}

async function checkRates(detector: Detector, released: ReleaseEntry | null): Promise<GateLine[]> {
  if (released?.metrics) return compareMetrics(await measureGate(detector), released.metrics);
  const found = released ? `${released.version} has no figures in the ledger` : 'no signed release in the ledger';
  return [{ what: 'rates on the gate', found, wanted: 'not worse than the release', result: 'skipped' }];
}

async function checkTimes(detector: Detector, released: ReleaseEntry | null): Promise<GateLine> {
  const older = released && (await keptDetector(released.version));
  // Without a release there is nothing to time, and files that are not well formed cannot be read.
  return checkSpeed(detector, older, older ? readSources(ROOT).corpus : { forwards: [], chats: [], asides: [], labels: [] });
}

/** null where there is no database, or where it does not keep this release. */
async function keptDetector(version: string): Promise<Detector | null> {
  if (!hasDatabase()) return null;
  return inDatabase(async (storage) => {
    const kept = (await storage.keptReleases()).some((release) => release.version === version);
    return kept ? createDetector(await loadKept(storage, version)) : null;
  });
}

function printLine({ what, found, wanted, result }: GateLine): string {
  return `  ${result.padEnd(8)} ${what.padEnd(46)} ${found.padEnd(34)} ${wanted}\n`;
}
