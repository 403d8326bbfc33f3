import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TYPE_IDS } from '../../src/library/schema.ts';
import { AGE_BANDS, JOBS } from '../../src/storage/citizens/citizens-tables.ts';
import { chooseLesson } from '../../src/teaching/choose-lesson.ts';
import { isOptOut, stopsLessons } from '../../src/teaching/opt-out.ts';
import { mayPush, openWindows } from '../../src/teaching/push-hours.ts';
import { dayOf, dayText, minuteOf, monthBefore, monthBounds, monthOf, readDay, weekOf } from '../../src/teaching/shanghai-days.ts';

const nobody = { met: [], passed: [], sent: [] };
/** 20 November 2026, at this time in Shanghai. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 20, hour - 8, minute);

describe('the lesson that is chosen', () => {
  it.each([
    ['under14', 'student', 'game'],
    ['70plus', 'retired', 'elder'],
    ['31-45', 'accounting', 'acquaintance'],
    ['18-30', 'seeking', 'task-rebate'],
  ] as const)('for %s, %s is %s', (ageBand, job, lesson) => {
    expect(chooseLesson({ ...nobody, ageBand, job })).toBe(lesson);
  });

  it('is what he met, before everything else', () => {
    expect(chooseLesson({ ...nobody, ageBand: '31-45', job: 'other', met: ['travel'] })).toBe('travel');
  });

  it('is never sent twice before all others were', () => {
    fc.assert(
      fc.property(fc.constantFrom(...AGE_BANDS), fc.constantFrom(...JOBS), fc.subarray([...TYPE_IDS]), (ageBand, job, met) => {
        const sent: string[] = [];
        for (let round = 0; round < TYPE_IDS.length; round++) sent.unshift(chooseLesson({ ageBand, job, met, passed: [], sent }));
        expect(new Set(sent).size).toBe(TYPE_IDS.length);
      }),
    );
  });
});

describe('when a lesson may go out', () => {
  it.each([
    [at(7, 59), false],
    [at(8), true],
    [at(20, 39), true],
    [at(20, 40), false],
    [at(21), false],
    [at(23, 59), false],
    [at(0), false],
  ])('%i: %s', (now, may) => {
    expect(mayPush(now)).toBe(may);
  });

  it('keeps to the windows of the platforms, and leaves unknown channels alone', () => {
    expect(openWindows(['wechat', 'web', 'constructor', 'aliyun'], at(9))).toEqual([{ channel: 'wechat', since: at(9) - 47 * 3_600_000 }]);
  });
});

describe('the word that ends it', () => {
  it.each(['退订', '退訂', ' 退订。', 'TD', '“退订”', '取消订阅', '别再发了', 'Unsubscribe'])('%s', (text) => {
    expect(isOptOut(text)).toBe(true);
  });
  it.each(['怎么退订会员', '他说回T退订，要不要回', '', '不要再发钱了', '停', '退订'.repeat(20)])('not %s', (text) => {
    expect(isOptOut(text)).toBe(false);
  });
  it('is an order of his own alone', () => {
    expect(stopsLessons('退订', undefined)).toBe(true);
    expect(stopsLessons('退订', '10690000')).toBe(false);
    expect(stopsLessons('怎么退订', undefined)).toBe(false);
  });
});

describe('days in Shanghai', () => {
  it('turn at sixteen o’clock UTC, weeks on Monday', () => {
    expect(dayText(dayOf(Date.UTC(2026, 10, 20, 15, 59)))).toBe('2026-11-20');
    expect(dayText(dayOf(Date.UTC(2026, 10, 20, 16)))).toBe('2026-11-21');
    // 23 November 2026 is a Monday.
    expect(weekOf(Date.UTC(2026, 10, 22, 16)) - weekOf(Date.UTC(2026, 10, 22, 15, 59))).toBe(1);
    expect(minuteOf(at(9, 30))).toBe(570);
  });
  it('read what they write, and nothing else', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => readDay(dayText(day)) === day));
    for (const text of ['', '2026-02-30', '2026-13-01', '2026-1-1', 'today', '2026-11-20x']) expect(readDay(text)).toBeNull();
  });
  it('know months and those before', () => {
    expect(monthOf(Date.UTC(2026, 9, 31, 16))).toBe('2026-11');
    expect([monthBefore('2026-01'), monthBefore('2026-11', 12)]).toEqual(['2025-12', '2025-11']);
    const [from, to] = monthBounds('2026-02');
    expect([to - from, monthOf(from), monthOf(to)]).toEqual([28 * 86_400_000, '2026-02', '2026-03']);
  });
});
