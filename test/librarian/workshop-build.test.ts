import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { decodeKept } from '../../src/librarian/decode-kept.ts';
import { followRelease } from '../../src/librarian/follow-releases.ts';
import type { ReleaseEntry } from '../../src/library/ledger.ts';
import { newReleaseKey } from '../../src/library/release-signature.ts';
import { createLog } from '../../src/log.ts';
import { calling, incoming, outcome } from '../storage/storage-under-test.ts';
import { patternFile, signalFile, smallTree } from './small-tree.ts';
import { openWorkshop } from './workshop-under-test.ts';

let under: Awaited<ReturnType<typeof openWorkshop>>;
beforeEach(async () => {
  under = await openWorkshop();
});
afterEach(() => under.close());

const FEE = ['老师说交班费，扫码进群转账', '这学期班费要交了，扫码进群', '家长们交班费，扫码进群'];
/** A new script: who asks for the class fee by a code in a group. */
const NEW_PATTERN = [
  signalFile('ask-scan-group', 'ask', ['扫码进群']),
  signalFile('claims-class-fee', 'lure', ['班费']),
  patternFile('class-fee', { all: ['ask-scan-group', 'claims-class-fee'] }, FEE, { severity: 'critical' }),
  [
    'scam-patterns/corpus/console-class-fee.jsonl',
    [...FEE, ...FEE, ...FEE].map((text) => JSON.stringify({ text, kind: 'scam', type: 'phishing' })).join('\n'),
  ],
] as const;

async function build(draftId: string, made = under.workshop('w1')) {
  const ended = under.hear('build', 'done');
  await under.want(draftId);
  made.nudge();
  await ended;
  return under.report(draftId);
}

describe('a draft that is measured', () => {
  it('passes, is kept under its next number, signed, and names who must be called back; nothing is at work yet', async () => {
    under.writeFolder(smallTree());
    const { messageId } = await incoming(under, { text: `${FEE[0]}，电话13800001234` });
    await under.storage.saveOutcome(outcome(messageId, { colour: 'green', escalation: calling('P2') }));
    const draftId = await under.draft(NEW_PATTERN);
    const { state, version, checksum, report } = await build(draftId);

    expect([report.faults, report.gate.filter(({ result }) => result === 'FAIL')]).toEqual([[], []]);
    expect({ state, version, broken: report.broken, bump: report.bump }).toEqual({
      state: 'passed',
      version: '1.1.0',
      broken: null,
      bump: 'minor',
    });
    expect(report.gate.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['lint', 'forwards.jsonl: scam in accept', 'size', 'texts that every release must know', 'signature']),
    );
    expect(report.content).toContainEqual({ kind: 'pattern', id: 'class-fee', what: 'new', fields: [] });
    expect(report.radius).toMatchObject({ texts: 1, changed: 1, callBacks: [{ conversationId: 'web:c1', messageId }] });
    expect(report.radius?.changes[0]).toMatchObject({ place: 'A000001', from: { colour: 'green' }, to: { colour: 'red' } });
    expect(JSON.stringify(report)).not.toContain('13800001234');

    const entry = JSON.parse((await under.storage.releaseEntry('1.1.0')) ?? '') as ReleaseEntry;
    expect(entry).toMatchObject({ version, checksum, signature: { key: 'test' }, counts: { signals: 4, patterns: 2 } });
    expect(entry.changes).toContain('new: pattern class-fee');
    expect(Object.keys(entry.metrics ?? {})).toEqual(['dialogues.jsonl', 'forwards.jsonl']);
    expect(await under.storage.readSource('1.1.0', NEW_PATTERN[2][0])).toBe(NEW_PATTERN[2][1]);
    expect(await under.storage.readSourceTree('1.0.0')).toEqual(smallTree());
    expect(await under.storage.newestActivation()).toMatchObject({ version: '1.0.0' });

    const detector = createChangingDetector(createDetector(await decodeKept(under.storage, '1.0.0', under.keys)));
    await under.storage.activateRelease('1.1.0', null, 1);
    await followRelease({ storage: under.storage, detector, log: createLog('silent', () => undefined), keys: under.keys }, 1);
    expect([detector.library.version, detector.judge(FEE[1] as string).verdict.colour]).toEqual(['1.1.0', 'red']);
  });

  it('is what it was called before when it is measured again, and the next free number when another took it', async () => {
    under.writeFolder(smallTree());
    const made = under.workshop('w1');
    const draftId = await under.draft(NEW_PATTERN);
    expect(await build(draftId, made)).toMatchObject({ state: 'passed', version: '1.1.0' });
    expect(await build(draftId, made)).toMatchObject({ state: 'passed', version: '1.1.0' });
    const other = await under.draft([...NEW_PATTERN.slice(0, 2), patternFile('fee', 'ask-scan-group', FEE, { severity: 'medium' })]);
    expect(await build(other, made)).toMatchObject({ state: 'passed', version: '1.2.0' });
  });

  it('fails with the faults of its files, and nothing is kept', async () => {
    under.writeFolder(smallTree());
    const [path] = NEW_PATTERN[2];
    const { state, version, report } = await build(await under.draft([NEW_PATTERN[0], [path, 'id: class-fee\nwhen: [']]));
    expect({ state, version }).toEqual({ state: 'failed', version: null });
    expect(report.broken).toContain(path);
    expect(report).toMatchObject({ gate: [], radius: null });
    expect((await under.storage.keptReleases()).map((kept) => kept.version)).toEqual(['1.0.0']);
  });

  it('fails when the rates fall, when examples do not hold, and when it does not know what every release must', async () => {
    under.writeFolder(smallTree());
    const calm = smallTree().get('scam-patterns/corpus/small.jsonl')?.replaceAll('"scam","type":"phishing"', '"legit"') ?? '';
    const harmless = patternFile('etc-card', { all: ['ask-card', 'claims-etc'] }, ['好的', '行', '没事'], { severity: 'medium' });
    const { state, version, report } = await build(await under.draft([harmless, ['scam-patterns/corpus/small.jsonl', calm]]));
    expect({ state, version }).toEqual({ state: 'failed', version: null });
    const failed = report.gate.filter(({ result }) => result === 'FAIL').map(({ what }) => what);
    expect(failed).toEqual(
      expect.arrayContaining(['examples and clean corpus', 'forwards.jsonl: scam in accept', 'texts that every release must know']),
    );
    expect(report.faults[0]).toMatchObject({ where: harmless[0], problem: expect.stringContaining('must hold on') });
    expect((await under.storage.keptReleases()).map((kept) => kept.version)).toEqual(['1.0.0']);
  });

  it('fails when it moves the yard-stick by which it is measured', async () => {
    under.writeFolder(smallTree());
    const { state, version, report } = await build(
      await under.draft([...NEW_PATTERN, ['scam-patterns/gate/forwards.jsonl', null as never]]),
    );
    expect({ state, version, broken: report.broken }).toEqual({
      state: 'failed',
      version: null,
      broken: expect.stringContaining('a draft cannot change this file'),
    });
  });

  it('fails when nothing changes', async () => {
    under.writeFolder(smallTree());
    const [path, body] = [...smallTree()].find(([name]) => name.includes('signals/ask-card')) as [string, string];
    const { state, report } = await build(await under.draft([[path, `# a remark\n${body}`]]));
    expect({ state, broken: report.broken }).toEqual({ state: 'failed', broken: expect.stringContaining('nothing changes') });
  });

  it('says what to do when nobody has the files of the release that it changes, and goes on once they are kept', async () => {
    const made = under.workshop('w1');
    const draftId = await under.draft(NEW_PATTERN);
    const { state, report } = await build(draftId, made);
    expect({ state, broken: report.broken }).toEqual({ state: 'failed', broken: expect.stringContaining('npm run library -- publish') });
    under.writeFolder(new Map([...smallTree(), signalFile('other', 'lure', ['别的'])]));
    expect((await build(draftId, made)).report.broken).toContain('npm run library -- publish');
    expect(await under.storage.hasSources('1.0.0')).toBe(false);
    await under.storage.keepSources('1.0.0', smallTree());
    expect(await build(draftId, made)).toMatchObject({ state: 'passed', version: '1.1.0' });
  });

  it('passes and gets no number where there is no signing key, or one of which nobody knows the public half', async () => {
    under.writeFolder(smallTree());
    const draftId = await under.draft(NEW_PATTERN);
    const foreign = (await newReleaseKey()).privateKey;
    for (const [LIBRARY_SIGNING_KEY, found] of [
      ['', 'this server has no signing key'],
      [foreign, 'LIBRARY_PUBLIC_KEYS'],
    ] as const) {
      const { state, version, report } = await build(draftId, under.workshop('w1', { LIBRARY_SIGNING_KEY }));
      expect({ state, version }).toEqual({ state: 'passed', version: null });
      expect(report.gate.at(-1)).toMatchObject({ result: 'skipped', found: expect.stringContaining(found) });
    }
    expect((await under.storage.keptReleases()).map((kept) => kept.version)).toEqual(['1.0.0']);
  });
});

describe('a draft that is published long after it was measured', () => {
  it('has everybody called back who was told green meanwhile, once, and nobody who was not', async () => {
    under.writeFolder(smallTree());
    const made = under.workshop('w1');
    const told = async (text: string, conversationId: string, colour: 'green' | 'yellow') => {
      under.clock.now = Date.now();
      const { messageId } = await incoming(under, { conversationId, externalId: conversationId, text });
      await under.storage.saveOutcome(outcome(messageId, { conversationId, colour }));
      return messageId;
    };
    const early = await told(FEE[0] as string, 'web:early', 'green');
    const draftId = await under.draft(NEW_PATTERN);
    const { id: buildId, edits, report } = await build(draftId, made);
    expect(report.radius?.callBacks.map(({ messageId }) => messageId)).toEqual([early]);
    const late = await told(FEE[1] as string, 'web:late', 'green');
    await told(FEE[2] as string, 'web:warned', 'yellow');
    await told('妈，我今晚加班，饭不用等我了', 'web:mother', 'green');
    await under.storage.proposeDraft(draftId, { officerId: 'o1', edits: edits as number, remark: null });
    const publication = { officerId: 'o2', edits: edits as number, buildId: buildId as string, version: '1.1.0' };
    const callBacks = report.radius?.callBacks ?? [];
    expect(await under.storage.publishDraft(draftId, { ...publication, callBacks, alone: false, seen: 1 })).toBe('done');
    const listed = async () => (await under.storage.releaseCallBacksOpen(10)).map(({ messageId }) => messageId).sort();
    expect(await listed()).toEqual([early]);

    under.clock.now += 60_000;
    const ended = under.hear('call-backs', 'done');
    made.nudge();
    await ended;
    expect(await listed()).toEqual([early, late].sort());
    under.clock.now += 3_600_000;
    expect(await under.storage.takeDueCallBacks(1)).toBeNull();
  });
});

describe('the thread of a build', () => {
  it('is taken up by another server once its lease has run out, when it was cut off in the middle', async () => {
    under.writeFolder(smallTree());
    const draftId = await under.draft(NEW_PATTERN);
    await under.want(draftId);
    const begun = under.hear('build', 'progress');
    const first = under.workshop('w1');
    first.nudge();
    await (await begun).thread.end();
    await first.stop();
    expect(await under.report(draftId)).toMatchObject({ state: 'running', report: null });
    expect(await under.storage.takeBuild('w2', 1)).toBeNull();

    under.clock.now += 60_000;
    const ended = under.hear('build', 'done');
    under.workshop('w2').nudge();
    await ended;
    expect(await under.report(draftId)).toMatchObject({ state: 'passed', version: '1.1.0' });
  });

  it('that has not enough memory fails for good: it would fail again', async () => {
    const draftId = await under.draft(NEW_PATTERN);
    await under.want(draftId);
    const gone = Promise.withResolvers<void>();
    const made = under.workshop(
      'w1',
      {},
      {
        startThread: (_, ended) => ({
          send: () => {
            ended({ outOfMemory: true, error: null });
            gone.resolve();
          },
          end: async () => undefined,
        }),
      },
    );
    made.nudge();
    await gone.promise;
    await made.stop();
    expect(await under.report(draftId)).toMatchObject({ state: 'failed', report: { broken: expect.stringContaining('memory') } });
  });

  it('lets the thread that answers go on', async () => {
    under.writeFolder(smallTree());
    const draftId = await under.draft(NEW_PATTERN);
    await under.want(draftId);
    const detector = createDetector(await decodeKept(under.storage, '1.0.0', under.keys));
    let ended = false;
    const end = under.hear('build', 'done').then(() => {
      ended = true;
    });
    under.workshop('w1').nudge();
    let judged = 0;
    while (!ended) {
      await new Promise((resolve) => setImmediate(resolve));
      detector.judge(FEE[0] as string);
      judged += 1;
    }
    await end;
    expect(judged).toBeGreaterThan(200);
    expect(await under.report(draftId)).toMatchObject({ state: 'passed' });
  });
});
