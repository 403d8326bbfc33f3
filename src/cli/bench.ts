import { createDetector, type Detector } from '../detection/detector.ts';
import type { TrainedLibrary } from '../library/library.ts';
import { readSources } from '../library/source-files.ts';
import { loadLibrary } from '../node/load-library.ts';
import { ROOT } from '../node/paths.ts';
import { benchDesk } from './bench/bench-desk.ts';
import { benchFleet } from './bench/bench-fleet.ts';
import { benchHttp } from './bench/bench-http.ts';
import { benchIndex } from './bench/bench-index.ts';
import { benchPlainRecipe } from './bench/bench-plain-recipe.ts';
import { benchScale } from './bench/bench-scale.ts';
import { benchWarnings } from './bench/bench-warnings.ts';
import { benchWebhook } from './bench/bench-webhook.ts';
import { keysOfSettings } from './read-settings.ts';

/**
 * `npm run bench`: speed as ratios within one run, so that a slow or busy machine tells the same story.
 * `npm run bench -- http`: the server alone; `-- desk`: the desk under load; `-- index`: the index of a large city;
 * `-- warnings`: a file of 100,000 warnings, and 1,000 tasks that nobody did;
 * `-- fleet`: SQLite beside PostgreSQL with one and two servers; `-- scale`: every page on a large database.
 */

const LENGTHS = [20, 70, 350, 4000] as const;
const WARM_UP = 300;
const ROUNDS = 1500;
const TIMES_TEN = 10;

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

function textsOf(length: number, corpus: readonly string[]): string[] {
  const all = corpus.join('\n');
  const step = Math.floor((all.length - length) / 200);
  return Array.from({ length: 200 }, (_, index) => all.slice(index * step, index * step + length));
}

/** Microseconds per verdict. */
function time(detector: Detector, texts: readonly string[], rounds: number): Timing {
  for (let i = 0; i < Math.min(WARM_UP, rounds); i++) detector.judge(texts[i % texts.length] as string);
  const took: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    detector.judge(texts[i % texts.length] as string);
    took.push((performance.now() - start) * 1000);
  }
  took.sort((a, b) => a - b);
  return { p50: took[Math.floor(rounds * 0.5)] as number, p99: took[Math.floor(rounds * 0.99)] as number };
}

/** The same library with nine more copies of every signal and pattern, their Chinese words moved to other characters. */
function timesTen(library: TrainedLibrary): TrainedLibrary {
  const moved = (text: string, by: number): string =>
    text.replace(/[\u4e00-\u9eff]/g, (char) => String.fromCharCode(0x4e00 + ((char.charCodeAt(0) - 0x4e00 + by * 631) % 0x5100)));
  const copies = Array.from({ length: TIMES_TEN - 1 }, (_, index) => index + 1);
  const renamed = (value: unknown, by: number): unknown =>
    JSON.parse(JSON.stringify(value).replace(/"([a-z0-9]+(?:-[a-z0-9]+)+)"/g, `"$1-x${by}"`));
  return {
    ...library,
    signals: [
      ...library.signals,
      ...copies.flatMap((by) =>
        library.signals
          .filter((signal) => !signal.entity)
          .map((signal) => ({
            ...signal,
            id: `${signal.id}-x${by}`,
            phrases: signal.phrases.map((phrase) => moved(phrase, by)),
            negate: [],
          })),
      ),
    ],
    patterns: [
      ...library.patterns,
      ...copies.flatMap((by) =>
        library.patterns.map((pattern) => ({
          ...pattern,
          id: `${pattern.id}-x${by}`,
          when: renamed(pattern.when, by) as typeof pattern.when,
        })),
      ),
    ],
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** All but the desk, which takes a minute of its own. */
async function benchAll(): Promise<void> {
  const library = await loadLibrary(keysOfSettings());
  const sources = readSources(ROOT);
  const corpus = [...sources.corpus.forwards, ...sources.corpus.chats].map(({ text }) => text);
  const detector = createDetector(library);
  const larger = createDetector(timesTen(library));
  print(
    `library ${library.version}: ${library.signals.length} signals, ${library.patterns.length} patterns; ten times: ${larger.library.signals.length}, ${larger.library.patterns.length}`,
  );
  print('\nverdict in process, microseconds       p50      p99   ten times the patterns: p50    p99   ratio p50');
  for (const length of LENGTHS) {
    const texts = textsOf(length, corpus);
    const rounds = length > 1000 ? ROUNDS / 5 : ROUNDS;
    const today = time(detector, texts, rounds);
    const tenfold = time(larger, texts, rounds);
    print(
      `${String(length).padStart(6)} characters ${today.p50.toFixed(0).padStart(26)} ${today.p99.toFixed(0).padStart(8)} ${tenfold.p50.toFixed(0).padStart(26)} ${tenfold.p99.toFixed(0).padStart(6)} ${(tenfold.p50 / today.p50).toFixed(2).padStart(11)}`,
    );
  }
  print(`\n${benchPlainRecipe(detector, sources)}`);
  await benchServer();
}

async function benchServer(): Promise<void> {
  for await (const line of benchHttp()) print(line);
  for await (const line of benchWebhook()) print(line);
}

if (process.argv[2] === 'desk') for await (const line of benchDesk()) print(line);
else if (process.argv[2] === 'fleet') for await (const line of benchFleet()) print(line);
else if (process.argv[2] === 'scale') for await (const line of benchScale(process.argv.slice(3))) print(line);
else if (process.argv[2] === 'index') await benchIndex(print);
else if (process.argv[2] === 'warnings') await benchWarnings(print);
else if (process.argv[2] === 'http') await benchServer();
else await benchAll();
