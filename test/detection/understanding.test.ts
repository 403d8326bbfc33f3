import { describe, expect, test } from 'vitest';
import { alarmOf, CALL } from '../../src/detection/alarm.ts';
import { type Analysis, type Chances, createAnalysis } from '../../src/detection/analysis.ts';
import { type Understanding, understand } from '../../src/detection/intent.ts';
import { INTENT_IDS, type IntentId } from '../../src/library/schema.ts';
import { signal, smallLibrary } from './small-library.ts';

const SIGNALS = [
  signal('stage-paid', 'stage', { stage: 'paid', phrases: ['钱转过去了'] }),
  signal('stage-clicked', 'stage', { stage: 'clicked', phrases: ['点开了'] }),
  signal('warns', 'exempt', { phrases: ['谨防诈骗'] }),
  signal('state-despair', 'state', { phrases: ['不想活'] }),
  signal('state-wants-human', 'state', { phrases: ['转人工'] }),
  signal('state-reader-watching', 'state', { phrases: ['他在旁边看'] }),
  signal('state-held-other', 'state', { phrases: ['弟弟被关'] }),
  signal('state-correction', 'state', { phrases: ['搞错了'] }),
  signal('state-verified-offline', 'state', { phrases: ['当面问过了'] }),
  signal('state-verified-false', 'state', { phrases: ['他说没这回事'] }),
  signal('state-new-matter', 'state', { phrases: ['顺便再问'] }),
  signal('state-asks-safe', 'state', { phrases: ['安全吗'] }),
  signal('state-doubt', 'state', { phrases: ['有点怪'] }),
  signal('state-report', 'state', { phrases: ['要举报'] }),
  signal('state-cheated', 'state', { phrases: ['我被骗了'] }),
  signal('real-dissuasion', 'state', { phrases: ['叫我先别转'] }),
  signal('police-invitation', 'state', { phrases: ['去所里领'] }),
  signal('state-is-himself', 'state', { phrases: ['其实是我自己'] }),
];
const analyse = createAnalysis(smallLibrary({ signals: SIGNALS }));

/** These probabilities, the rest shared evenly by the others. */
function chances(told: Partial<Record<IntentId, number>>): Chances {
  const rest = 1 - Object.values(told).reduce((sum, chance) => sum + chance, 0);
  const others = INTENT_IDS.length - Object.keys(told).length;
  return Object.fromEntries(INTENT_IDS.map((id) => [id, told[id] ?? rest / others])) as Chances;
}

const understood = (
  text: string,
  told: Partial<Record<IntentId, number>> = { advice: 0.9 },
  parts: Partial<Analysis> = {},
): Understanding => understand({ ...analyse(text), intents: chances(told), ...parts });
const blocksWith = (...scams: number[]): Analysis['blocks'] =>
  scams.map((scam) => ({ start: 0, end: 1, hits: [], patterns: [], scam, types: {} as never }));

/** What is true of an understanding, besides that the words are his own. */
const factsOf = (text: string, told?: Partial<Record<IntentId, number>>): string[] =>
  Object.entries(understood(text, told)).flatMap(([name, value]) =>
    (value === true && name !== 'ownWords') || (name === 'danger' && value) ? [name] : [],
  );

describe('what a text says in so many words', () => {
  test.each([
    ['您好在不在呀', []],
    ['不想活了啊', ['danger', 'unsure', 'escalate']],
    ['他在旁边看着我打字', ['watched']],
    ['帮我转人工吧', ['wantsHuman']],
    ['是我搞错了呀', ['correction']],
    ['我当面问过了呀', ['correction']],
    ['他说没这回事呀', ['exposed']],
    ['我搞错了,他说没这回事呀', ['exposed']],
    ['顺便再问一条短信', ['newMatter']],
    ['叫我先别转的', ['realDissuasion']],
    ['其实是我自己呀', ['own']],
    ['叫我去所里领', ['policeInvitation']],
    ['【通知】明天停水', ['passedOn']],
    ['为什么', ['asksWhy']],
    ['是骗子吗', ['asksAgain']],
    ['那我该怎么办呀', ['asksWhatNow']],
    ['被骗了', ['unsure', 'cry', 'escalate']],
    ['我太傻了', ['distress']],
    ['删掉我的信息', ['unsure', 'erase']],
  ])('%s', (text, expected) => {
    expect(factsOf(text, { advice: 0.9 }).sort()).toEqual([...expected].sort());
  });

  test('of a forward is nothing that he says of himself, unless it is sure to be none', () => {
    const forward = { forward: 0.99 };
    for (const text of ['不想活了啊', '他在旁边看着我打字', '帮我转人工吧', '其实是我自己呀']) expect(factsOf(text, forward)).toEqual([]);
    expect(understood('钱转过去了', forward).stage).toBe('seen');
    expect(understood('不想活了啊', { forward: 0.9 }).danger).toBeNull();
    expect(understood('不想活了啊', { forward: 0.89 })).toMatchObject({ danger: { kind: 'despair' }, intent: 'emergency', escalate: true });
  });
});

describe('a notice of the police', () => {
  const NOTICE = '叫我先别转的是骗子冒充的，请各位居民互相转告，接到这样的电话直接挂断，有疑问拨打咨询专线。';
  const passedOn = (end: number) => understood(NOTICE, undefined, { sentences: [{ start: 0, end, speaker: 'warning' }] });

  test('is nobody’s own words, and no call that he has had', () => {
    expect(passedOn(NOTICE.length)).toMatchObject({ ownWords: false, realDissuasion: false });
    expect(passedOn(Math.ceil(NOTICE.length / 2))).toMatchObject({ ownWords: false, realDissuasion: false });
  });

  test('is one only where most of it warns, and in more than a few words', () => {
    expect(passedOn(Math.floor(NOTICE.length / 2) - 1)).toMatchObject({ ownWords: true, realDissuasion: true });
    const short = '叫我先别转的';
    expect(understood(short, undefined, { sentences: [{ start: 0, end: short.length, speaker: 'warning' }] }).realDissuasion).toBe(true);
  });
});

describe('what he wants', () => {
  const wanted = (text: string, told?: Partial<Record<IntentId, number>>, parts?: Partial<Analysis>): IntentId =>
    understood(text, told, parts).intent;

  test.each<[string, IntentId]>([
    ['被骗了', 'emergency'],
    ['删掉我的信息', 'privacy'],
    ['我太傻了', 'advice'],
    ['。', 'smalltalk'],
    ['叫我先别转的', 'advice'],
    ['您好在不在呀', 'thanks'],
    ['为什么', 'thanks'],
  ])('whatever the wording sounds like: %s', (text, intent) => {
    expect(understood(text, { thanks: 0.9 })).toMatchObject({ intent, calm: intent });
  });

  test('is an emergency where a life is in danger, and something else where it only sounded so', () => {
    expect(understood('不想活了啊', { thanks: 0.9 })).toMatchObject({ intent: 'emergency', calm: 'thanks', danger: { sure: 1 } });
  });

  test('is not calmed by a dissuasion once the money is gone', () => {
    expect(understood('叫我先别转的,钱转过去了', { emergency: 0.9 })).toMatchObject({
      intent: 'emergency',
      realDissuasion: false,
      stage: 'paid',
    });
    expect(understood('叫我先别转的,点开了', { emergency: 0.9 })).toMatchObject({
      intent: 'advice',
      realDissuasion: true,
      stage: 'clicked',
    });
  });

  test('is a forward only when that is three times as likely as all else, and ten times where a loss is told', () => {
    expect([wanted('您好', { forward: 0.76, advice: 0.24 }), wanted('您好', { forward: 0.78, advice: 0.22 })]).toEqual([
      'advice',
      'forward',
    ]);
    expect([wanted('钱转过去了', { forward: 0.9, advice: 0.1 }), wanted('钱转过去了', { forward: 0.93, advice: 0.07 })]).toEqual([
      'advice',
      'forward',
    ]);
    expect(wanted('点开了', { forward: 0.9, advice: 0.1 })).toBe('forward');
  });

  test('is, of what calls for a human, what weighs most; two losses weigh together against the wish for a human', () => {
    expect(wanted('您好', { emergency: 0.3, 'stop-loss': 0.2, human: 0.4 })).toBe('emergency');
    expect(wanted('您好', { emergency: 0.2, 'stop-loss': 0.3, human: 0.4 })).toBe('stop-loss');
    expect(wanted('您好', { emergency: 0.1, 'stop-loss': 0.2, human: 0.4 })).toBe('human');
    expect(wanted('您好', { emergency: 0.25, 'stop-loss': 0.25, human: 0.5 })).toBe('emergency');
  });

  test('is something else as long as nothing calls, though no other wish alone is as likely', () => {
    const told = { emergency: 0.2, advice: 0.15, thanks: 0.17 };
    expect(understood('您好', told)).toMatchObject({ intent: 'thanks', calm: 'thanks', escalate: false });
    expect(understood('您好', told).alarm).toBeLessThan(CALL);
  });

  test('is known beside the call, for whoever cannot be called', () => {
    expect(understood('您好', { emergency: 0.7, thanks: 0.2 })).toMatchObject({ intent: 'emergency', calm: 'thanks', escalate: true });
  });

  test('is unsure below 0.6', () => {
    expect([understood('您好', { advice: 0.59 }).unsure, understood('您好', { advice: 0.6 }).unsure]).toEqual([true, false]);
  });
});

describe('the alarm', () => {
  const told = { emergency: 0.3, advice: 0.3 };
  const alarm = (text: string, scam: number, parts?: Partial<Analysis>): number =>
    understood(text, told, { blocks: blocksWith(scam), ...parts }).alarm;
  const expected = (harmed: boolean, wantsHuman: boolean, scam: number, ...states: string[]): number =>
    alarmOf({ intents: chances(told), states: new Set(states), harmed, wantsHuman, cheated: false, scam });

  test('hears what was said, what has happened and what the text looks like', () => {
    expect(alarm('您好', 0.8)).toBe(expected(false, false, 0.8));
    expect(alarm('钱转过去了', 0.8)).toBe(expected(true, false, 0.8));
    expect(alarm('帮我转人工吧', 0.8)).toBe(expected(false, true, 0.8));
    expect(alarm('安全吗,要举报', 0.8)).toBe(expected(false, false, 0.8, 'state-asks-safe', 'state-report'));
  });

  test('hears of a long text its worst block', () => {
    expect(alarm('钱转过去了', 0, { blocks: blocksWith(0.1, 0.9, 0.2) })).toBe(expected(true, false, 0.9));
  });

  test('does not hear a loss that a warning tells of', () => {
    expect(alarm('谨防诈骗,他说钱转过去了', 0.8)).toBe(expected(false, false, 0.8));
  });

  test('hears who says that he was cheated, but not where a warning says it for him', () => {
    const quiet = { advice: 0.4, emergency: 0.15 };
    expect(understood('我被骗了', quiet, { blocks: blocksWith(0.05) }).escalate).toBe(true);
    expect(understood('谨防诈骗,他说我被骗了', quiet, { blocks: blocksWith(0.05) }).escalate).toBe(false);
    expect(understood('我被骗了', { forward: 0.6, advice: 0.2 }).intent).not.toBe('forward');
  });

  test('of a story is heard with its loudest piece, unless it is surely a forward', () => {
    const pieces = [{ hits: [], intents: chances({ emergency: 0.98 }) }];
    const quiet = { advice: 0.6, emergency: 0.15 };
    expect(understood('您好', quiet).escalate).toBe(false);
    expect(understood('您好', quiet, { pieces })).toMatchObject({ intent: 'emergency', calm: 'advice', escalate: true });
    const perhaps = { forward: 0.89, emergency: 0.05 };
    expect(understood('您好', perhaps)).toMatchObject({ intent: 'forward', escalate: false });
    expect(understood('您好', perhaps, { pieces: [{ hits: [], intents: chances({ emergency: 0.9999 }) }] }).alarm).toBeGreaterThan(
      understood('您好', perhaps).alarm,
    );
    expect(understood('您好', { forward: 0.9, emergency: 0.05 }, { pieces })).toMatchObject({ intent: 'forward', escalate: false });
  });
});

describe('his own words', () => {
  const own = (text: string, forward: number): boolean => understood(text, { forward }).ownWords;

  test('are those that are hardly a forward', () => {
    expect([own('您好', 0.119), own('您好', 0.12)]).toEqual([true, false]);
  });

  test.each(['安全吗', '有点怪', '要举报'])('may sound more like one when he asks or reports: %s', (text) => {
    expect([own(text, 0.399), own(text, 0.4)]).toEqual([true, false]);
  });
});

test('trouble is what speaks for money gone or going', () => {
  expect(understood('您好', { emergency: 0.25, 'stop-loss': 0.5 }).trouble).toBe(0.75);
});

describe('whose matter it is', () => {
  const of = (whose: Analysis['whose'], told?: Partial<Record<IntentId, number>>, text = '老人在柜台前'): unknown => {
    const { forOther, onlooker } = understood(text, told, { whose });
    return onlooker ?? (forOther ? 'other' : 'self');
  };

  test.each([
    [{ self: 0.9, other: 0.05, counter: 0.03, scene: 0.02 }, 'self'],
    [{ self: 0.49, other: 0.3, counter: 0.1, scene: 0.11 }, 'other'],
    [{ self: 0.49, other: 0.2, counter: 0.2, scene: 0.11 }, 'self'],
    [{ self: 0.3, other: 0.1, counter: 0.55, scene: 0.05 }, 'counter'],
    [{ self: 0.3, other: 0.05, counter: 0.05, scene: 0.6 }, 'scene'],
    [{ self: 0.35, other: 0.05, counter: 0.05, scene: 0.55 }, 'self'],
    [{}, 'self'],
  ])('%j: %s', (whose, expected) => {
    expect(of(whose)).toBe(expected);
  });

  test.each([
    ['穿警服的要我找个没人的地方', 'self'],
    ['我妈在房间里跟他讲', 'other'],
    ['同学的卡被人拿去用了', 'other'],
    ['he wants me to move it all', 'self'],
    ['my roommate moved it all', 'other'],
  ])('is his own where nobody else is named, unless that is plain: %s', (text, expected) => {
    expect(of({ self: 0.4, other: 0.6 }, undefined, text)).toBe(expected);
    expect(of({ self: 0.1, other: 0.9 }, undefined, text)).toBe('other');
  });

  test('must be surer of what looks passed on', () => {
    const likely = { self: 0.3, other: 0.05, counter: 0.65, scene: 0 };
    expect(of(likely, { forward: 0.99 })).toBe('self');
    expect(of({ ...likely, self: 0.1, counter: 0.85 }, { forward: 0.99 })).toBe('counter');
  });
});

describe('how it has ended', () => {
  test.each([
    [{ open: 0.5, exposed: 0.5 }, 'exposed'],
    [{ open: 0.51, exposed: 0.49 }, null],
    [{ open: 0.36, averted: 0.64 }, null],
    [{ open: 0.3, averted: 0.7 }, 'averted'],
    [{ open: 0.36, genuine: 0.64 }, null],
    [{ open: 0.35, genuine: 0.65 }, 'genuine'],
    [{ open: 0.9, exposed: 0.1 }, null],
    [{}, null],
  ] as const)('%j: %s', (ending, expected) => {
    expect(understood('问到了呢', undefined, { ending }).ending).toBe(expected);
  });

  test('is believed sooner where he says whom he has asked', () => {
    const ended = (text: string, genuine: number) => understood(text, undefined, { ending: { open: 1 - genuine, genuine } }).ending;
    expect([ended('当面问过了', 0.4), ended('当面问过了', 0.39), ended('他们说了', 0.5)]).toEqual(['genuine', null, null]);
  });

  test('of a mistake that he takes back nothing is heard but that it is true', () => {
    const ended = (ending: Analysis['ending']) => understood('我搞错了', undefined, { ending }).ending;
    expect([ended({ genuine: 0.9 }), ended({ averted: 0.9 }), ended({ exposed: 0.9 })]).toEqual(['genuine', null, null]);
  });

  test('is nothing that is passed on, nor a long story', () => {
    expect(understood('【银行】问到了', { forward: 0.95 }, { ending: { exposed: 0.9 } }).ending).toBeNull();
    expect(understood('问到了'.repeat(41), undefined, { ending: { exposed: 0.9 } }).ending).toBeNull();
  });

  test('is nothing that is hardly heard in mere thanks', () => {
    const ended = (thanks: number, exposed: number) => understood('thank you', { thanks }, { ending: { exposed } }).ending;
    expect([ended(0.95, 0.7), ended(0.95, 0.8), ended(0.9, 0.7)]).toEqual([null, 'exposed', 'exposed']);
  });

  test('is no answer to a question that has one of its own', () => {
    const asked = (followUps: string[]) => understood('96110是什么', { knowledge: 0.9 }, { ending: { exposed: 0.7 }, followUps }).ending;
    expect([asked(['real-96110']), asked([])]).toEqual([null, 'exposed']);
  });

  test('what is said in so many words needs no model', () => {
    expect(understood('他说没这回事呀', undefined, { ending: {} }).ending).toBe('exposed');
  });
});

describe('a life in danger', () => {
  test.each([
    [
      { none: 0.4, despair: 0.6 },
      { kind: 'despair', other: false },
    ],
    [
      { none: 0.5, despair: 0.2, 'despair-other': 0.3 },
      { kind: 'despair', other: true },
    ],
    [
      { none: 0.5, despair: 0.2, held: 0.3 },
      { kind: 'held', other: false },
    ],
    [
      { none: 0.1, 'held-other': 0.9 },
      { kind: 'held', other: true },
    ],
    [{ none: 0.71, despair: 0.29 }, null],
    [{}, null],
  ] as const)('%j', (danger, expected) => {
    const heard = understood('夜里风很大的桥上', undefined, { danger }).danger;
    expect(heard && { kind: heard.kind, other: heard.other }).toEqual(expected);
  });

  test('is the one that was said, whatever else it sounds like; whose it is the model hears better', () => {
    const of = (text: string, danger: Analysis['danger']) => understood(text, undefined, { danger }).danger;
    expect(of('我的弟弟被关在那里', { none: 0.4, despair: 0.45, held: 0.15 })).toEqual({ kind: 'held', other: true, sure: 1 });
    expect(of('我真的真的不想活了啊', { none: 0.4, 'despair-other': 0.6 })).toEqual({ kind: 'despair', other: true, sure: 1 });
  });

  test('is not what somebody passes on, nor a word or two, unless said in so many words', () => {
    expect(understood('夜里风很大的桥上', { forward: 0.95 }, { danger: { none: 0.1, despair: 0.9 } }).danger).toBeNull();
    expect(understood('夜里风很', undefined, { danger: { none: 0.1, despair: 0.9 } }).danger).toBeNull();
    expect(understood('不想活了啊', { forward: 0.85 }, { danger: {} }).danger?.kind).toBe('despair');
    expect(understood('弟弟被关在那', { forward: 0.85 }, { danger: {} }).danger).toBeNull();
    expect(understood('弟弟被关在那', { advice: 0.9 }, { danger: {} })).toMatchObject({ danger: { kind: 'held', other: true } });
  });
});
