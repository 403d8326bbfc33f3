import { expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const detector = createDetector(await loadLibraryForTests());

it.each([
  ['47万', true],
  ['大概五千块吧', true],
  ['一共3000元。', true],
  ['about 300 dollars', true],
  ['五千块没了', false],
  ['转3000元给他', false],
  ['47', false],
  ['好', false],
])('%s is nothing but a sum: %s', (text, sum) => {
  expect(detector.judge(text).understanding.sum).toBe(sum);
});
