import { createDetector, type Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import { compareMetrics, type GateLine } from '../librarian/gate.ts';
import { compileContent } from '../library/compile.ts';
import { openLedger, type ReleaseEntry } from '../library/ledger.ts';
import { RELEASE_KEYS } from '../library/release-keys.ts';
import { isSigned } from '../library/release-signature.ts';
import { readSources } from '../library/source-files.ts';
import type { LibrarySources } from '../library/sources.ts';
import { checkExamples, printFaults } from './check-examples.ts';
import { measureGate } from './gate-metrics.ts';
import { hasDatabase, inDatabase } from './in-database.ts';
import { loadKept } from './kept-release.ts';
import { loadLibrary, readArtefact } from './load-library.ts';
import { LEDGER_FILE, ROOT } from './paths.ts';
import { medianTimes } from './verdict-speed.ts';

const MOST_BYTES = 16_000_000;
const TIMED_LENGTH = 70;
const SLOWEST = 2;

/** `npm run -s library -- gate`: what must hold before the compiled library is released. */
export async function runGate(): Promise<{ readonly text: string; readonly holds: boolean }> {
  const detector = createDetector(await loadLibrary());
  const released = await newestSigned();
  const lines = [...checkSources(detector), ...(await checkRates(detector, released)), checkSize(), await checkSpeed(detector, released)];
  const against = released ? `against ${released.version}` : 'no signed release to compare with';
  return {
    text: `library ${detector.library.version}, ${against}\n${lines.map(printLine).join('')}`,
    holds: lines.every(({ result }) => result !== 'FAIL'),
  };
}

/** Whose signature fits: others' figures are nobody's. */
async function newestSigned(): Promise<ReleaseEntry | null> {
  const entries = (await openLedger(LEDGER_FILE)).entries();
  for (const entry of [...entries].reverse()) if (entry.signature && (await isSigned(entry, entry.signature, RELEASE_KEYS))) return entry;
  return null;
}

function checkSources({ library }: Detector): GateLine[] {
  const lint = { what: 'lint', wanted: 'well formed' };
  const examples = { what: 'examples and clean corpus', wanted: 'all hold' };
  let sources: LibrarySources;
  try {
    sources = readSources(ROOT);
    compileContent(sources);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return [
      { ...lint, found: 'not well formed', result: 'FAIL' },
      { ...examples, found: 'not looked at', result: 'FAIL' },
    ];
  }
  const faults = checkExamples(library, sources);
  if (faults.length > 0) process.stderr.write(printFaults(faults));
  return [
    { ...lint, found: 'well formed', result: 'ok' },
    { ...examples, found: faults.length === 0 ? 'all hold' : `${faults.length} faults`, result: faults.length === 0 ? 'ok' : 'FAIL' },
  ];
}

async function checkRates(detector: Detector, released: ReleaseEntry | null): Promise<GateLine[]> {
  if (released?.metrics) return compareMetrics(await measureGate(detector), released.metrics);
  const found = released ? `${released.version} has no figures in the ledger` : 'no signed release in the ledger';
  return [{ what: 'rates on the gate', found, wanted: 'not worse than the release', result: 'skipped' }];
}

function checkSize(): GateLine {
  const bytes = readArtefact().length;
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
  return { what: 'size', found: megabytes(bytes), wanted: `≤ ${megabytes(MOST_BYTES)}`, result: bytes <= MOST_BYTES ? 'ok' : 'FAIL' };
}

async function checkSpeed(detector: Detector, released: ReleaseEntry | null): Promise<GateLine> {
  const line = { what: `verdict of ${TIMED_LENGTH} characters, p50`, wanted: `≤ ${SLOWEST} × the release` };
  const older = released && (await keptDetector(released.version));
  if (!older) return { ...line, found: 'the database does not keep the release', result: 'skipped' };
  const { forwards, chats } = readSources(ROOT).corpus;
  const corpus = [...forwards, ...chats].map(({ text }) => text);
  const [now = 0, before = 0] = medianTimes([detector, older], corpus, TIMED_LENGTH);
  const found = `${now.toFixed(0)} µs, the release ${before.toFixed(0)} µs`;
  return { ...line, found, result: now <= SLOWEST * before ? 'ok' : 'FAIL' };
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
