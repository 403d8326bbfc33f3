import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../src/detection/sentences.ts';
import type { SignalHit } from '../../src/detection/signals.ts';
import { assignSpeakers, MACHINE_LABEL } from '../../src/detection/speakers.ts';
import type { SignalRole } from '../../src/library/schema.ts';
import { signal } from './small-library.ts';

type Mark = readonly [words: string, id: string, role: SignalRole];

/** Who says each sentence, when these words of the text are these signals. */
function speakersOf(text: string, marks: readonly Mark[]): string[] {
  const hits: SignalHit[] = marks.map(([words, id, role]) => {
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`no ${words} in ${text}`);
    return { signal: signal(id, role), start, end: start + words.length, byEntity: false };
  });
  return assignSpeakers(text, splitSentences(text), hits).map(({ speaker }) => speaker);
}

const WARNS: Mark = ['谨防诈骗', 'warning-official', 'exempt'];
const PAYS: Mark = ['转入安全账户', 'ask-safe-account', 'ask'];

describe('a warning', () => {
  test('is exempt', () => {
    expect(speakersOf('谨防诈骗。', [WARNS])).toEqual(['warning']);
  });

  test('stays one in the sentences that go on describing', () => {
    expect(speakersOf('谨防诈骗。他们说您涉嫌洗钱。', [WARNS, ['涉嫌洗钱', 'threat-arrest', 'threat']])).toEqual(['warning', 'warning']);
  });

  test('is void when its own sentence asks', () => {
    expect(speakersOf('谨防诈骗,现将资金转入安全账户。', [WARNS, PAYS])).toEqual(['message']);
  });

  test('that tells of the scammers is void when a clause of its own begs the reader', () => {
    const story: Mark = ['近期有假警察打电话诈骗', 'warning-story', 'exempt'];
    expect(speakersOf('近期有假警察打电话诈骗,请将资金转入安全账户。', [story, PAYS])).toEqual(['message']);
    expect(speakersOf('近期有假警察打电话诈骗,说请将资金转入安全账户。', [story, PAYS])).toEqual(['warning']);
    expect(speakersOf('近期有假警察打电话诈骗,称您涉案,请将资金转入安全账户。', [story, PAYS])).toEqual(['warning']);
    expect(speakersOf('近期有假警察打电话诈骗,请回拨96110。', [story, ['回拨96110', 'ask-callback', 'ask']])).toEqual(['warning']);
  });

  test('does not cover another sentence that tells the reader to do something', () => {
    expect(speakersOf('谨防诈骗。请转入安全账户。', [WARNS, PAYS])).toEqual(['warning', 'message']);
  });

  test('does not cover an ask with a link', () => {
    const link: Mark = ['http://sunny.top', 'link-any', 'context'];
    expect(speakersOf('谨防诈骗。填好资料 http://sunny.top', [WARNS, ['填好资料', 'ask-personal-info', 'ask'], link])).toEqual([
      'warning',
      'message',
    ]);
  });

  test('does not cover a suspicious link', () => {
    expect(speakersOf('谨防诈骗。详情 http://sunny.top', [WARNS, ['http://sunny.top', 'link-throwaway', 'context']])).toEqual([
      'warning',
      'message',
    ]);
  });

  test('may name the ask that it condemns', () => {
    const condemns: Mark = ['凡是要求转入安全账户的都是诈骗', 'warning-official', 'exempt'];
    expect(speakersOf('凡是要求转入安全账户的都是诈骗。', [condemns, PAYS])).toEqual(['warning']);
  });

  test('may name the ask that it ascribes to the scammers', () => {
    expect(speakersOf('骗子会让您转入安全账户。', [['骗子会', 'warning-modus', 'exempt'], PAYS])).toEqual(['warning']);
  });

  test.each<[string, Mark, Mark, string, string]>([
    ['may end with the ask that it condemns', ['谨防转入安全账户', 'warning-official', 'exempt'], PAYS, '谨防转入安全账户。', 'warning'],
    ['may begin with it', ['转入安全账户的都是诈骗', 'warning-official', 'exempt'], PAYS, '转入安全账户的都是诈骗。', 'warning'],
    [
      'does not cover one that began before it',
      ['入安全账户的都是诈骗', 'warning-modus', 'exempt'],
      PAYS,
      '转入安全账户的都是诈骗。',
      'message',
    ],
    ['does not cover one that ends behind it', ['谨防转入安全账', 'warning-official', 'exempt'], PAYS, '谨防转入安全账户。', 'message'],
    [
      'begs nobody when it begs before it tells of the scammers',
      ['骗子会', 'warning-modus', 'exempt'],
      PAYS,
      '请注意骗子会把钱转入安全账户。',
      'warning',
    ],
    [
      'begs nobody for what it asks in another clause',
      ['骗子会骗您', 'warning-modus', 'exempt'],
      PAYS,
      '请注意,骗子会骗您,把钱转入安全账户。',
      'warning',
    ],
    [
      'is void though somebody was said to say something else before',
      ['有假警察打电话诈骗', 'warning-story', 'exempt'],
      PAYS,
      '听说,有假警察打电话诈骗,请将资金转入安全账户。',
      'message',
    ],
    [
      'is void when it begs for a reason',
      ['有假警察打电话诈骗', 'warning-story', 'exempt'],
      PAYS,
      '有假警察打电话诈骗,为了您的安全,请将资金转入安全账户。',
      'message',
    ],
  ])('%s', (_, warns, asks, text, speaker) => {
    expect(
      speakersOf(
        text,
        [warns, asks].sort((a, b) => text.indexOf(a[0]) - text.indexOf(b[0])),
      ),
    ).toEqual([speaker]);
  });

  test.each<[string, string, Mark[], string]>([
    ['an ask that directs nobody', '请谨防诈骗。转入安全账户。', [PAYS], 'warning'],
    ['advice that asks for nothing', '谨防诈骗。请大家立即注意。', [], 'warning'],
    ['an ask with somebody to write to', '谨防诈骗。转入安全账户,abc_0000。', [PAYS, ['abc_0000', 'contact-any', 'context']], 'message'],
    ['somebody to write to, without an ask', '谨防诈骗。详情abc_0000。', [['abc_0000', 'contact-any', 'context']], 'warning'],
    ['a link, without an ask', '谨防诈骗。详情sunny.top。', [['sunny.top', 'link-any', 'context']], 'warning'],
    ['a link of a brand that is not its own', '谨防诈骗。详情sunny.top。', [['sunny.top', 'link-brand', 'context']], 'message'],
    ['a link that looks like another', '谨防诈骗。详情sunny.top。', [['sunny.top', 'link-lookalike', 'context']], 'message'],
    ['a throwaway link', '谨防诈骗。详情sunny.top。', [['sunny.top', 'link-throwaway', 'context']], 'message'],
    ["the citizen's question", '谨防诈骗。这是真的吗?', [['是真的吗', 'state-asks-safe', 'state']], 'citizen'],
  ])('before %s', (_, text, marks, speaker) => {
    expect(speakersOf(text, [WARNS, ...marks])).toEqual(['warning', speaker]);
  });

  test('is none when it runs over the end of a sentence', () => {
    expect(speakersOf('谨防。诈骗', [['谨防。诈骗', 'warning-official', 'exempt']])).toEqual(['message', 'message']);
  });

  test('in a later sentence covers the one before it that tells of somebody', () => {
    expect(speakersOf('他说您涉嫌洗钱。谨防诈骗。', [['涉嫌洗钱', 'threat-arrest', 'threat'], WARNS])).toEqual(['warning', 'warning']);
  });

  test('does not cover what threatens or promises the reader himself, wherever it stands', () => {
    expect(speakersOf('您涉嫌洗钱。谨防诈骗。', [['涉嫌洗钱', 'threat-arrest', 'threat'], WARNS])).toEqual(['message', 'warning']);
    expect(speakersOf('谨防诈骗。妈,我要交学费。', [WARNS, ['要交学费', 'ask-fee', 'ask']])).toEqual(['warning', 'message']);
    expect(
      speakersOf('群众受骗资金返还,您可领回九千元。', [
        ['群众受骗', 'warning-story', 'exempt'],
        ['可领回九千元', 'lure-refund', 'lure'],
      ]),
    ).toEqual(['message']);
  });

  test('leaves the sentences where they are', () => {
    const text = '谨防诈骗。他们骗钱。';
    const hit: SignalHit = { signal: signal('warning-official', 'exempt'), start: 0, end: 4, byEntity: false };
    expect(assignSpeakers(text, splitSentences(text), [hit])).toEqual([
      { start: 0, end: 5, speaker: 'warning' },
      { start: 5, end: 10, speaker: 'warning' },
    ]);
  });

  test('that comes only behind the ask does not excuse it', () => {
    const late: Mark = ['骗子会', 'warning-modus', 'exempt'];
    expect(speakersOf('请转入安全账户,骗子会盯上您。', [PAYS, late])).toEqual(['message']);
  });
});

describe('our own reply', () => {
  const reply = `像诈骗。别转账,拨110。\n为什么:要您转入安全账户。\n${MACHINE_LABEL.replace(' · ', '')} 2026.11`;

  test('forwarded back is ours from head to label', () => {
    expect(new Set(speakersOf(reply, [PAYS]))).toEqual(new Set(['own-reply']));
  });

  test('covers nothing behind the label', () => {
    const text = `${reply}\n请转入安全账户,快`;
    expect(speakersOf(text, []).at(-1)).toBe('message');
  });

  test('covers the end of its label, without what comes behind', () => {
    expect(speakersOf(`${reply}\n好`, []).slice(-2)).toEqual(['own-reply', 'message']);
    expect(speakersOf(`${reply}。好`, []).at(-1)).toBe('own-reply');
  });

  test('needs its head: a label alone exempts nobody', () => {
    expect(speakersOf('请转入安全账户。机器提示套路库 3', [PAYS])).toEqual(['message', 'message']);
  });

  test('needs its label: a head alone exempts nobody', () => {
    expect(speakersOf('像诈骗。请转入安全账户。', [PAYS])).toEqual(['message', 'message']);
  });

  test('may be English', () => {
    expect(new Set(speakersOf('likely a scam. stop.\nautomatic check · library 4', []))).toEqual(new Set(['own-reply']));
  });
});

describe("the citizen's question about a text", () => {
  const asks: Mark = ['是真的吗', 'state-asks-safe', 'state'];

  test('is his own when it is short', () => {
    expect(speakersOf('请转入安全账户。这是真的吗?', [PAYS, asks])).toEqual(['message', 'citizen']);
  });

  test.each([
    [24, 'citizen'],
    [25, 'message'],
  ])('of %i characters is from a %s', (length, speaker) => {
    expect(speakersOf(`${'好'.repeat(length - 5)}是真的吗?`, [asks])).toEqual([speaker]);
  });

  test('is none when it asks for something else', () => {
    expect(speakersOf('这是真的吗?', [['是真的吗', 'state-other', 'state']])).toEqual(['message']);
  });

  test('is part of a story when it is long', () => {
    const story = '我妈妈昨天下午接到一个陌生电话说她的养老金账户有问题是真的吗?';
    expect(speakersOf(story, [asks])).toEqual(['message']);
  });
});
