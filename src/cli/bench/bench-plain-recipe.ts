import Fuse from 'fuse.js';
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { Detector } from '../../detection/detector.ts';
import { textFeatures } from '../../detection/features.ts';
import type { LibrarySources } from '../../library/sources.ts';

/** Its training time grows with the square of the texts: more than these would take minutes. */
const TRAINING_TEXTS = 400;
const JUDGED_TEXTS = 40;
const UNITS = 70;

/**
 * The recipe that one would write down first: `new Fuse` over all phrases for every message, and natural's own
 * BayesClassifier. Both get the same texts as our detector.
 */
export function benchPlainRecipe(detector: Detector, sources: LibrarySources): string {
  const phrases = detector.library.signals.flatMap((signal) =>
    signal.phrases.flatMap((phrase) => phrase.split(/\s+~\d+\s+|\|/)).map((text) => ({ text })),
  );
  const rows = sources.corpus.forwards.filter((_, index) => index % Math.ceil(sources.corpus.forwards.length / TRAINING_TEXTS) === 0);
  const bayes = new BayesClassifier();
  for (const { text, kind } of rows) bayes.addDocument(tokensOf(text), kind === 'scam' ? 'scam' : 'legit');
  bayes.train();
  const texts = sources.corpus.forwards
    .filter(({ text }) => text.length >= UNITS)
    .slice(0, JUDGED_TEXTS)
    .map(({ text }) => text.slice(0, UNITS));

  const plain = perText(texts, (text) => {
    new Fuse(phrases, { keys: ['text'], includeScore: true, ignoreLocation: true, threshold: 0.4 }).search(text);
    bayes.classify(tokensOf(text));
  });
  const ours = perText([...texts, ...texts, ...texts], (text) => detector.judge(text));
  return `against the plain recipe (new Fuse over ${phrases.length} words + stock BayesClassifier on ${rows.length} texts), ${UNITS} characters: ${(plain * 1000).toFixed(0)} µs against ${(ours * 1000).toFixed(0)} µs: ${(plain / ours).toFixed(0)} times faster`;
}

/** natural looks tokens up as strings. */
function tokensOf(text: string): string[] {
  return textFeatures(text, []).map(String);
}

/** Milliseconds per text. */
function perText(texts: readonly string[], judge: (text: string) => unknown): number {
  for (const text of texts.slice(0, 5)) judge(text);
  const start = performance.now();
  for (const text of texts) judge(text);
  return (performance.now() - start) / texts.length;
}
