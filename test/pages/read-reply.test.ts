import { describe, expect, test } from 'vitest';
import type { CheckAnswer } from '../../src/conversation/answer.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createVoice } from '../../src/conversation/wording.ts';
import type { Language } from '../../src/detection/language.ts';
import { readReply } from '../../src/pages/citizen/read-reply.ts';

const toTraditional = createTraditional();
const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];
const judged = (intent: CheckAnswer['intent']): CheckAnswer => ({
  id: 'x',
  verdict: 'red',
  score: 0.9,
  type: { id: 'phishing', title: 'phishing' },
  stage: 'seen',
  intent,
  escalate: false,
  reasons: [],
  advice: { dont: 'dont', now: [], numbers: [] },
  reply: '',
  libraryVersion: '1',
  engineVersion: '1',
});

describe.each(LANGUAGES)('the replies of conversation/compose.ts in %s, taken apart again', (language) => {
  const voice = createVoice(language, toTraditional);
  const label = voice.say('label', { version: '2026.11.2' });
  const sections = [voice.say('why'), voice.say('now'), voice.say('phones', { numbers: '96110' })];

  test('a red verdict: scheme, the one thing not to do, no section twice', () => {
    const head = voice.say('headRed', { title: '钓鱼', dont: '不要点链接' });
    const shape = readReply([head, ...sections, label].join('\n'), judged('forward'));
    expect(shape).toMatchObject({ kind: 'card', colour: 'red', notes: [], hasNow: true, explains: false, label });
    if (language !== 'en') expect(shape).toMatchObject({ type: '钓鱼', message: '不要点链接' });
  });

  test('a red verdict whose scheme would be a guess names none, whatever stands in the verdict', () => {
    const head = voice.say('headRedNoType', { dont: '不要转账' });
    const shape = readReply([head, ...sections, label].join('\n'), judged('forward'));
    expect(shape).toMatchObject({ kind: 'card', colour: 'red', type: null });
    if (language !== 'en') expect(shape).toMatchObject({ message: '不要转账' });
  });

  test('a line names the scheme in English', () => {
    const head = voice.say('headRed', { title: 'x', dont: 'Pay nothing' });
    const shape = readReply([head, voice.say('scheme', { title: 'fake police' }), label].join('\n'), judged('forward'));
    if (language === 'en') expect(shape).toMatchObject({ type: 'fake police' });
  });

  test('yellow and green keep all that their first line says besides the colour', () => {
    const yellow = readReply([voice.say('headYellow'), ...sections, label].join('\n'), judged('forward'));
    const green = readReply([voice.say('headGreen'), sections[2], label].join('\n'), judged('forward'));
    expect(yellow).toMatchObject({ kind: 'card', colour: 'yellow', notes: [], message: expect.stringContaining('96110') });
    expect(green).toMatchObject({ kind: 'card', colour: 'green', hasNow: false, message: expect.stringContaining('96110') });
    if (yellow.kind === 'card' && green.kind === 'card') {
      expect(voice.say('headYellow').length).toBeGreaterThan(yellow.message.length + 3);
      expect(voice.say('headGreen').length).toBeGreaterThan(green.message.length + 3);
    }
  });

  test('an explanation: how it goes on stands by itself, the numbered reasons come from the verdict', () => {
    const head = voice.say('headRed', { title: '钓鱼', dont: '不要点链接' });
    const shape = readReply([head, '1. “x”，y', voice.say('nextStep', { next: 'then this' }), label].join('\n'), judged('forward'));
    expect(shape).toMatchObject({ kind: 'card', notes: [], next: 'then this', explains: true });
  });

  test('several texts, each with its colour', () => {
    const line = voice.say('severalLine', { index: '1', symbol: '🔴', word: 'x', quote: 'y' });
    const shape = readReply([voice.say('headYellow'), voice.say('several', { count: '2' }), line, label].join('\n'), judged('forward'));
    expect(shape).toMatchObject({ kind: 'card', colour: 'yellow', notes: [voice.say('several', { count: '2' }), line], explains: false });
  });

  test.each(['emergency', 'stopLoss'] as const)('%s is urgent, with the case apart from the steps', (key) => {
    const called = voice.say('called', { number: 'A000001' });
    const shape = readReply([voice.say(key), voice.say('bank'), called, label].join('\n'), judged('emergency'));
    expect(shape).toMatchObject({ kind: 'urgent', steps: [voice.say('bank')], called });
    if (shape.kind === 'urgent') expect(shape.rest).toContain('110');
  });

  test.each(['despair', 'watched', 'human'] as const)('%s is no card: no colour, no sign', (key) => {
    expect(readReply([voice.say(key), label].join('\n'), judged('emergency')).kind).toBe('plain');
  });

  test('a correction stays above its verdict', () => {
    const shape = readReply([voice.say('corrected'), voice.say('headYellow'), label].join('\n'), judged('forward'));
    expect(shape).toMatchObject({ kind: 'card', colour: 'yellow', notes: [voice.say('corrected')] });
  });
});
