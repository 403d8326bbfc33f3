import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../src/detection/detector.ts';
import { blastRadius, type ReplayedText } from '../../src/librarian/blast-radius.ts';
import type { Colour } from '../../src/library/schema.ts';

/** Says of each text what the text itself orders: `green>red` is green to the release at work and red to the candidate. */
function detector(side: 0 | 1): Detector {
  const judge = (text: string) => {
    const [colour, type] = (text.split(' ')[0]?.split('>')[side] ?? '').split('/');
    return { verdict: { colour, type: type ? { id: type, title: type } : null } };
  };
  return { judge } as unknown as Detector;
}
const AT_WORK = detector(0);
const CANDIDATE = detector(1);

const asked = (conversationId: string | null) => (conversationId === null ? null : { conversationId, messageId: `of ${conversationId}` });
const replayed = (text: string, parts: Partial<ReplayedText> = {}): ReplayedText => ({
  text,
  sender: null,
  place: 'web',
  asked: asked(`c-${text}`),
  told: null,
  truth: null,
  ...parts,
});
async function* stream(texts: readonly ReplayedText[]): AsyncGenerator<ReplayedText> {
  yield* texts;
}
const radius = (texts: readonly ReplayedText[], most = 1000) => blastRadius(AT_WORK, CANDIDATE, stream(texts), { most });

describe('the blast radius', () => {
  it('names every change of colour or type, those closed with the truth first, and counts them', async () => {
    const found = await radius([
      replayed('green>green same'),
      replayed('green>red a'),
      replayed('red/loan>red/prize b', { truth: 'unclear' }),
      replayed('green>red c', { truth: 'scam' }),
      replayed('yellow>green d', { truth: 'false-alarm' }),
      replayed('red/loan>red/loan same'),
    ]);
    expect(found).toMatchObject({ texts: 6, cut: false });
    expect(found.changes.map(({ truth, text }) => [truth, text.split(' ')[1]])).toEqual([
      ['scam', 'c'],
      ['false-alarm', 'd'],
      ['unclear', 'b'],
      [null, 'a'],
    ]);
    expect([...found.colours]).toEqual([
      ['green → red', 2],
      ['yellow → green', 1],
    ]);
    expect([...found.types]).toEqual([['loan → prize', 1]]);
  });

  it('calls back whoever was told green of what is red now: each conversation once, nobody from a file', async () => {
    const told = { told: 'green', asked: asked('c1'), place: 'A000001' } as const;
    const found = await radius([
      replayed('green>red first', told),
      replayed('green>red second', { ...told, truth: 'scam' }),
      replayed('red>red told green by an older release', { told: 'green', asked: asked('c2') }),
      replayed('green>red was told yellow', { told: 'yellow', asked: asked('c3') }),
      replayed('green>yellow not red', { told: 'green', asked: asked('c4') }),
      replayed('green>red of a file', { told: null, asked: null }),
    ]);
    expect(found.callBacks).toEqual([
      { conversationId: 'c1', messageId: 'of c1', place: 'A000001', truth: 'scam' },
      { conversationId: 'c2', messageId: 'of c2', place: 'web', truth: null },
    ]);
  });

  it('masks what it shows, in one line, and cuts it', async () => {
    const found = await radius([replayed(`green>red 我电话\n13800001234 ${'长'.repeat(500)}`)]);
    const text = found.changes[0]?.text ?? '';
    expect(text).not.toContain('13800001234');
    expect(text).toMatch(/^green>red 我电话 …1234 长+…$/);
    expect([...text].length).toBeLessThan(170);
  });

  it('stops at the most, without asking for more than one beyond it', async () => {
    let taken = 0;
    let ended = false;
    async function* endless(): AsyncGenerator<ReplayedText> {
      try {
        for (;;) yield replayed(`green>red ${++taken}`);
      } finally {
        ended = true;
      }
    }
    const told: number[] = [];
    const found = await blastRadius(AT_WORK, CANDIDATE, endless(), { most: 5, onText: (texts) => told.push(texts) });
    expect([found.texts, found.cut, taken, ended, told]).toEqual([5, true, 6, true, [1, 2, 3, 4, 5]]);
  });

  const colour = fc.constantFrom<Colour>('red', 'yellow', 'green');
  const type = fc.constantFrom('', '/loan', '/prize');
  const text = fc.tuple(colour, type, colour, type, fc.nat(99)).map(([a, b, c, d, n]) => `${a}${b}>${c}${d} ${n}`);
  const truth = fc.constantFrom('scam', 'false-alarm', 'unclear', null);
  const anyText = fc
    .record({ text, truth, told: fc.option(colour), from: fc.option(fc.constantFrom('c1', 'c2', 'c3')) })
    .map(({ text: said, from, ...parts }) => replayed(said, { ...parts, asked: asked(from) }));

  it('counts exactly what changes, keeps what is known in front, and finds nothing against itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 40 }), async (texts) => {
        const found = await radius(texts);
        const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
        expect(sum(found.colours)).toBe(found.changes.filter(({ from, to }) => from.colour !== to.colour).length);
        expect(sum(found.types)).toBe(found.changes.filter(({ from, to }) => from.type !== to.type).length);
        const known = found.changes.map((change) => change.truth !== null);
        expect(known.indexOf(false) === -1 || known.lastIndexOf(true) < known.indexOf(false)).toBe(true);
        expect(found.callBacks.length).toBeLessThanOrEqual(new Set(texts.flatMap(({ asked: whom }) => whom?.conversationId ?? [])).size);
        const itself = await blastRadius(AT_WORK, AT_WORK, stream(texts), { most: 1000 });
        expect([itself.changes, itself.colours.size, itself.types.size]).toEqual([[], 0, 0]);
      }),
    );
  });
});
