import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LONGEST_JUDGED } from '../../src/conversation/clip-text.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import type { Detector } from '../../src/detection/detector.ts';
import type { Outcome } from '../../src/storage/outcomes.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { countOf } from '../storage/storage-under-test.ts';

const REPORT = { channel: 'sms', external: 'u1', externalId: 'm1', text: '我要举报一个诈骗电话，号码是13911112222' };
const LIFETIMES = { phone: 1, link: 1, account: 1, app: 1 };

describe('what a message leads to besides its answer', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  const listed = async () => (await under.storage.newestIdentifiers(null, LIFETIMES)).map(({ value, counts }) => [value, counts.report]);
  /** Where everything dies in the moment in which the outcome is saved. */
  const dying = () => ({
    ...under.deps,
    storage: {
      ...under.storage,
      saveOutcome: async (outcome: Outcome) => {
        await under.storage.saveOutcome(outcome);
        throw new Error('the plug was pulled');
      },
    },
  });

  it('is on the list as soon as the report is answered, and once, however often it is delivered', async () => {
    await handleMessage(under.deps, REPORT, true);
    await handleMessage(under.deps, REPORT, true);
    await handleMessage(under.deps, { ...REPORT, externalId: 'm2' }, true);
    expect(await listed()).toEqual([['13911112222', 1]]);
  });

  it('is not lost when everything dies behind a report', async () => {
    await expect(handleMessage(dying(), REPORT, true)).rejects.toThrow('plug');
    await handleMessage(under.deps, REPORT, true);
    await sweep(under.deps, under.clock.now + 1);
    expect(await listed()).toEqual([['13911112222', 1]]);
  });

  it('is not lost when everything dies behind a verdict that was called wrong', async () => {
    const { messages } = await handleMessage(under.deps, { ...REPORT, text: '先垫付300，做完返佣金' }, true);
    const wrong = { ...REPORT, externalId: 'm2', text: '', rating: { says: 'wrong', messageId: null } as const };
    await expect(handleMessage(dying(), wrong, true)).rejects.toThrow('plug');
    await sweep(under.deps, under.clock.now + 1);
    expect(await under.storage.feedbackOf('sms:u1')).toEqual(new Set([messages[0]?.id]));
  });

  it('costs no more than the answer, however long the report is', async () => {
    const judged: number[] = [];
    const watched = (detector: Detector): Detector => ({
      ...detector,
      judge: (text, ...more) => {
        judged.push(text.length);
        return detector.judge(text, ...more);
      },
      atThisMoment: () => watched(detector.atThisMoment()),
    });
    const deps = { ...under.deps, detector: watched(under.deps.detector) };
    const text = `${REPORT.text}。${'今天天气不错。'.repeat(142_000)}我要举报他，还有13911113333`;
    await handleMessage(deps, { ...REPORT, text }, true);
    expect(await countOf(under, 'outcomes')).toBe(1);
    expect(Math.max(...judged)).toBeLessThanOrEqual(LONGEST_JUDGED);
    expect((await listed()).map(([value]) => value).sort()).toEqual(['13911112222', '13911113333']);
  });
});
