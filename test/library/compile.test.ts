import { describe, expect, test } from 'vitest';
import { compileContent } from '../../src/library/compile.ts';
import type { LibrarySources } from '../../src/library/sources.ts';
import { pattern, scamType, signal } from '../detection/small-library.ts';
import { smallIntent, smallSources } from './small-sources.ts';

const SOURCES = smallSources();
const withType = (parts: Partial<ReturnType<typeof scamType>>) =>
  SOURCES.types.map((type) => (type.id === 'loan' ? { ...type, ...parts } : type));
const withIntent = (reply: string) =>
  SOURCES.intents.map((intent) => (intent.id === 'human' ? { ...smallIntent('human'), reply: { zh: reply, en: reply } } : intent));
const ask = signal('ask-pay', 'ask', { phrases: ['转账'] });
const bank = signal('claims-bank', 'identity', { phrases: ['银行'] });
const condition = (when: LibrarySources['patterns'][number]['when']) => ({ patterns: [pattern('p', when)] });

describe('what does not fit together is refused', () => {
  test.each<[string, Partial<LibrarySources>, string]>([
    ['a signal id used twice', { signals: [ask, bank, ask] }, 'signal id "ask-pay" is used twice'],
    ['a pattern id used twice', { patterns: [...SOURCES.patterns, pattern('p', 'ask-pay')] }, 'pattern id "p" is used twice'],
    ['a missing type', { types: SOURCES.types.slice(1) }, 'type "task-rebate" has no file'],
    ['a missing intent', { intents: SOURCES.intents.slice(0, -1) }, 'intent "privacy" has no file'],
    ['an unknown signal', condition('ask-money'), 'names the unknown signal "ask-money"'],
    ['an unknown signal deep down', condition({ all: ['ask-pay', { any: [{ none: ['x-y'] }, 'claims-bank'] }] }), 'unknown signal "x-y"'],
    ['a pattern that holds on nothing', condition({ none: ['ask-pay'] }), 'pattern p would hold on an empty text'],
    ['a pattern that holds on nothing by a detour', condition({ all: [{ any: ['ask-pay', { none: ['claims-bank'] }] }] }), 'empty text'],
    ['a phrase that cannot be read', { signals: [{ ...ask, phrases: ['转||账'] }, bank] }, 'signal ask-pay: empty alternative'],
    ['an exception that cannot be read', { signals: [{ ...ask, negate: ['<x>'] }, bank] }, 'signal ask-pay: unknown placeholder'],
    ['a negator that cannot be read', { negators: { before: ['不~1要'], except: [] } }, 'negators.yaml: a gap needs spaces'],
    ['a signal that nothing can set off', { signals: [ask, signal('claims-bank', 'identity')] }, 'claims-bank has neither phrases nor'],
    ['a stage without its role', { signals: [ask, { ...bank, stage: 'paid' }] }, 'claims-bank: role stage and a stage go together'],
    ['a role stage without a stage', { signals: [ask, { ...bank, role: 'stage' }] }, 'claims-bank: role stage and a stage go together'],
    ['a number nobody checked, in advice', { types: withType({ next: { zh: '打95588', en: 'x' } }) }, 'type loan names 95588'],
    ['a number nobody checked, in a reply', { intents: withIntent('打400-000-0000') }, 'intent human names 400-000-0000'],
    [
      'a number nobody checked, in a reason',
      { signals: [{ ...ask, why: { zh: '官方只有95599', en: 'x' } }, bank] },
      'why of ask-pay names 95599',
    ],
    [
      'advice with an unknown number id',
      { types: withType({ advice: { ...scamType('loan').advice, numbers: ['95588'] } }) },
      'type loan advises the unknown number "95588"',
    ],
  ])('%s', (_, changes, message) => {
    expect(() => compileContent(smallSources(changes))).toThrow(message);
    expect(() => compileContent(smallSources(changes))).toThrow(expect.objectContaining({ code: 'library.invalid' }));
  });

  test('with all its faults at once', () => {
    const broken = { signals: [ask, ask], types: SOURCES.types.slice(1) };
    expect(() => compileContent(smallSources(broken))).toThrow(/used twice[\s\S]*has no file[\s\S]*unknown signal "claims-bank"/);
  });

  test.each(['一年2026年', '12000元', '100元', '110', '3.110'])('but not a text with %s in it', (text) => {
    expect(() => compileContent(smallSources({ intents: withIntent(text) }))).not.toThrow();
  });
});

describe('what fits together', () => {
  const content = compileContent(SOURCES);

  test('is kept, and the training examples stay behind', () => {
    expect(content.signals).toEqual(SOURCES.signals);
    expect(content.patterns).toEqual(SOURCES.patterns);
    expect(content.intents.every((intent) => !('examples' in intent))).toBe(true);
  });

  test('carries the table from traditional to simplified characters', () => {
    const [from, to] = [[...content.simplify.from], [...content.simplify.to]];
    expect(from).toHaveLength(to.length);
    expect(to[from.indexOf('轉')]).toBe('转');
    expect(from).not.toContain('转');
  });

  test('carries the characters that sound like the key words', () => {
    expect(content.sounds.zhang).toContain('帐');
    expect(content.sounds.hu).toContain('护');
  });
});
