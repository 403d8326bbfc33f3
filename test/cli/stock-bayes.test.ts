import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { expect, test } from 'vitest';
import { StockBayes } from '../../src/cli/evaluate/stock-bayes.ts';
import { textFeatures } from '../../src/detection/features.ts';

const TEXTS: readonly (readonly [string, string])[] = [
  ['先交保证金再放款', 'scam'],
  ['转到安全账户', 'scam'],
  ['晚上回家吃饭', 'legit'],
  ['会议改到三点', 'legit'],
  ['电费已缴', 'legit'],
];
const ASKED = ['保证金', '先转到账户', '三点吃饭', '晚上开会', 'hello', ''];

/** natural looks its features up by name, so that a number is never found. */
function words(text: string): string[] {
  return textFeatures(text, []).map(String);
}

test('counts and multiplies exactly as natural does', () => {
  const stock = new BayesClassifier();
  const ours = new StockBayes();
  for (const [text, label] of TEXTS) {
    stock.addDocument(words(text), label);
    ours.learn(text, label);
  }
  stock.train();
  for (const text of ASKED) {
    const wanted = stock.getClassifications(words(text));
    const found = ours.getClassifications(textFeatures(text, []));
    expect(found.map(({ label }) => label)).toEqual(wanted.map(({ label }) => label));
    for (const [index, { value }] of wanted.entries()) expect(found[index]?.value).toBeCloseTo(value, 12);
    expect(ours.nameStock(text)).toBe(stock.classify(words(text)));
    expect(ours.nameByLogs(text)).toBe(stock.classify(words(text)));
  }
});

test('of a long text natural knows nothing any more, where the logs still do', () => {
  const honest = characters(0x4e00, 700);
  const scam = characters(0x6e00, 700);
  const bayes = new StockBayes();
  for (let round = 0; round < 40; round++) {
    bayes.learn(honest, 'legit');
    bayes.learn(scam, 'scam');
  }
  const mostlyScam = honest.slice(0, 300) + scam;
  expect(bayes.getClassifications(textFeatures(mostlyScam, [])).map(({ value }) => value)).toEqual([0, 0]);
  expect(bayes.nameStock(mostlyScam)).toBe('legit');
  expect(bayes.nameByLogs(mostlyScam)).toBe('scam');
});

function characters(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index)).join('');
}
