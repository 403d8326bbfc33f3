import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TextClassifier } from '../../src/detection/classifier-training.ts';
import { readFeatures } from '../../src/detection/feature-reading.ts';
import { normalizeContent } from '../../src/detection/normalize-content.ts';
import { compileContent } from '../../src/library/compile.ts';
import { pupilsInThreads } from '../../src/node/pupils-in-threads.ts';
import { SCAMS } from '../detection/own-texts.ts';
import { smallSources } from '../library/small-sources.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/learning.js', import.meta.url));

function taught(first = 0): TextClassifier {
  const classifier = new TextClassifier({ minTexts: 1, weights: { scam: 0.7 } });
  for (let text = first; text < 60; text++)
    classifier.addDocument([text % 7, 10 + (text % 5), 20 + (text % 11)], text % 3 === 0 ? 'scam' : 'legit', 1 + (text % 2));
  return classifier;
}

test('a thread finds the model that is found without one, bit by bit', async () => {
  const [here, there] = [taught(), taught()];
  here.train();
  await there.trainBy(pupilsInThreads(PROGRAM).learn);
  expect(there.linearModel).toEqual(here.linearModel);
});

test('more lessons at once than there are threads are all learnt, each its own', async () => {
  const { learn } = pupilsInThreads(PROGRAM);
  const classifiers = Array.from({ length: 9 }, (_, first) => taught(first));
  await Promise.all(classifiers.map((classifier) => classifier.trainBy(learn)));
  for (const [first, { linearModel }] of classifiers.entries()) {
    const here = taught(first);
    here.train();
    expect(linearModel).toEqual(here.linearModel);
  }
});

test.each([0, 1, 2, SCAMS.length])('threads read of %i texts what is read without them, in the same order', async (count) => {
  const content = normalizeContent(compileContent(smallSources()));
  const texts = SCAMS.slice(0, count);
  const here = readFeatures(content, texts);
  expect(here.grams.from).toHaveLength(count);
  expect(await pupilsInThreads(PROGRAM).read(content, texts)).toEqual(here);
});

test.each([
  ['throws', 'throw new Error("no room")', 'no room'],
  ['ends without an answer', '', 'the thread ended without an answer'],
])('says so when the thread %s', async (_, text, said) => {
  const program = join(mkdtempSync(join(tmpdir(), 'learning-')), 'program.mjs');
  writeFileSync(program, text);
  await expect(taught().trainBy(pupilsInThreads(program).learn)).rejects.toThrow(said);
});
