import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incoming, outcome } from '../storage/storage-under-test.ts';
import { CARD_EXAMPLES, patternFile, signalFile, smallTree } from './small-tree.ts';
import { openWorkshop } from './workshop-under-test.ts';

let under: Awaited<ReturnType<typeof openWorkshop>>;
beforeEach(async () => {
  under = await openWorkshop();
  await under.storage.keepSources('1.0.0', smallTree());
});
afterEach(() => under.close());

async function consult(externalId: string, text: string): Promise<void> {
  const { messageId } = await incoming(under, { conversationId: `web:${externalId}`, externalId, text });
  await under.storage.saveOutcome(outcome(messageId, { conversationId: `web:${externalId}`, colour: 'green' }));
  under.clock.now += 1000;
}

const [CARD_PATH, CARD] = signalFile('ask-card', 'ask', ['银行卡号']);

describe('an edit that is tried', () => {
  it('of a signal: on its examples, and on the last consults as they were and as they would be', async () => {
    await consult('a', '把银行卡号发我，电话13800001234');
    await consult('b', '把身份证正反面发我');
    await consult('c', '今天天气好');
    const draftId = await under.draft([]);
    const examples = { positive: ['发身份证正反面', '发银行卡号'], negative: ['身份证正反面'] };
    const [path, body] = signalFile('ask-card', 'ask', ['身份证正反面'], examples);
    const findings = await under.workshop('w1').examine(draftId, path, body);
    expect(findings).toMatchObject({ faults: [], looked: 3 });
    expect(findings.examples.map(({ wanted, holds }) => [wanted, holds])).toEqual([
      [true, true],
      [true, false],
      [false, true],
    ]);
    expect(findings.consults.map(({ text, before, now }) => [text, before, now])).toEqual([
      ['把身份证正反面发我', false, true],
      ['把银行卡号发我，电话…1234', true, false],
    ]);
  });

  it('of a pattern: with the signals that the draft has saved', async () => {
    await consult('a', '班费今天截止，扫码进群');
    const draftId = await under.draft([signalFile('ask-scan-group', 'ask', ['扫码进群'])]);
    const made = under.workshop('w1');
    const [path, body] = patternFile('scan', 'ask-scan-group', ['扫码进群', '老师说扫码进群', '班费']);
    const findings = await made.examine(draftId, path, body);
    expect(findings.examples.slice(0, 3).map(({ holds }) => holds)).toEqual([true, true, false]);
    expect(findings.examples[3]).toEqual({ text: '明天开会', wanted: false, holds: false, reason: '平常话' });
    expect(findings.consults).toMatchObject([{ place: 'web', told: 'green', before: false, now: true }]);
    const [, old] = patternFile('etc-card', { all: ['ask-card', 'claims-etc'] }, CARD_EXAMPLES);
    expect((await made.examine(draftId, 'scam-patterns/patterns/phishing/etc-card.yaml', old)).consults).toEqual([]);
  });

  it('names what is wrong with the file, and goes on with the next text', async () => {
    const draftId = await under.draft([['scam-patterns/signals/broken.yaml', 'id: [']]);
    const made = under.workshop('w1');
    const faults = async (path: string, body: string) => (await made.examine(draftId, path, body)).faults.join('\n');
    expect(await faults(CARD_PATH, 'id: [')).toContain(CARD_PATH);
    expect(await faults(CARD_PATH, CARD.replace('银行卡号', '<bogus>'))).not.toBe('');
    expect(await faults(...patternFile('p', 'no-such-signal', CARD_EXAMPLES))).toContain('unknown signal "no-such-signal"');
    expect(await faults('scam-patterns/corpus/more.jsonl', '{"text":"好"}')).toContain('scam-patterns/corpus/more.jsonl:1');
    expect(await faults('../elsewhere', '')).toContain('no file of the library');
    expect(await faults(CARD_PATH, CARD)).toBe('');
  });

  it('is answered when it is the newest of its draft; who asked before is told so', async () => {
    const [one, other] = [await under.draft([]), await under.draft([])];
    const made = under.workshop('w1');
    const asked = [made.examine(one, CARD_PATH, CARD), made.examine(one, CARD_PATH, CARD), made.examine(other, CARD_PATH, CARD)];
    const newest = made.examine(one, CARD_PATH, CARD);
    const settled = await Promise.allSettled([...asked, newest]);
    expect(settled.map((one) => (one.status === 'fulfilled' ? 'answered' : one.reason.code))).toEqual([
      'workshop.busy',
      'workshop.busy',
      'answered',
      'answered',
    ]);
  });

  it('fails when the thread dies, and the next one is answered', async () => {
    const draftId = await under.draft([]);
    const made = under.workshop('w1');
    const first = under.hear('examine', 'done');
    await made.examine(draftId, CARD_PATH, CARD);
    const { thread } = await first;
    const cut = made.examine(draftId, CARD_PATH, CARD);
    await Promise.all([expect(cut).rejects.toMatchObject({ code: 'workshop.broken' }), thread.end()]);
    expect((await made.examine(draftId, CARD_PATH, CARD)).faults).toEqual([]);
    await expect(made.examine('nobody', CARD_PATH, CARD)).rejects.toMatchObject({ code: 'library.unknown-draft' });
  });

  it('leaves the looking for new scripts to the same thread', async () => {
    await consult('a', '今天天气好');
    expect(await under.workshop('w1').findScripts()).toBe(0);
  });
});
