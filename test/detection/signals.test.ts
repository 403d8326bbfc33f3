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
  ])('%s', (_, text, hits) => {
    expect(found([ask], text)).toEqual(hits);
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
    ['leave another signal alone', '银行截图', ['claims-bank:银行']],
  ])('%s', (_, text, hits) => {
    expect(found([ask, claim], text)).toEqual(hits);
  });
});

test('hits come in the order of the text, whichever signal was written first', () => {
  expect(found([ask, claim], '银行说转账到银行')).toEqual(['claims-bank:银行', 'ask-pay:转账', 'claims-bank:银行']);
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
  ])('%s in %s', (entity, text, hits) => {
    expect(found(check(entity), text)).toEqual(hits);
  });

  test('a fact of a link is not negated by words', () => {
    expect(found(check('link'), '别点http://sunny.top/1')).toEqual(['x:http://sunny.top/1']);
  });
});
