import { describe, expect, test } from 'vitest';
import { alarmOf, CALL, hearOut, likeliest, type Told } from '../../src/detection/alarm.ts';
import type { Chances, Piece } from '../../src/detection/analysis.ts';
import { INTENT_IDS, type IntentId } from '../../src/library/schema.ts';
import { signal } from './small-library.ts';

/** So much for this intent, the rest shared evenly among the others. */
const chances = (intent: IntentId, share: number): Chances =>
  Object.fromEntries(INTENT_IDS.map((id) => [id, id === intent ? share : (1 - share) / (INTENT_IDS.length - 1)])) as Chances;
const told = (intent: IntentId, share: number, facts: Partial<Told> = {}): Told => ({
  intents: chances(intent, share),
  states: new Set(),
  harmed: false,
  wantsHuman: false,
  cheated: false,
  scam: 0.9,
  ...facts,
});
const calls = (...args: Parameters<typeof told>): boolean => alarmOf(told(...args)) >= CALL;

describe('the alarm', () => {
  test('rises with the wording', () => {
    expect([calls('emergency', 0.9), calls('stop-loss', 0.9), calls('human', 0.9)]).toEqual([true, true, true]);
    expect([calls('advice', 0.9), calls('forward', 0.9), calls('emergency', 0.2)]).toEqual([false, false, false]);
  });

  test('rises with what is said in so many words, and falls with what has not happened', () => {
    const open = alarmOf(told('emergency', 0.4));
    expect(alarmOf(told('emergency', 0.4, { harmed: true }))).toBeGreaterThan(open);
    expect(alarmOf(told('emergency', 0.4, { wantsHuman: true }))).toBeGreaterThan(open);
    for (const state of ['state-hypothetical', 'state-not-yet', 'state-asks-safe', 'state-report', 'state-others-past-loss'])
      expect(alarmOf(told('emergency', 0.4, { states: new Set([state]) }))).toBeLessThan(open);
  });

  test('falls the more, the surer another wish is', () => {
    const alarms = [0.3, 0.45, 0.5, 0.6, 0.69].map((advice) =>
      alarmOf(told('advice', advice, { intents: { ...chances('advice', advice), emergency: 0.3 } })),
    );
    expect(alarms).toEqual([...alarms].sort((a, b) => b - a));
    expect(new Set(alarms).size).toBe(alarms.length);
  });

  test('hears harm hardly at all where nothing sounds like a scam', () => {
    const gain = (scam: number): number =>
      alarmOf(told('emergency', 0.4, { harmed: true, scam })) - alarmOf(told('emergency', 0.4, { scam }));
    expect(gain(0.1)).toBeLessThan(gain(0.9) / 5);
  });

  test('hears who says that he was cheated, whatever his words are known from, but hardly in a forwarded text', () => {
    expect(calls('advice', 0.3, { cheated: true, scam: 0.05, intents: { ...chances('advice', 0.3), emergency: 0.2 } })).toBe(true);
    expect(calls('advice', 0.3, { scam: 0.05, intents: { ...chances('advice', 0.3), emergency: 0.2 } })).toBe(false);
    const gain = (intent: IntentId): number => alarmOf(told(intent, 0.9, { cheated: true })) - alarmOf(told(intent, 0.9));
    expect(gain('forward')).toBeLessThan(gain('advice') / 5);
  });

  test('hears harm in a forwarded text hardly at all', () => {
    const gain = (intent: IntentId): number => alarmOf(told(intent, 0.9, { harmed: true })) - alarmOf(told(intent, 0.9));
    expect(gain('forward')).toBeLessThan(gain('advice') / 5);
  });
});

describe('the likeliest', () => {
  const even = { ...chances('advice', 0), advice: 0, greeting: 0.5, thanks: 0.5 };

  test('is that of the greatest chance, of equal ones the first', () => {
    expect(likeliest(chances('off-topic', 0.4))).toBe('off-topic');
    expect(likeliest(even)).toBe('greeting');
  });

  test('leaves out what it is told to, and is a question where nothing is left', () => {
    expect(likeliest(even, new Set(['greeting' as const]))).toBe('thanks');
    expect(likeliest(even, new Set(INTENT_IDS))).toBe('advice');
  });
});

describe('a long story', () => {
  const piece = (share: number): Piece => ({ hits: [], intents: chances('emergency', share) });
  const doubtful = told('emergency', 0.22);

  test('calls when one of its pieces surely does, and then for what that piece says', () => {
    const loud = piece(0.97);
    expect(alarmOf(doubtful)).toBeLessThan(CALL);
    const { alarm, by } = hearOut(doubtful, [piece(0.1), loud, piece(0.2)]);
    expect(alarm).toBeGreaterThan(CALL);
    expect(by).toEqual({ intents: loud.intents, states: new Set(), harmed: false, wantsHuman: false, cheated: false, scam: doubtful.scam });
  });

  test('lies between the whole and the loudest piece, nearer to the whole', () => {
    const [whole, loudest] = [alarmOf(doubtful), alarmOf(told('emergency', 0.97))];
    const { alarm } = hearOut(doubtful, [piece(0.3), piece(0.97)]);
    expect(alarm).toBeGreaterThan(whole);
    expect(alarm - whole).toBeLessThan(loudest - alarm);
  });

  test('does not call for a piece that only might', () => {
    const whole = told('advice', 0.9);
    expect(hearOut(whole, [piece(0.55), piece(0.6)])).toMatchObject({ by: whole });
    expect(hearOut(whole, [piece(0.55), piece(0.6)]).alarm).toBeLessThan(CALL);
  });

  test('is the whole where there are no pieces, or where that calls already', () => {
    const whole = told('stop-loss', 0.9);
    expect(hearOut(whole, [])).toEqual({ alarm: alarmOf(whole), by: whole });
    expect(hearOut(whole, [piece(0.99)]).by).toBe(whole);
  });

  test('calls no more when no piece of it would', () => {
    const whole = told('emergency', 0.3);
    expect(alarmOf(whole)).toBeGreaterThan(CALL);
    expect(hearOut(whole, [piece(0.05), piece(0.03)]).alarm).toBeLessThan(CALL);
  });

  test('does not call for a piece that tells of somebody else, long ago', () => {
    const longAgo = { signal: signal('state-others-past-loss', 'state'), start: 0, end: 2, byEntity: false };
    const called = hearOut(doubtful, [piece(0.8)]).alarm;
    expect(called).toBeGreaterThan(CALL);
    expect(hearOut(doubtful, [{ ...piece(0.8), hits: [longAgo] }]).alarm).toBeLessThan(CALL);
  });

  test('calls for its loudest piece wherever that stands, of equal ones for the first', () => {
    const [loud, louder] = [piece(0.95), piece(0.98)];
    for (const pieces of [
      [loud, louder],
      [louder, loud],
    ])
      expect(hearOut(doubtful, pieces).by.intents).toBe(louder.intents);
    expect(hearOut(doubtful, [loud, { ...loud, intents: { ...loud.intents } }]).by.intents).toBe(loud.intents);
  });

  test('has harm in a piece', () => {
    const paid = signal('stage-paid', 'stage', { stage: 'paid' });
    const hit = { signal: paid, start: 0, end: 2, byEntity: false };
    expect(hearOut(doubtful, [{ hits: [hit], intents: chances('emergency', 0.9) }]).by.harmed).toBe(true);
  });
});
