import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import type { Detector } from '../../src/detection/detector.ts';
import { type ReplayMeans, replayTurns } from '../../src/librarian/replay-turns.ts';
import type { KeptTurn, KeptTurns } from '../../src/storage/replayable.ts';
import { TELEPHONE } from '../../src/storage/telephone-channel.ts';
import type { TestApp } from '../routes/test-app.ts';
import { play, RELEASES, type Step, talk } from './talked-at-random.ts';

const toTraditional = createTraditional();
const means: ReplayMeans = { toTraditional, detectorOf: async (release) => RELEASES.get(release) ?? null };
const first = RELEASES.get('1.0.0') as Detector;
const played = (given: Parameters<typeof play>[1]) => play(createChangingDetector(first), given);
const say = (text: string): Step => ({ does: 'say', text, sender: undefined });

async function concludedIn({ database }: TestApp): Promise<readonly { readonly message_id: string; readonly turn: number }[]> {
  return database.query.selectFrom('outcomes').select(['message_id', 'turn']).orderBy('turn').execute();
}

async function keptUpTo({ storage }: TestApp, message: string): Promise<KeptTurns | null> {
  const found = await storage.findTurns({ message });
  return found.kind === 'found' ? storage.openTurns(found) : null;
}

/** All of one conversation, with what is remembered at its end. */
async function keptAfter(steps: readonly Step[], channel = 'sms'): Promise<KeptTurns> {
  const under = await played({ channel, steps });
  try {
    const kept = await keptUpTo(under, (await concludedIn(under)).at(-1)?.message_id ?? '');
    if (!kept) throw new Error('nothing was kept');
    return kept;
  } finally {
    await under.close();
  }
}
const results = async (kept: KeptTurns, changed = means) => (await replayTurns(kept, changed)).turns.map(({ result }) => result);

function changed({ turns, state }: KeptTurns, at: number, change: (turn: KeptTurn) => Partial<KeptTurn>): KeptTurns {
  return { state, turns: turns.map((turn, index) => (index === at ? { ...turn, ...change(turn) } : turn)) };
}
const withInputs = (change: (inputs: Record<string, unknown>) => Record<string, unknown>) => (turn: KeptTurn) => ({
  inputs: JSON.stringify(change(JSON.parse(turn.inputs ?? '{}'))),
});

describe('a conversation that is replayed', () => {
  it('is the same to the byte in every turn, whatever was said, ruled, closed or released', async () => {
    const seen = { turns: 0, owned: 0, ruled: 0, escalated: 0, failed: 0, robbed: 0, inLine: 0 };
    await fc.assert(
      fc.asyncProperty(talk, async (given) => {
        const under = await played(given);
        try {
          for (const { message_id } of await concludedIn(under)) {
            const kept = await keptUpTo(under, message_id);
            if (!kept) continue;
            const replay = await replayTurns(kept, means);
            expect(replay.turns.filter(({ result }) => result !== 'same')).toEqual([]);
            expect(replay.memory).toBe(kept.state === null ? null : 'same');
            const { inputs = '', answer, ...asked } = kept.turns.at(-1) as KeptTurn;
            expect(asked.messageId).toBe(message_id);
            expect(inputs?.length).toBeLessThan(600);
            seen.turns += 1;
            seen.owned += answer?.startsWith('{"messages":[],') ? 1 : 0;
            seen.ruled += inputs?.includes('"ruling":{') ? 1 : 0;
            seen.failed += inputs?.includes('"failed"') ? 1 : 0;
            seen.robbed += inputs?.includes('"guarded":true') ? 1 : 0;
            seen.inLine += inputs?.includes('"ahead":[0,0,0,0]') ? 0 : 1;
            seen.escalated += asked.escalated ? 1 : 0;
          }
        } finally {
          await under.close();
        }
      }),
      { numRuns: 60 },
    );
    for (const [what, count] of Object.entries(seen)) expect([what, count > 0]).toEqual([what, true]);
  });

  it('differs when a text was changed, in that turn and not in the ones before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('[red loan] 甲', '[yellow advice] 乙', '[green] 丙'), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        async (texts, seed) => {
          const kept = await keptAfter(texts.map(say));
          const at = seed % texts.length;
          const found = await results(changed(kept, at, ({ text }) => ({ text: `${text}。` })));
          expect(found.slice(0, at)).toEqual(texts.slice(0, at).map(() => 'same'));
          expect(found[at]).toBe('differs');
        },
      ),
      { numRuns: 25 },
    );
  });

  const ruled: readonly Step[] = [
    say('[yellow loan human] 甲'),
    { does: 'claim' },
    { does: 'judge', colour: 'green', type: null },
    { does: 'release' },
    say('[green knowledge why]'),
  ];
  it.each([
    ['the hotline', [say('[red human] 甲')], 0, withInputs((inputs) => ({ ...inputs, hotline: '110110' })), 'answer.messages.0.text'],
    [
      'the number of the case',
      [say('[red human] 甲')],
      0,
      withInputs((inputs) => ({ ...inputs, caseNumber: 'A999999' })),
      'answer.messages.0.text',
    ],
    [
      'who was on duty',
      [say('[red human] 甲')],
      0,
      withInputs((inputs) => ({ ...inputs, duty: { kind: 'staffed' } })),
      'answer.messages.0.text',
    ],
    [
      'how many were before him',
      [say('[red human] 甲')],
      0,
      withInputs((inputs) => ({ ...inputs, ahead: [7, 7, 7, 7] })),
      'answer.messages.0.text',
    ],
    ["the reply's id", [say('[green] 甲')], 0, withInputs((inputs) => ({ ...inputs, reply: 'other' })), 'answer.messages.0.id'],
    [
      'that he had been robbed',
      [say('[yellow advice has:ask-fee] 甲')],
      0,
      withInputs((inputs) => ({ ...inputs, guarded: true })),
      'answer.messages.0.text',
    ],
    ['that a human owned it', [say('[yellow] 甲')], 0, withInputs((inputs) => ({ ...inputs, owned: true })), 'answer.messages.0'],
    ["an officer's verdict", ruled, 1, withInputs((inputs) => ({ ...inputs, ruling: null })), 'answer.messages.0.text'],
    ['a colour', [say('[red] 甲')], 0, () => ({ colour: 'green' }), 'colour'],
    ['a score', [say('[red] 甲')], 0, ({ score }: KeptTurn) => ({ score: (score ?? 0) + 1e-9 }), 'score'],
    [
      'the answer',
      [say('[red] 甲')],
      0,
      ({ answer }: KeptTurn) => ({ answer: (answer ?? '').replace('🔴', '🟢') }),
      'answer.messages.0.text',
    ],
    ['a blank in the answer', [say('[red] 甲')], 0, ({ answer }: KeptTurn) => ({ answer: ` ${answer}` }), 'answer'],
  ] as const)('differs when %s was changed, and says where', async (_, steps, at, change, place) => {
    const kept = await keptAfter(steps);
    expect(new Set(await results(kept))).toEqual(new Set(['same']));
    const { turns } = await replayTurns(changed(kept, at, change), means);
    expect(turns[at]).toMatchObject({ result: 'differs', difference: { at: expect.stringContaining(place) } });
  });

  it('differs when the release judges otherwise, and when what is remembered was changed', async () => {
    const kept = await keptAfter([say('[yellow loan] 甲')]);
    expect(await results(kept, { ...means, detectorOf: async () => RELEASES.get('2.0.0') as Detector })).toEqual(['differs']);
    expect(await replayTurns({ ...kept, state: `${kept.state} ` }, means)).toMatchObject({ memory: 'differs' });
  });

  it('shows no number of anybody where it differs', async () => {
    const kept = await keptAfter([say('[red loan] 甲')]);
    const asked = changed(kept, 0, ({ answer }) => ({ answer: (answer ?? '').replace('🔴', '13800001234 🔴') }));
    expect(JSON.stringify((await replayTurns(asked, means)).turns[0]?.difference)).not.toContain('1380000');
  });

  it('says of a release, a text or inputs that are not kept that it cannot be made again, nor what follows', async () => {
    const kept = await keptAfter([say('[red] 甲'), { does: 'library', version: '1.1.0' }, say('[red] 乙'), say('[red] 丙')]);
    const missing = async (from: KeptTurns, how = means) => (await replayTurns(from, how)).turns.map((turn) => turn.missing ?? turn.result);
    const without = { ...means, detectorOf: async (release: string) => (release === '1.1.0' ? null : first) };
    expect(await missing(kept, without)).toEqual(['same', 'release', 'before']);
    expect(await missing(changed(kept, 0, () => ({ text: null })))).toEqual(['text', 'before', 'before']);
    expect(await missing(changed(kept, 1, () => ({ inputs: null })))).toEqual(['same', 'inputs', 'before']);
    expect(
      await missing(
        changed(
          kept,
          1,
          withInputs((inputs) => ({ ...inputs, v: 2 })),
        ),
      ),
    ).toEqual(['same', 'inputs', 'before']);
  });

  it('goes on from what was remembered when inputs began to be kept', async () => {
    const old = await played({ channel: 'sms', steps: [say('[red loan] 甲')] });
    try {
      // As an earlier program left it.
      const { state } = await old.storage.loadConversation('sms:u1');
      const { keptTurn: _, ...remembered } = JSON.parse(state ?? '{}');
      const storage = {
        ...old.storage,
        loadConversation: async (id: string) => ({ ...(await old.storage.loadConversation(id)), state: JSON.stringify(remembered) }),
      };
      await old.database.query.updateTable('outcomes').set({ inputs_sealed: null }).execute();
      const message = (externalId: string, text: string) => ({ channel: 'sms', external: 'u1', externalId, text });
      await handleMessage({ ...old.deps, storage }, message('x1', '[green knowledge why]'), false);
      await handleMessage(old.deps, message('x2', '[green thanks]'), false);
      const kept = (await keptUpTo(old, (await concludedIn(old)).at(-1)?.message_id ?? '')) as KeptTurns;
      expect(kept.turns.map(({ inputs }) => inputs?.includes('"before"') ?? null)).toEqual([null, true, false]);
      expect(await replayTurns(kept, means)).toMatchObject({
        turns: [{ missing: 'inputs' }, { result: 'same' }, { result: 'same' }],
        memory: 'same',
      });
    } finally {
      await old.close();
    }
  });

  it('leaves out the names that another engine gave, and says so', async () => {
    const kept = await keptAfter([say('[red loan] 甲')]);
    const other = changed(kept, 0, ({ answer, engine }) => ({
      engine: '0.9.0',
      answer: (answer ?? '').replace(`"engineVersion":"${engine}"`, '"engineVersion":"0.9.0"'),
    }));
    expect((await replayTurns(other, means)).turns).toMatchObject([{ result: 'same', otherEngine: true }]);
  });

  it('also of a call: what the machine made of the words that an officer typed', async () => {
    const told = RELEASES.get('1.0.0')?.judge('[red loan] 甲').verdict;
    const turn: KeptTurn = {
      ...((await keptAfter([say('[red loan] 甲')])).turns[0] as KeptTurn),
      channel: TELEPHONE,
      inputs: null,
      stage: 'paid',
      escalated: true,
      answer: '{"messages":[],"status":"open","escalated":true}',
    };
    expect(turn.colour).toBe(told?.colour);
    expect(await results({ turns: [turn], state: null })).toEqual(['same']);
    expect(await results({ turns: [{ ...turn, text: '[green] 甲' }], state: null })).toEqual(['differs']);
  });
});
