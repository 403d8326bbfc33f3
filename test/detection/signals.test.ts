import { describe, expect, test } from 'vitest';
import { findEntities } from '../../src/detection/entities.ts';
import { splitSentences } from '../../src/detection/sentences.ts';
import { createSignalFinder } from '../../src/detection/signals.ts';
import type { Negators, Signal } from '../../src/library/schema.ts';
import { NO_LINK_FACTS, signal } from './small-library.ts';

const NEGATORS: Negators = { before: ['不要|别|切勿|没'], except: ['特别|没想到'] };

function found(signals: readonly Signal[], text: string, negators = NEGATORS): string[] {
  const hits = createSignalFinder({ signals, negators }).find(text, findEntities(text, NO_LINK_FACTS), splitSentences(text));
  return hits.map((hit) => `${hit.signal.id}:${text.slice(hit.start, hit.end)}`);
}

const ask = signal('ask-pay', 'ask', { phrases: ['转账'], negate: ['转账记录', '截图'] });
const claim = signal('claims-bank', 'identity', { phrases: ['银行'] });

describe('negation', () => {
  test.each([
    ['an ask hits', '请转账', ['ask-pay:转账']],
    ['a negator right before voids it', '切勿转账', []],
    ['a negator a few characters before voids it', '别给他们转账', []],
    ['a negator too far away does not', '不要忘记今天下午三点之前转账', ['ask-pay:转账']],
    ['a negator of another clause does not', '别担心,转账', ['ask-pay:转账']],
    ['a negator of another sentence does not', '别担心。转账', ['ask-pay:转账']],
    ['a negator behind does not', '转账别拖', ['ask-pay:转账']],
    ['an everyday word that holds a negator does not', '特别急转账', ['ask-pay:转账']],
    ['an everyday word beside a real negator changes nothing', '特别注意别转账', []],
    ['a negator eight characters before voids it', '好,别一二三四五六七转账', []],
    ['a negator nine characters before does not', '好,别一二三四五六七八转账', ['ask-pay:转账']],
    ['an everyday word right before a negator changes nothing', '没想到别转账', []],
    ['an everyday word right behind a negator changes nothing', '别特别转账', []],
    ['an everyday word that begins within a negator voids that', '不要紧转账', ['ask-pay:转账']],
    ['a negator voids only what stands behind it', '转账别转账', ['ask-pay:转账']],
    ['one of several negators is enough', '别。别转账', []],
  ])('%s', (_, text, hits) => {
    expect(found([ask], text, { before: NEGATORS.before, except: [...NEGATORS.except, '要紧'] })).toEqual(hits);
  });

  test('a negator that is part of what it would negate does not', () => {
    expect(found([signal('ask-stay', 'ask', { phrases: ['别挂电话', '请别挂'] })], '别挂电话,请别挂')).toEqual([
      'ask-stay:别挂电话',
      'ask-stay:请别挂',
    ]);
  });

  test.each(['ask', 'lure', 'threat', 'stage'] as const)('a %s can be negated', (role) => {
    expect(found([signal('x', role, { phrases: ['转账'] })], '没转账')).toEqual([]);
  });

  test.each(['identity', 'pressure', 'context', 'exempt', 'state'] as const)('of role %s it cannot', (role) => {
    expect(found([signal('x', role, { phrases: ['转账'] })], '没转账')).toEqual(['x:转账']);
  });

  test('what a signal says of itself goes before its role', () => {
    expect(found([signal('x', 'ask', { phrases: ['转账'], negatable: false })], '别转账')).toEqual(['x:转账']);
    expect(found([signal('x', 'pressure', { phrases: ['转账'], negatable: true })], '别转账')).toEqual([]);
  });
});

describe("a signal's own exceptions", () => {
  test.each([
    ['void it where they overlap it', '查转账记录', []],
    ['void it anywhere in its clause', '转账后把截图留好', []],
    ['leave another clause alone', '先转账,截图留好', ['ask-pay:转账']],
    ['leave the clause behind alone', '截图,转账', ['ask-pay:转账']],
    ['leave the clause behind alone, right at its sign', '截图,转账,截图', ['ask-pay:转账']],
    ['void it before them', '截图转账', []],
    ['void it wherever there is one', '截图。转账截图', []],
    ['void it each time', '转账截图。转账截图。转账', ['ask-pay:转账']],
    ['leave another signal alone', '银行截图', ['claims-bank:银行']],
  ])('%s', (_, text, hits) => {
    expect(found([ask, claim], text)).toEqual(hits);
  });
});

test('hits come in the order of the text, whichever signal was written first', () => {
  expect(found([ask, claim], '银行说转账到银行')).toEqual(['claims-bank:银行', 'ask-pay:转账', 'claims-bank:银行']);
});

test('hits at one place come the shorter first, whatever they stand for', () => {
  const sum = signal('sum', 'context', { entity: 'amount' });
  const pays = signal('pays', 'context', { phrases: ['<amount>吧', '付'] });
  expect(found([pays, sum], '付300元吧')).toEqual(['pays:付', 'sum:300元', 'pays:300元吧']);
});

describe('what somebody else has read', () => {
  function foundWith(text: string, ...read: (readonly [Signal, start: number, end: number])[]) {
    const hits = read.map(([of, start, end]) => ({ signal: of, start, end, byEntity: false }));
    const finder = createSignalFinder({ signals: [claim, ask], negators: NEGATORS });
    return finder
      .find(text, findEntities(text, NO_LINK_FACTS), splitSentences(text), hits)
      .map(({ signal: { id }, start, end, byEntity }) => [id, start, end, byEntity]);
  }

  test.each<[string, string, [Signal, number, number], unknown[]]>([
    [
      'counts where it stands',
      '银行请打款',
      [ask, 3, 5],
      [
        ['claims-bank', 0, 2, false],
        ['ask-pay', 3, 5, false],
      ],
    ],
    [
      'comes in the order of the text',
      '打款给银行',
      [ask, 0, 2],
      [
        ['ask-pay', 0, 2, false],
        ['claims-bank', 3, 5, false],
      ],
    ],
    ['does not count beside what the engine finds itself', '打款,转账', [ask, 0, 2], [['ask-pay', 3, 5, false]]],
    ['is void behind a negator', '别打款', [ask, 1, 3], []],
    ['is void by an exception of its own signal', '打款截图', [ask, 0, 2], []],
    ['is not void by an exception of another signal', '客服截图', [claim, 0, 2], [['claims-bank', 0, 2, false]]],
    ['is not void behind a negator when its signal cannot be', '别客服', [claim, 1, 3], [['claims-bank', 1, 3, false]]],
  ])('%s', (_, text, read, hits) => {
    expect(foundWith(text, read)).toEqual(hits);
  });

  test('counts once, however often it was read', () => {
    expect(foundWith('打款打款', [ask, 0, 2], [ask, 2, 4])).toEqual([['ask-pay', 0, 2, false]]);
  });
});

describe('checks over what was found', () => {
  const check = (entity: NonNullable<Signal['entity']>) => [signal('x', 'context', { entity })];

  test.each<[NonNullable<Signal['entity']>, string, string[]]>([
    ['link', '看 http://sunny.top/1', ['x:http://sunny.top/1']],
    ['link-ip', '看 http://203.0.113.7/1', ['x:http://203.0.113.7/1']],
    ['link-ip', '看 http://sunny.top/1', []],
    ['link-port', 'http://sunny.top:8080', ['x:http://sunny.top:8080']],
    ['phone-foreign', '+44 7700 000000 来电', ['x:+44 7700 000000']],
    ['phone-foreign', '+86 13800000000', []],
    ['phone-mobile', '回电13800000000', ['x:13800000000']],
    ['phone-mobile', '回电95588', []],
    ['phone-premium', 'call 0900 0000 00', []],
    ['phone-premium', 'call 09000000000', ['x:09000000000']],
    ['contact', '加qq:100000000', ['x:qq:100000000']],
    ['amount', '付300元', ['x:300元']],
    ['amount', '付一点', []],
    ['amount', '付300元,再付500元', ['x:300元', 'x:500元']],
    ['link', 'http://sunny.top http://203.0.113.7/1', ['x:http://sunny.top', 'x:http://203.0.113.7/1']],
    ['link-ip', 'http://sunny.top http://203.0.113.7/1', ['x:http://203.0.113.7/1']],
  ])('%s in %s', (entity, text, hits) => {
    expect(found(check(entity), text)).toEqual(hits);
  });

  test('tell that it was no words that were found', () => {
    const text = 'http://sunny.top 付300元';
    const signals = [...check('link'), ...check('amount')];
    const hits = createSignalFinder({ signals, negators: NEGATORS }).find(text, findEntities(text, NO_LINK_FACTS), splitSentences(text));
    expect(hits.map(({ start, byEntity }) => [start, byEntity])).toEqual([
      [0, true],
      [18, true],
    ]);
  });

  test('a fact of a link is not negated by words', () => {
    expect(found(check('link'), '别点http://sunny.top/1')).toEqual(['x:http://sunny.top/1']);
  });
});
