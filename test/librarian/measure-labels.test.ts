import { describe, expect, it } from 'vitest';
import { evaluateLabels, isLabelled } from '../../src/librarian/measure-labels.ts';
import { stubDetector } from '../conversation/stub-detector.ts';

describe('texts that are only labelled', () => {
  it('are told from chats and forwards', () => {
    expect(isLabelled({ text: '', whose: 'self' })).toBe(true);
    expect(isLabelled({ text: '', kind: 'scam' })).toBe(false);
  });

  it('count by label how many are found, and name the others', () => {
    const { rates, missed } = evaluateLabels(stubDetector, [
      { id: 'a', text: '[green advice counter]', whose: 'counter' },
      { id: 'b', text: '[green advice]', whose: 'counter' },
      { id: 'c', text: '[green advice other]', whose: 'self' },
      { id: 'd', text: '[green advice ended-averted]', ending: 'averted' },
      { id: 'e', text: '[green held-other]', danger: 'held-other' },
      { id: 'f', text: '[green despair]', danger: 'none' },
    ]);
    expect(rates.map(({ name, hits, of }) => [name, hits, of])).toEqual([
      ['whose: self', 0, 1],
      ['whose: counter', 1, 2],
      ['ending: averted', 1, 1],
      ['danger: none', 0, 1],
      ['danger: held-other', 1, 1],
    ]);
    expect(missed).toEqual(['b:self', 'c:other', 'f:despair']);
  });
});
