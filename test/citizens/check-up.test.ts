import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANK_VERSION, CHECK_UP_BANK, wordsOf } from '../../src/citizens/check-up-bank.ts';
import { drawCheckUp, QUESTIONS_ASKED } from '../../src/citizens/draw-check-up.ts';
import { AGE_BANDS, JOBS } from '../../src/storage/citizens/citizens-tables.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { saysForbidden } from '../conversation/never-said.ts';

const library = await loadLibraryForTests();
const draw = (parts: Partial<Parameters<typeof drawCheckUp>[0]> = {}) =>
  drawCheckUp({ bank: CHECK_UP_BANK, citizenId: 'c1', attempt: 1, ageBand: '60-69', job: 'retired', wrongBefore: [], ...parts });

describe('the bank of the check-up', () => {
  it('holds forty questions and more, each with one right answer and an explanation', () => {
    expect(CHECK_UP_BANK.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CHECK_UP_BANK.map(({ id }) => id)).size).toBe(CHECK_UP_BANK.length);
    for (const { id, options, right, why, asks } of CHECK_UP_BANK) {
      expect([id, options.length, right >= 0 && right < options.length]).toEqual([id, 3, true]);
      expect([id, new Set(options).size, why.length > 15, asks.length < 60]).toEqual([id, 3, true, true]);
    }
  });

  it('does not give itself away by the place of the right answer', () => {
    for (const place of [0, 1, 2])
      expect(CHECK_UP_BANK.filter(({ right }) => right === place).length).toBeGreaterThan(CHECK_UP_BANK.length / 5);
  });

  it('is there in English, question by question, and short', () => {
    for (const question of CHECK_UP_BANK) {
      const { asks, options, why } = wordsOf(question, 'en');
      expect([question.id, [asks, why, ...options].filter((text) => /\p{Script=Han}/u.test(text))]).toEqual([question.id, []]);
      expect([question.id, new Set(options).size, asks.length < 240, why.length < 220]).toEqual([question.id, 3, true, true]);
      expect(wordsOf(question, 'zh-CN')).toBe(question);
    }
  });

  it('keeps its words, in both languages, as long as it keeps its version', () => {
    const words = CHECK_UP_BANK.map((question) => [question.id, question.right, wordsOf(question, 'zh-CN'), wordsOf(question, 'en')]);
    const now = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
    // A change of a question: BANK_VERSION one up, and the new fingerprint with it.
    expect([BANK_VERSION, now]).toEqual([2, 'b35a5790736f0edc']);
  });

  it.each(['zh-CN', 'en'] as const)('says nothing that the bot may not say, and no number that nobody checked (%s)', (language) => {
    const known = new Set(Object.values(library.numbers).map(({ number }) => number));
    for (const question of CHECK_UP_BANK) {
      const { id, right } = question;
      const { why, options } = wordsOf(question, language);
      const told = `${why} ${options[right]}`;
      expect([id, saysForbidden(why)]).toEqual([id, []]);
      expect([id, [...told.matchAll(/\d{3,}/g)].map(([number]) => number).filter((number) => !known.has(number))]).toEqual([id, []]);
    }
  });
});

describe('the draw', () => {
  it('asks ten of different tricks, the same again for the same attempt', () => {
    const attempts = fc.record({
      citizenId: fc.uuid(),
      attempt: fc.integer({ min: 1, max: 50 }),
      ageBand: fc.constantFrom(...AGE_BANDS),
      job: fc.constantFrom(...JOBS),
      wrongBefore: fc.subarray(CHECK_UP_BANK.map(({ id }) => id)),
    });
    fc.assert(
      fc.property(attempts, (given) => {
        const drawn = draw(given);
        expect(drawn).toHaveLength(QUESTIONS_ASKED);
        expect(new Set(drawn.map(({ trick }) => trick)).size).toBe(QUESTIONS_ASKED);
        expect(draw(given)).toEqual(drawn);
        for (const { ages, jobs } of drawn)
          expect(!ages && !jobs ? true : (ages?.includes(given.ageBand) ?? false) || (jobs?.includes(given.job) ?? false)).toBe(true);
      }),
    );
  });

  it('suits age and job, changes with the attempt, and asks again what was wrong', () => {
    const old = draw();
    expect(old.some(({ ages }) => ages?.includes('60-69'))).toBe(true);
    expect(draw({ ageBand: 'under14', job: 'student' }).some(({ ages }) => ages?.includes('under14'))).toBe(true);
    expect(draw({ ageBand: '31-45', job: 'accounting' }).some(({ jobs }) => jobs?.includes('accounting'))).toBe(true);
    expect(draw({ attempt: 2 }).map(({ id }) => id)).not.toEqual(old.map(({ id }) => id));
    expect(draw({ attempt: 2, wrongBefore: ['etc-link'] }).map(({ id }) => id)).toContain('etc-link');
  });
});
