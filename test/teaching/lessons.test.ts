import { describe, expect, it } from 'vitest';
import { TYPE_IDS } from '../../src/library/schema.ts';
import { dailyScam, libraryTurn } from '../../src/teaching/daily-scam.ts';
import { lessonOf } from '../../src/teaching/lessons.ts';
import { LONGEST_WAY, playDialogue } from '../../src/teaching/play-dialogue.ts';
import { scamCard } from '../../src/teaching/scam-card.ts';
import { lessonMessage } from '../../src/teaching/teach-citizens.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { saysForbidden } from '../conversation/never-said.ts';

const library = await loadLibraryForTests();
const NUMBERS = new Set(Object.values(library.numbers).map(({ number }) => number));

describe.each(TYPE_IDS)('the lesson %s', (type) => {
  const lesson = lessonOf(type);

  it('has a dialogue of 6 to 10 turns, each with one wise answer, and five questions', () => {
    expect(lesson.type).toBe(type);
    expect(lesson.turns.length).toBeGreaterThanOrEqual(6);
    expect(lesson.turns.length).toBeLessThanOrEqual(10);
    for (const { choices } of lesson.turns) {
      expect(choices.length).toBeGreaterThan(1);
      expect(choices.filter(({ wise }) => wise)).toHaveLength(1);
      expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
    }
    expect(lesson.questions).toHaveLength(5);
    for (const { options, right } of lesson.questions) expect(options[right]).toBeDefined();
  });

  it('does not put the right answer always in the same place', () => {
    expect(new Set(lesson.turns.map(({ choices }) => choices.findIndex(({ wise }) => wise))).size).toBeGreaterThan(1);
    expect(new Set(lesson.questions.map(({ right }) => right)).size).toBeGreaterThan(1);
  });

  it('says nothing that could cost somebody his money, and names known numbers alone', () => {
    const ours = [
      lesson.story,
      lesson.ending,
      ...lesson.turns.flatMap(({ choices }) => choices.map(({ why }) => why)),
      ...lesson.questions.map(({ why }) => why),
      lessonMessage(library, type),
    ];
    for (const text of ours) expect([text, saysForbidden(text)]).toEqual([text, []]);
    const whole = JSON.stringify(lesson).replace(/客服9527|400电话|百分之\S{1,3}|\d+(?:彩金|秒|块|元)/g, '');
    for (const [number] of whole.matchAll(/\d{5,}/g)) expect(NUMBERS.has(number)).toBe(true);
  });

  it('can be played to its end, and after a slip goes on', () => {
    const wise = lesson.turns.map(({ choices }) => choices.findIndex((choice) => choice.wise)).join('');
    expect(playDialogue(lesson, wise)).toMatchObject({ turn: null, result: 100 });
    const slip = lesson.turns[0]?.choices.findIndex((choice) => !choice.wise);
    expect(playDialogue(lesson, `${slip}`)).toMatchObject({ turn: 0, tried: [slip] });
    expect(playDialogue(lesson, `${slip}${wise[0]}`)?.tried).toEqual([]);
    expect(playDialogue(lesson, `${slip}${slip}${wise}`)?.result).toBeLessThan(100);
    for (const way of ['9', 'x', `${wise}0`, '0'.repeat(LONGEST_WAY + 1), '-1']) expect(playDialogue(lesson, way)).toBeNull();
  });
});

describe('the scam of the day', () => {
  it('gives every type its turn within nineteen days, the same everywhere', () => {
    for (const from of [0, 20_000, 20_777])
      expect(new Set(Array.from({ length: 19 }, (_, ahead) => libraryTurn(from + ahead))).size).toBe(TYPE_IDS.length);
    expect(dailyScam(library, 20_777, null, null)).toEqual(dailyScam(library, 20_777, null, null));
  });

  it('is what an officer has chosen, in his words', () => {
    const text = { title: '一件真事', body: '有人要先交钱才放款', caseMonth: '2026-10', lossBand: '1-5' } as const;
    expect(dailyScam(library, 20_777, { type: 'loan' }, text)).toMatchObject({
      type: 'loan',
      title: '一件真事',
      fromCase: { lossBand: '1-5' },
    });
  });

  it('makes a picture that is sound XML, whatever the title', () => {
    for (const type of TYPE_IDS) {
      const svg = scamCard(
        { ...dailyScam(library, 20_777, { type }, null), title: '<b>"&\u0007' },
        'https://fanzha.example.cn/learn/day/2026-11-20',
        '湖州',
      );
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [\s\S]*<\/svg>$/);
      expect(svg).not.toMatch(/<b>|style=|<script|&(?!amp;|lt;|gt;|quot;|apos;)/);
      expect(svg).not.toContain('NaN');
    }
  });
});
