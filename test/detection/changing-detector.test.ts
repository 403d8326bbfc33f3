import { expect, test } from 'vitest';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { signal, smallLibrary } from './small-library.ts';

const release = (version: string, phrase: string) =>
  createDetector({ ...smallLibrary({ signals: [signal('ask-pay', 'ask', { phrases: [phrase] })] }, 3), version });
const [first, second] = [release('1.0.0', '转账'), release('2.0.0', '打款')];
const [TEXT, FOREIGN] = ['请转账', '+44 7700 000000'];
const readings = [{ signal: 'ask-pay', quote: '给点钱' }];

test('judges as the release that it has now', () => {
  const changing = createChangingDetector(first);
  for (const now of [first, second]) {
    changing.change(now);
    expect(changing.library).toBe(now.library);
    expect(changing.atThisMoment()).toBe(now);
    expect(changing.judge(TEXT, { sender: FOREIGN, language: 'en' })).toEqual(now.judge(TEXT, { sender: FOREIGN, language: 'en' }));
    expect(changing.judge('给点钱', { readings })).toEqual(now.judge('给点钱', { readings }));
    expect(now.judge('给点钱', { readings })).not.toEqual(now.judge('给点钱'));
  }
  expect(first.judge(TEXT)).not.toEqual(second.judge(TEXT));
});

test('begins with the first, and what has begun ends with the one that it began with', () => {
  const changing = createChangingDetector(first);
  expect(changing.judge(TEXT).verdict.libraryVersion).toBe('1.0.0');
  const begun = changing.atThisMoment();
  changing.change(second);
  expect([begun, changing].map((detector) => detector.judge(TEXT).verdict.libraryVersion)).toEqual(['1.0.0', '2.0.0']);
});
