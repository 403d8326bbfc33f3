import { createDetector } from '../../detection/detector.ts';
import { type Pupils, trainModels } from '../../detection/training.ts';
import type { LibraryContent } from '../../library/library.ts';
import type { LibrarySources } from '../../library/sources.ts';
import { foldsOf } from './cross-validate.ts';

/**
 * What a mistake costs, in scams that are yellow instead of red: such a one is still told to pay nothing. A harmless text in
 * red costs the trust of whoever sent it, and of those he tells; a scam in green may cost somebody's savings.
 */
const PRICES = { scamYellow: 1, scamGreen: 12, honestRed: 30, honestYellow: 2 } as const;

/** A forwarded text of the corpus, judged by models that have not seen it. */
interface Scored {
  readonly scam: boolean;
  readonly score: number;
  /** Red is never given by the score alone. */
  readonly mayBeRed: boolean;
}
interface Priced {
  readonly red: number;
  readonly yellow: number;
  readonly cost: number;
}

const RED = [0.92, 0.93, 0.935, 0.94, 0.945, 0.95, 0.955, 0.96, 0.97];
const YELLOW = [0.45, 0.5, 0.55, 0.6, 0.65, 0.7];

/** Every pair of thresholds with what its mistakes cost on the corpus' forwards; the cheapest first. Deterministic. */
export async function priceThresholds(content: LibraryContent, sources: LibrarySources, pupils?: Pupils): Promise<readonly Priced[]> {
  const texts = await scoreAll(content, sources, pupils);
  return RED.flatMap((red) => YELLOW.map((yellow) => ({ red, yellow, cost: costOf(texts, red, yellow) }))).sort(
    (a, b) => a.cost - b.cost || a.red - b.red || a.yellow - b.yellow,
  );
}

async function scoreAll(content: LibraryContent, { corpus, intents }: LibrarySources, pupils?: Pupils): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const { aside, rest } of foldsOf(corpus)) {
    const models = await trainModels(content, { corpus: rest, intents, followUps: [] }, pupils);
    const detector = createDetector({ ...content, version: 'cross-validation', checksum: '', models });
    for (const { text, kind } of aside.forwards) {
      if (kind !== 'scam' && kind !== 'legit') continue;
      const { verdict, analysis } = detector.judge(text);
      scored.push({ scam: kind === 'scam', score: verdict.score, mayBeRed: analysis.blocks.some(({ hits }) => hits.length > 0) });
    }
  }
  return scored;
}

function costOf(texts: readonly Scored[], red: number, yellow: number): number {
  let cost = 0;
  for (const { scam, score, mayBeRed } of texts) {
    const colour = score >= red && mayBeRed ? 'red' : score >= yellow ? 'yellow' : 'green';
    if (scam) cost += colour === 'yellow' ? PRICES.scamYellow : colour === 'green' ? PRICES.scamGreen : 0;
    else cost += colour === 'red' ? PRICES.honestRed : colour === 'yellow' ? PRICES.honestYellow : 0;
  }
  return cost;
}

export function printPrices(priced: readonly Priced[]): string {
  const { scamYellow, scamGreen, honestRed, honestYellow } = PRICES;
  const head = `prices: scam yellow ${scamYellow}, scam green ${scamGreen}, honest red ${honestRed}, honest yellow ${honestYellow}\n`;
  const line = ({ red, yellow, cost }: Priced): string => `  red from ${red.toFixed(3)}  yellow from ${yellow.toFixed(2)}  cost ${cost}\n`;
  return head + priced.map(line).join('');
}
