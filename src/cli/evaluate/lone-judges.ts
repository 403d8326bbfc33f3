import type { BlockFindings } from '../../detection/analysis.ts';
import { THRESHOLDS } from '../../detection/assess.ts';
import type { ReleaseDetector } from '../../detection/detector.ts';
import { indexPhrases, PhraseFinder } from '../../detection/phrases.ts';
import { parsePhrase } from '../../library/phrase.ts';
import type { Colour, Pattern } from '../../library/schema.ts';
import type { Corpus } from '../../library/sources.ts';
import { StockBayes } from './stock-bayes.ts';

/** What one part, or a simpler recipe, would say of a text by itself. */
export interface LoneJudge {
  readonly name: string;
  /** Only a scam's type counts; `undefined` where it has no opinion. */
  judge(text: string): { readonly colour: Colour; readonly type: string | undefined };
  /** It knows types at all. */
  readonly types: boolean;
}

/** From the simplest to everything together. Who knows alarm or no alarm only is taken to say red or green. */
export function loneJudges(detector: ReleaseDetector, corpus: Corpus): LoneJudge[] {
  return [keywordList(detector), ...stockBayes(corpus), patternsAlone(detector), classifierAlone(detector), everything(detector)];
}

/**
 * The phrases of all signals, gaps and all, over the normalised text: a hit is an alarm. No negation, nobody's speech
 * is exempt.
 */
function keywordList(detector: ReleaseDetector): LoneJudge {
  const finder = new PhraseFinder(indexPhrases(detector.library.signals.flatMap(({ phrases }) => phrases.map(parsePhrase))));
  return {
    name: 'keyword list alone',
    types: false,
    judge(text) {
      const { normalized, entities, sentences } = detector.analyse(text);
      const ends = sentences.map(({ end }) => end - 1);
      return { colour: finder.find(normalized.text, entities.all, ends).length > 0 ? 'red' : 'green', type: undefined };
    },
  };
}

/** Trained on the same forwarded texts, with the same labels as our own models. */
function stockBayes({ forwards }: Corpus): LoneJudge[] {
  const scam = new StockBayes();
  const types = new StockBayes();
  for (const { text, kind, type } of forwards) {
    scam.learn(text, kind === 'scam' || kind === 'illegal' ? 'scam' : 'legit');
    if (type) types.learn(text, type);
  }
  return [
    {
      name: 'stock natural Bayes',
      types: true,
      judge: (text) => ({ colour: scam.nameStock(text) === 'scam' ? 'red' : 'green', type: types.nameStock(text) }),
    },
    {
      name: 'its counts, added as logs',
      types: true,
      judge: (text) => ({ colour: scam.nameByLogs(text) === 'scam' ? 'red' : 'green', type: types.nameByLogs(text) }),
    },
  ];
}

const SEVERITIES: readonly Pattern['severity'][] = ['medium', 'high', 'critical'];

/** High and critical ones are red, medium ones yellow; the strongest names the type. */
function patternsAlone(detector: ReleaseDetector): LoneJudge {
  return {
    name: 'patterns alone',
    types: true,
    judge(text) {
      const found = detector
        .analyse(text)
        .blocks.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern))
        .filter(({ status }) => status === 'stable' || status === 'test')
        .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
      const strongest = found[0];
      if (!strongest) return { colour: 'green', type: undefined };
      return { colour: strongest.severity === 'medium' ? 'yellow' : 'red', type: strongest.type };
    },
  };
}

/** Its probability by our thresholds, without patterns, links and what must be asked before anything is red. */
function classifierAlone(detector: ReleaseDetector): LoneJudge {
  return {
    name: 'classifier alone',
    types: true,
    judge(text) {
      const worst = detector.analyse(text).blocks.reduce((a, b) => (b.scam > a.scam ? b : a));
      const colour = worst.scam >= THRESHOLDS.red ? 'red' : worst.scam >= THRESHOLDS.yellow ? 'yellow' : 'green';
      return { colour, type: colour === 'green' ? undefined : likeliestType(worst) };
    },
  };
}

function likeliestType({ types }: BlockFindings): string | undefined {
  return Object.entries(types).reduce<[string | undefined, number]>((best, [id, p]) => (p > best[1] ? [id, p] : best), [undefined, 0])[0];
}

function everything(detector: ReleaseDetector): LoneJudge {
  return {
    name: 'everything',
    types: true,
    judge(text) {
      const { colour, type } = detector.judge(text).verdict;
      return { colour, type: type?.id };
    },
  };
}
