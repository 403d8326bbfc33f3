import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { learnInThreads } from '../../src/cli/learn-in-threads.ts';
import { TextClassifier } from '../../src/detection/classifier-training.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/learning.js', import.meta.url));

function taught(): TextClassifier {
  const classifier = new TextClassifier({ minTexts: 1, weights: { scam: 0.7 } });
  for (let text = 0; text < 60; text++)
    classifier.addDocument([text % 7, 10 + (text % 5), 20 + (text % 11)], text % 3 === 0 ? 'scam' : 'legit', 1 + (text % 2));
  return classifier;
}

test('a thread finds the model that is found without one, bit by bit', async () => {
  const [here, there] = [taught(), taught()];
  here.train();
  await there.trainBy(learnInThreads(PROGRAM));
  expect(there.linearModel).toEqual(here.linearModel);
});

test.each([
  ['throws', 'throw new Error("no room")', 'no room'],
  ['ends without an answer', '', 'the thread ended without an answer'],
])('says so when the thread %s', async (_, text, said) => {
  const program = join(mkdtempSync(join(tmpdir(), 'learning-')), 'program.mjs');
  writeFileSync(program, text);
  await expect(taught().trainBy(learnInThreads(program))).rejects.toThrow(said);
});
