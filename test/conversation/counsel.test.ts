import { describe, expect, it } from 'vitest';
import type { Detector } from '../../src/detection/detector.ts';
import { createNormalizer } from '../../src/detection/normalize.ts';
import type { Counsel, TypeId } from '../../src/library/schema.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { stubDetector } from './stub-detector.ts';
import { startTalk } from './talk.ts';

const library = await loadLibraryForTests();
const normalize = createNormalizer(library);

const RED = '[red investment forward]';
const URGENT = '[red emergency paid]';

type Piece = Partial<Counsel> & Pick<Counsel, 'id'>;

/** The stub, whose library has this counsel and no other. */
function counselling(given: Partial<Record<TypeId, readonly Piece[]>>): Detector {
  const types = stubDetector.library.types.map((type) => ({
    ...type,
    counsel: (given[type.id] ?? []).map((piece) => ({
      ...{ to: ['himself' as const, 'other' as const, 'counter' as const], hears: [] },
      ...{ say: { zh: `说${piece.id}。`, en: `Say ${piece.id}.` } },
      ...piece,
    })),
  }));
  return { ...stubDetector, library: { ...stubDetector.library, types } };
}

function lastReply(detector: Detector, ...texts: readonly string[]): string {
  const talk = startTalk(detector);
  return texts.reduce((_, text) => talk.say(text).reply, '');
}

describe('counsel', () => {
  const detector = counselling({
    investment: [
      { id: 'first' },
      { id: 'deadline', hears: ['清零', '冻结'] },
      { id: 'second' },
      { id: 'tax', hears: ['清零'], to: ['himself'] },
    ],
    'other-scam': [{ id: 'contract', hears: ['签合同', '印章', 'contract'] }, { id: 'never-unasked' }],
  });

  it('is what comes next in his scheme, each piece once, and then the stock sentence', () => {
    const talk = startTalk(detector);
    talk.say(RED);
    const replies = ['甲', '乙', '丙'].map((text) => talk.say(`[red advice tone] ${text}`).reply.split('\n')[0]);
    expect(replies[0]).toMatch(/^记下了。说first。.*钱转了、码给了，马上打110/);
    expect(replies[1]).toMatch(/^记下了。说second。/);
    expect(replies[2]).toMatch(/^还是那句/);
  });

  it('that nobody asked for is not given in doubt: there he is told how to find out', () => {
    const YELLOW = '[yellow investment forward]';
    expect(lastReply(detector, YELLOW, '[yellow advice tone] 甲')).not.toMatch(/说first/);
    expect(lastReply(detector, YELLOW, '[yellow advice tone] 不交就清零')).toMatch(/^说/);
  });

  it('is not called for by what others have written', () => {
    const paid = '[red investment emergency paid]';
    expect(lastReply(detector, paid, '[green forward] 余额清零')).not.toMatch(/说(?:tax|deadline|first)/);
    expect(lastReply(detector, paid, '[green forward bare] 余额清零')).toMatch(/说(?:tax|deadline)/);
  });

  it('is what his words call for: most of them first, of his scheme before any other', () => {
    expect(lastReply(detector, RED, '[red advice tone] 客服说不交就冻结清零')).toMatch(/^说deadline。/);
    expect(lastReply(detector, RED, '[red advice tone] 不交就冻结清零', '[red advice tone] 真的清零了')).toMatch(/^说tax。/);
    expect(lastReply(detector, RED, '[red advice tone] 签合同的')).toMatch(/^说contract。/);
    expect(lastReply(detector, RED, '[red advice tone] 签合同写了清零')).toMatch(/^说deadline。/);
    expect(lastReply(detector, RED, '[red advice tone] 有印章的')).not.toMatch(/说contract/);
    expect(lastReply(detector, RED, '[red advice tone] 清零 a contract')).toMatch(/^说contract。/);
  });

  it('English words stand by themselves', () => {
    expect(lastReply(detector, RED, '[red advice tone] we have a contract.')).toMatch(/^说contract。/);
    expect(lastReply(detector, RED, '[red advice tone] a contractor')).toMatch(/^记下了。说first。/);
  });

  it('a question is not answered with whatever comes next, but with what it calls for', () => {
    expect(lastReply(detector, RED, '[green knowledge] 会影响考公吗')).toMatch(/^这一问我答不准/);
    expect(lastReply(detector, RED, '[green knowledge] 签合同会影响考公吗')).toMatch(/^说contract。/);
  });

  it('stands for a follow-up that is hardly asked, and for none that is', () => {
    const { id } = stubDetector.library.followUps.find(({ asked }) => asked === 'open') ?? { id: '' };
    expect(lastReply(detector, RED, `[green advice ${id} hardly-asked] 签合同`)).toMatch(/^说contract。/);
    expect(lastReply(detector, RED, `[green advice ${id}] 签合同`)).not.toMatch(/说contract/);
    expect(lastReply(detector, RED, `[green advice ${id} hardly-asked] 嗯嗯`)).not.toMatch(/说/);
  });

  it('says more than that it is another step of the same scheme', () => {
    expect(lastReply(detector, RED, '[red investment advice bare] 他叫我再交一笔')).toMatch(/^这也是这种骗局的一步/);
    expect(lastReply(detector, RED, '[red investment advice bare] 不交就清零')).toMatch(/^说deadline。不要再往里投钱/);
  });

  it('is said instead of the same card once more, where nothing that has a name is new', () => {
    expect(lastReply(detector, RED, '[red investment advice tone has:lure bare] 点开看了')).toMatch(/^记下了。说first。/);
    expect(lastReply(detector, RED, '[red authority advice tone has:lure] 点开看了')).toMatch(/^🔴/);
    expect(lastReply(counselling({}), RED, '[red investment advice tone has:lure bare] 点开看了')).toMatch(/^🔴/);
  });

  it('is said to whom it is meant for', () => {
    const split = counselling({
      investment: [
        { id: 'victim', to: ['himself'] },
        { id: 'relative', to: ['other'] },
        { id: 'clerk', to: ['counter'] },
      ],
    });
    expect(lastReply(split, RED, '[red advice tone]')).toMatch(/^记下了。说victim。/);
    expect(lastReply(split, '[red investment forward other]', '[red advice tone other]')).toMatch(/^记下了。说relative。/);
    expect(lastReply(split, '[red investment advice counter]', '[red advice tone counter]')).toMatch(/^记下了。说clerk。/);
    expect(lastReply(split, '[red investment advice scene]', '[red advice tone scene]')).not.toMatch(/说(?:victim|relative|clerk)/);
    expect(lastReply(split, '[red investment advice child]', '[red advice tone child]')).not.toMatch(/说(?:victim|relative|clerk)/);
  });

  it('what fits only before or after the loss is said only then', () => {
    const timed = counselling({ investment: [{ id: 'before', lost: false }, { id: 'after', lost: true }, { id: 'whenever' }] });
    expect(lastReply(timed, RED, '[red advice tone]')).toMatch(/^记下了。说before。/);
    expect(lastReply(timed, '[red investment emergency paid]', '[green forward bare] 微信转的')).toMatch(
      /^记下了。说after。别再转钱；110还没打/,
    );
  });

  it('of a matter without a scheme the reserve speaks, when it is called for or not', () => {
    expect(lastReply(detector, '[red forward]', '[red advice tone]')).toMatch(/^记下了。说never-unasked。/);
    expect(lastReply(detector, URGENT, '[green forward bare] 要签合同')).toMatch(/^说contract。/);
  });

  it.each([
    ['a green matter', '[green forward]', '[green advice] 合同清零'],
    ['a pause', RED, '[green thanks]'],
    ['who asks whether to pay', RED, '[green smalltalk] 能先转吗 合同'],
    ['a message of its own', RED, '[red authority forward] 合同清零'],
  ])('%s hears none', (_, first, then) => {
    expect(lastReply(detector, first, then)).not.toMatch(/说(?:first|deadline|contract)/);
  });

  it('is forgotten by nobody: what was told is part of the state, by name', () => {
    const talk = startTalk(detector);
    talk.say(RED);
    expect(talk.say('[red advice tone]').state.told).toEqual(['investment/first']);
    expect(talk.say('[red advice tone] 签合同').state.told).toEqual(['investment/first', 'other-scam/contract']);
  });
});

describe('the library’s counsel', () => {
  const all = library.types.flatMap(({ id, counsel }) => counsel.map((one) => ({ ...one, name: `${id}/${one.id}` })));

  it('every scheme has some for everybody, before and after a loss, said unasked', () => {
    const lacking = library.types.flatMap(({ id, counsel }) =>
      (['himself', 'other', 'counter'] as const).flatMap((listener) =>
        [true, false]
          .filter((lost) => !counsel.some((one) => one.hears.length === 0 && one.to.includes(listener) && one.lost !== !lost))
          .map((lost) => `${id}: ${listener}, lost ${lost}`),
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('is short enough to be read in a hurry', () => {
    expect(all.filter(({ say }) => say.zh.length > 62 || say.en.length > 170).map(({ name }) => name)).toEqual([]);
  });

  it('hears words as they stand in a message that has been made plain', () => {
    expect(
      all.flatMap(({ name, hears }) => hears.filter((word) => normalize(word).text !== word).map((word) => `${name}: ${word}`)),
    ).toEqual([]);
  });

  it('hears nothing so short that it stands in any message', () => {
    expect(all.flatMap(({ name, hears }) => hears.filter((word) => word.length < 2).map((word) => `${name}: ${word}`))).toEqual([]);
  });
});
