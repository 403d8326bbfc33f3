import { describe, expect, test } from 'vitest';
import { asideRowSchema, chatRowSchema, forwardRowSchema, labelRowSchema } from '../../src/library/corpus-schema.ts';
import {
  intentSchema,
  linksSchema,
  negatorsSchema,
  numberSchema,
  patternSchema,
  signalSchema,
  typeSchema,
  variantsSchema,
} from '../../src/library/schema.ts';
import { NO_LINK_FACTS, pattern, SMALL_CONTENT, scamType, signal } from '../detection/small-library.ts';
import { smallIntent, smallSources } from './small-sources.ts';

const PATTERN = {
  ...pattern('p', { all: ['a', { any: ['b'], none: ['c'] }] }),
  examples: { positive: ['一', '二', '三'], negative: ['四', '五', '六'].map((text) => ({ text, reason: '无关' })) },
};
const SHAPES = [
  ['a signal', signalSchema, signal('ask-pay', 'ask', { phrases: ['转账'] })],
  ['a pattern', patternSchema, PATTERN],
  ['a type', typeSchema, scamType('loan')],
  ['an intent', intentSchema, smallIntent('human')],
  ['a number', numberSchema, smallSources().numbers['110']],
  ['the variants', variantsSchema, SMALL_CONTENT.variants],
  ['the negators', negatorsSchema, { before: ['不'], except: [] }],
  ['the links', linksSchema, NO_LINK_FACTS],
  ['a forward of the corpus', forwardRowSchema, { text: '好', kind: 'legit' }],
  ['a chat of the corpus', chatRowSchema, { text: '好', intent: 'greeting', colour: null }],
  ['an aside of the corpus', asideRowSchema, { text: '好', kind: 'aside' }],
  ['a row of labels', labelRowSchema, { text: '好', kind: 'label', whose: 'other' }],
] as const;

describe.each(SHAPES)('%s', (_, schema, value) => {
  test('is accepted', () => {
    expect(schema.safeParse(value).success).toBe(true);
  });

  test('with an unknown key is refused', () => {
    expect(schema.safeParse({ ...value, phrazes: ['x'] }).success).toBe(false);
  });

  test('without its first key is refused', () => {
    const [first = ''] = Object.keys(value ?? {});
    expect(schema.safeParse({ ...value, [first]: undefined }).success).toBe(false);
  });
});

describe('refused are', () => {
  const sig = signal('ask-pay', 'ask');
  test.each<[string, { safeParse(value: unknown): { success: boolean } }, unknown]>([
    ['an id in capitals', signalSchema, { ...sig, id: 'Ask-Pay' }],
    ['an id with an underscore', signalSchema, { ...sig, id: 'ask_pay' }],
    ['an unknown role', signalSchema, { ...sig, role: 'wish' }],
    ['an unknown entity check', signalSchema, { ...sig, entity: 'link-evil' }],
    ['an empty phrase', signalSchema, { ...sig, phrases: [' '] }],
    ['a signal with one example', signalSchema, { ...sig, examples: { positive: ['a'], negative: ['b'] } }],
    ['a pattern with two positive examples', patternSchema, { ...PATTERN, examples: { ...PATTERN.examples, positive: ['一', '二'] } }],
    ['a hard negative without its reason', patternSchema, { ...PATTERN, examples: { ...PATTERN.examples, negative: [{ text: '四' }] } }],
    ['a pattern without a source', patternSchema, { ...PATTERN, references: [] }],
    ['an unknown status', patternSchema, { ...PATTERN, status: 'done' }],
    ['an unknown severity', patternSchema, { ...PATTERN, severity: 'huge' }],
    ['an empty list in a condition', patternSchema, { ...PATTERN, when: { all: [] } }],
    ['an unknown word in a condition', patternSchema, { ...PATTERN, when: { all: ['a'], not: ['b'] } }],
    ['an unknown word deep in a condition', patternSchema, { ...PATTERN, when: { all: [{ oneOf: ['b'] }] } }],
    ['version 0', patternSchema, { ...PATTERN, version: 0 }],
    ['an intent with too few examples', intentSchema, { ...smallIntent('human'), examples: ['a'] }],
    ['a number without a proper source', numberSchema, { ...smallSources().numbers['110'], source: 'everybody knows' }],
    ['a number checked at no date', numberSchema, { ...smallSources().numbers['110'], checked: 'lately' }],
    ['a row of unknown kind', forwardRowSchema, { text: '好', kind: 'spam' }],
    ['a row of unknown type', forwardRowSchema, { text: '好', kind: 'scam', type: 'lottery' }],
    ['a row of labels without any', labelRowSchema, { text: '好', kind: 'label' }],
    ['a row without text', forwardRowSchema, { text: ' ', kind: 'legit' }],
  ])('%s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
