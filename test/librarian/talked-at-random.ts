import fc from 'fast-check';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import type { IncomingMessage } from '../../src/conversation/message.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import type { ChangingDetector } from '../../src/detection/changing-detector.ts';
import type { Detector } from '../../src/detection/detector.ts';
import { AT_THE_DESK } from '../../src/storage/presence.ts';
import { anOfficer } from '../conversation/at-the-desk.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';

/** Detectors that say something else of the same text, as releases do. */
export const RELEASES: ReadonlyMap<string, Detector> = new Map(
  ['1.0.0', '1.1.0', '2.0.0'].map((version, index) => [version, releaseOf(version, index)]),
);

function releaseOf(version: string, index: number): Detector {
  const detector: Detector = {
    ...stubDetector,
    library: { ...stubDetector.library, version },
    atThisMoment: () => detector,
    judge: (text) => {
      const judgement = stubDetector.judge(text);
      const { verdict } = judgement;
      const colour = index === 2 && verdict.colour === 'yellow' ? 'red' : verdict.colour;
      return { ...judgement, verdict: { ...verdict, colour, score: verdict.score - index / 100, libraryVersion: version } };
    },
  };
  return detector;
}

export type Step =
  | { readonly does: 'say'; readonly text: string; readonly sender: string | undefined }
  | { readonly does: 'say-two'; readonly texts: readonly string[] }
  | { readonly does: 'left-behind'; readonly text: string }
  | { readonly does: 'join' | 'attach' | 'desk-opens' | 'desk-closes' | 'claim' | 'release' | 'other-calls' }
  | { readonly does: 'rate'; readonly says: 'right' | 'wrong' }
  | { readonly does: 'judge'; readonly colour: 'red' | 'yellow' | 'green'; readonly type: string | null }
  | { readonly does: 'close'; readonly truth: 'scam' | 'false-alarm' }
  | { readonly does: 'wait'; readonly ms: number }
  | { readonly does: 'library'; readonly version: string }
  | { readonly does: 'hotline'; readonly number: string };

const marks = fc.record({
  colour: fc.constantFrom('red', 'yellow', 'green'),
  type: fc.constantFrom('', 'loan', 'authority', 'customer-service'),
  intent: fc.constantFrom('forward', 'forward', 'advice', 'report', 'emergency', 'stop-loss', 'human', 'thanks', 'knowledge'),
  stage: fc.constantFrom('seen', 'seen', 'clicked', 'paid'),
  flag: fc.constantFrom(
    '',
    '',
    '',
    '',
    'correction',
    'why',
    'again',
    'distress',
    'despair',
    'watched',
    'new-matter',
    'erase',
    'bare',
    'has:ask-fee',
    'has:ask-fee',
  ),
  language: fc.constantFrom('zh-CN', 'zh-CN', 'zh-TW', 'en'),
  words: fc.constantFrom('先交钱再放款', '老师说没这回事', '他让我把钱挪个地方，电话13800001234', '谢谢您', '🧧红包\n第二行'),
});
const text = fc.oneof(
  { weight: 8, arbitrary: marks.map(({ words, ...rest }) => `[${Object.values(rest).filter(Boolean).join(' ')}] ${words}`) },
  { weight: 2, arbitrary: fc.constantFrom('转人工', '取消人工', '还要等多久', '[throws] 坏了', `[red loan] ${'长'.repeat(20_500)}`) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ does: fc.constant('say' as const), text, sender: fc.constantFrom(undefined, undefined, '95533') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('say-two' as const), texts: fc.tuple(text, text) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('left-behind' as const), text }) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(
        'join' as const,
        'attach' as const,
        'desk-opens' as const,
        'desk-closes' as const,
        'claim' as const,
        'release' as const,
        'other-calls' as const,
      )
      .map((does) => ({ does })),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('rate' as const), says: fc.constantFrom('right' as const, 'wrong' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('judge' as const),
      colour: fc.constantFrom('red' as const, 'yellow' as const, 'green' as const),
      type: fc.constantFrom(null, 'loan'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('close' as const), truth: fc.constantFrom('scam' as const, 'false-alarm' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(1000, 90_000, 8 * 3_600_000, 86_400_000) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('library' as const), version: fc.constantFrom(...RELEASES.keys()) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('hotline' as const), number: fc.constantFrom('2250000', '12345') }) },
);

export const talk = fc.record({
  channel: fc.constantFrom('telegram', 'sms'),
  steps: fc.array(step, { minLength: 4, maxLength: 24 }),
});

const OFFICE = { OFFICE_HOURS_FROM: '08:00', OFFICE_HOURS_TO: '20:00', HOTLINE_NUMBER: '2250000' };

/** A conversation as it goes on: the citizen, the desk, the library and the clock each do their part. */
export async function play(detector: ChangingDetector, { channel, steps }: { channel: string; steps: readonly Step[] }): Promise<TestApp> {
  const under = await openTestApp(OFFICE, { detector });
  const officer = await anOfficer(under);
  const conversation = `${channel}:u1`;
  let hotline = OFFICE.HOTLINE_NUMBER;
  let forms = 0;
  let messages = 0;
  const deps = { ...under.deps, surroundings: () => ({ ...under.deps.surroundings(), hotline }) };
  const say = (parts: Partial<IncomingMessage>) =>
    handleMessage(deps, { channel, external: 'u1', externalId: `m${++messages}`, text: '', ...parts }, false);
  const running = () =>
    under.database.query
      .selectFrom('cases')
      .select(['id', 'owner_id'])
      .where('conversation_id', '=', conversation)
      .where('status', '<>', 'closed')
      .executeTakeFirst();
  for (const one of steps) {
    under.clock.now += 1500;
    if (one.does === 'say') await say({ text: one.text, ...(one.sender ? { sender: one.sender } : {}) });
    if (one.does === 'say-two') await Promise.all(one.texts.map((text) => say({ text })));
    if (one.does === 'left-behind') {
      const storage = { ...under.storage, saveOutcome: async () => Promise.reject(new Error('the power failed')) };
      await handleMessage({ ...deps, storage }, { channel, external: 'u1', externalId: `m${++messages}`, text: one.text }, false).catch(
        () => {},
      );
      under.clock.now += 60_000;
      await sweep(deps, under.clock.now);
    }
    // From elsewhere, so that there is a line to wait in.
    if (one.does === 'other-calls') await say({ external: `other${messages}`, text: '[red emergency] 出事了' });
    if (one.does === 'join') await say({ joined: { scene: null } });
    if (one.does === 'attach') await say({ attachments: [{ kind: 'image', reference: 'r1' }] });
    if (one.does === 'rate') await say({ rating: { says: one.says, messageId: null } });
    if (one.does === 'desk-opens') await under.storage.noteSeen(officer, AT_THE_DESK);
    if (one.does === 'desk-closes') await under.storage.noteGone(officer);
    if (one.does === 'wait') under.clock.now += one.ms;
    if (one.does === 'library') detector.change(RELEASES.get(one.version) as Detector);
    if (one.does === 'hotline') hotline = one.number;
    const his = await running();
    if (!his) continue;
    if (one.does === 'claim' || one.does === 'judge' || one.does === 'close') await under.storage.claimCase(his.id, officer);
    if (one.does === 'release') await under.storage.releaseCase(his.id, officer);
    if (one.does === 'judge') {
      const { colour, type } = one;
      await under.storage.judgeCase({
        caseId: his.id,
        officerId: officer,
        text: '研判',
        formId: `f${++forms}`,
        colour,
        type,
        reason: '打过电话',
      });
    }
    if (one.does === 'close') await under.storage.closeCase(his.id, officer, one.truth, { lost: 100 });
  }
  return under;
}
