import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import { createDetector, type Detector } from '../../src/detection/detector.ts';
import { normalizeContent } from '../../src/detection/normalize-content.ts';
import { rememberDetectors } from '../../src/librarian/replay-releases.ts';
import { replayTurns } from '../../src/librarian/replay-turns.ts';
import { checksumOf, decodeArtefact, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import { compileContent } from '../../src/library/compile.ts';
import type { Pattern, Signal } from '../../src/library/schema.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { pattern, signal, smallLibrary } from '../detection/small-library.ts';
import { smallSources } from '../library/small-sources.ts';
import { openTestApp } from '../routes/test-app.ts';

const toTraditional = createTraditional();
const SIGNALS: readonly Signal[] = [
  signal('ask-pay', 'ask', { phrases: ['转账'] }),
  signal('ask-code', 'ask', { phrases: ['验证码'] }),
  signal('claims-bank', 'identity', { phrases: ['银行'] }),
  signal('threat-expiry', 'threat', { phrases: ['逾期', '注销'] }),
];
const PATTERNS: readonly Pattern[] = [
  pattern('bank-pay', { all: ['claims-bank', 'ask-pay'] }),
  pattern('bank-code', { all: ['claims-bank', 'ask-code'] }, { severity: 'critical' }),
  pattern('expiry-pay', { all: ['threat-expiry', 'ask-pay'] }, { severity: 'medium', type: 'loan' }),
];

interface Edit {
  readonly signals: readonly Signal[];
  readonly patterns: readonly Pattern[];
}
/** A librarian's day: patterns taken away, made milder or sharper, phrases replaced. */
const edit: fc.Arbitrary<Edit> = fc
  .record({
    without: fc.subarray(PATTERNS.map(({ id }) => id)),
    severity: fc.constantFrom('medium' as const, 'high' as const, 'critical' as const),
    status: fc.constantFrom('stable' as const, 'test' as const),
    phrases: fc.constantFrom(['转账'], ['汇款'], ['转账', '银行卡']),
    why: fc.constantFrom('这样说的多半是骗子', '银行不会这样说'),
  })
  .map(({ without, severity, status, phrases, why }) => ({
    signals: SIGNALS.map((one) => (one.id === 'ask-pay' ? { ...one, phrases: [...phrases] } : one)),
    patterns: PATTERNS.filter(({ id }) => !without.includes(id)).map((one) => ({ ...one, severity, status, why: { zh: why, en: why } })),
  }));

async function keep(storage: Storage, version: string, { signals, patterns }: Edit): Promise<Detector> {
  const content = normalizeContent(
    compileContent(smallSources({ signals: signals.map((one) => ({ ...one, title: version })), patterns: [...patterns] })),
  );
  const payload = encodePayload(content, smallLibrary({}, -1).models);
  const checksum = await checksumOf(payload);
  await storage.keepRelease({ version, checksum }, [encodeArtefact({ version }, checksum, payload)]);
  return load(storage, version);
}
async function load(storage: Storage, version: string): Promise<Detector> {
  return createDetector(await decodeArtefact((await storage.readRelease(version)) as Uint8Array<ArrayBuffer>));
}

const texts = fc.array(
  fc.constantFrom(
    '我是银行的，请转账',
    '银行发的验证码报给我',
    '逾期注销，先转账',
    '明天一起吃饭',
    '请汇款到银行卡',
    '银行叫我转账，真的吗',
    '转人工',
  ),
  { minLength: 2, maxLength: 6 },
);

describe('verdicts of a release', () => {
  it('stay the same to the byte under that release, whatever is edited and released after it', async () => {
    let edited = 0;
    await fc.assert(
      fc.asyncProperty(edit, edit, texts, fc.nat({ max: 6 }), async (before, after, said, changeAt) => {
        const under = await openTestApp();
        try {
          const first = await keep(under.storage, '1.0.0-dev.first', before);
          const second = await keep(under.storage, '1.0.0-dev.second', after);
          const detector = createChangingDetector(first);
          for (const [index, text] of said.entries()) {
            if (index === changeAt) detector.change(second);
            under.clock.now += 60_000;
            await handleMessage({ ...under.deps, detector }, { channel: 'sms', external: 'u1', externalId: `m${index}`, text }, false);
          }
          const { message_id } = await under.database.query
            .selectFrom('outcomes')
            .select('message_id')
            .orderBy('turn', 'desc')
            .executeTakeFirstOrThrow();
          const found = await under.storage.findTurns({ message: message_id });
          const kept = found.kind === 'found' ? await under.storage.openTurns(found) : null;
          if (!kept) throw new Error('nothing was kept');
          const detectorOf = rememberDetectors((release) => load(under.storage, release));
          const replay = await replayTurns(kept, { detectorOf, toTraditional });
          expect(replay.turns.map(({ result, kept: { release } }) => [result, release])).toEqual(
            said.map((_, index) => ['same', index < changeAt ? '1.0.0-dev.first' : '1.0.0-dev.second']),
          );
          expect(replay.memory).toBe('same');
          const other = { ...second, library: { ...second.library, version: first.library.version } };
          const wrongly = await replayTurns(kept, { detectorOf: async () => other, toTraditional });
          if (wrongly.turns.some(({ result, kept: { colour }, difference }) => result === 'differs' && colour && difference)) edited += 1;
        } finally {
          await under.close();
        }
      }),
      { numRuns: 40 },
    );
    // Had the edits changed nothing, the test would have proved nothing.
    expect(edited).toBeGreaterThan(5);
  });
});

describe('releases that a replay asks for', () => {
  it('are loaded once, and only the last three are kept in memory', async () => {
    const asked: string[] = [];
    const detectorOf = rememberDetectors(async (release) => {
      asked.push(release);
      return release === 'gone' ? null : ({ library: { version: release } } as Detector);
    });
    for (const release of ['a', 'b', 'a', 'gone', 'gone', 'a'])
      expect((await detectorOf(release))?.library.version ?? 'gone').toBe(release);
    expect(asked).toEqual(['a', 'b', 'gone']);
    await detectorOf('c');
    await detectorOf('a');
    expect(asked).toEqual(['a', 'b', 'gone', 'c']);
    await detectorOf('b');
    expect(asked).toEqual(['a', 'b', 'gone', 'c', 'b']);
  });
});
