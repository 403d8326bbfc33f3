import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { withholdRules } from '../../src/detection/withheld.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const detector = createDetector(await loadLibraryForTests());
const withholding = withholdRules(detector);
const SCAM = '【公安局】您名下的卡涉嫌洗钱，请立即把钱转到安全账户，不许告诉家人，开屏幕共享核查';

describe('what is told to somebody who tries what gets through', () => {
  it.each([
    [SCAM, '整段话的说法像已知的骗局'],
    [
      'Police here: your account is used for money laundering. Move all money to our safe account now and tell nobody',
      'the wording as a whole resembles known scams',
    ],
  ])('%s: all but the rule', (text, why) => {
    const open = detector.judge(text).verdict;
    const { reasons, ...rest } = withholding.judge(text).verdict;
    const { reasons: all, ...same } = open;
    expect(open.colour).toBe('red');
    expect(rest).toEqual(same);
    expect(all.length).toBeGreaterThan(0);
    expect(reasons).toEqual([{ kind: 'classifier', id: open.type?.id, quote: '', start: 0, end: 0, why }]);
  });

  it('is all of it where there is no reason to keep back', () => {
    const text = '妈，我今晚加班，饭不用等我了';
    expect(withholding.judge(text)).toEqual(detector.judge(text));
  });

  it('is all of it where nothing is known of an address', () => {
    const text = 'garden-tools-lindner.com';
    expect(detector.judge(text).verdict.reasons).toMatchObject([{ id: 'bare-link' }]);
    expect(withholding.judge(text)).toEqual(detector.judge(text));
  });

  it('hears and reads as the detector that it is made of', () => {
    expect(withholding.library).toBe(detector.library);
    expect(withholding.judge(SCAM, { sender: '10086' }).analysis.sender).toEqual(detector.judge(SCAM, { sender: '10086' }).analysis.sender);
    expect(withholding.atThisMoment().judge(SCAM).verdict).toEqual(withholding.judge(SCAM).verdict);
  });

  it('names some type where none is known', () => {
    const untyped = {
      ...detector,
      judge: (text: string) => ({ ...detector.judge(text), verdict: { ...detector.judge(text).verdict, type: null } }),
    };
    expect(withholdRules(untyped).judge(SCAM).verdict.reasons[0]?.id).toBe('other-scam');
  });
});
