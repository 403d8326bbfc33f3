import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { advisorLoads, advisorsNeeded, coverTowns, peopleWithout } from '../../src/dissuasion/advisor-coverage.ts';
import { doorstepWords } from '../../src/dissuasion/doorstep-words.ts';
import { readGridFile } from '../../src/dissuasion/grid-file.ts';
import { ANY_SCAM, TALK_GUIDES, talkGuide } from '../../src/dissuasion/talk-guides.ts';
import { courseStates, isTrained } from '../../src/dissuasion/training-courses.ts';
import { TASKS_OF_KIND, WEEKLY_TASKS, weekOf } from '../../src/dissuasion/weekly-tasks.ts';
import { COURSE_LASTS } from '../../src/storage/places/course-ids.ts';
import { GRID_KINDS } from '../../src/storage/places/places-tables.ts';
import { ROOT } from '../compiled-library.ts';

const DAY = 24 * 3_600_000;

describe('the coverage', () => {
  it.each([
    [0, 0],
    [1, 1],
    [300, 1],
    [449, 1],
    [450, 2],
    [749, 2],
    [750, 3],
  ])('of %i people needs %i advisors', (people, needed) => {
    expect(advisorsNeeded(people, 300)).toBe(needed);
  });

  it('counts people without an advisor only where one is missing, and never more than there are', () => {
    expect([peopleWithout(449, 1, 300), peopleWithout(450, 1, 300), peopleWithout(450, 0, 300)]).toEqual([0, 150, 450]);
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(400), fc.integer({ min: 50, max: 5000 }), (people, advisors, aim) => {
        const without = peopleWithout(people, advisors, aim);
        expect(without >= 0 && without <= people).toBe(true);
        expect(peopleWithout(people, advisors + 1, aim)).toBeLessThanOrEqual(without);
        if (advisors >= advisorsNeeded(people, aim)) expect(without).toBe(0);
      }),
    );
  });

  it('adds up by town, the widest gap first, and tells who has too many', () => {
    const grid = { kind: 'village' as const, trained: 0, tasksDone: 0, tasksDue: 0 };
    const figures = [
      { ...grid, id: 'a', town: '织里镇', name: '一村', people: 300, advisors: 1 },
      { ...grid, id: 'b', town: '八里店镇', name: '二村', people: 600, advisors: 1 },
      { ...grid, id: 'c', town: '八里店镇', name: '三村', people: 100, advisors: 2 },
    ];
    const [first, second] = coverTowns(figures, 300);
    expect([first?.town, first?.people, first?.without, first?.needed]).toEqual(['八里店镇', 700, 300, 3]);
    expect([second?.town, second?.without]).toEqual(['织里镇', 0]);
    const one = (officerId: string, gridId: string) => ({ officerId, gridId, display: '', since: 0, until: null, disabled: false });
    const advisors = [
      { id: 'x', display: '甲' },
      { id: 'y', display: '乙' },
      { id: 'z', display: '丙' },
    ];
    const loads = advisorLoads(advisors, [one('x', 'a'), one('x', 'c'), one('y', 'b'), one('y', 'c')], figures, 300);
    expect(loads.map(({ id, people, tooMany }) => [id, people, tooMany])).toEqual([
      ['y', 650, true],
      ['x', 350, false],
      ['z', 0, false],
    ]);
  });
});

describe('a list of grids', () => {
  const read = (text: string) => readGridFile(text);
  it('is read with its columns in any order, in Chinese or English, with commas or tabs', () => {
    const grid = { town: '织里镇', name: '东湾村', kind: 'village', people: 320 };
    for (const text of [
      '乡镇,网格,类型,人数\n织里镇,东湾村,村,320',
      '\ufeff人数,类型,网格,乡镇\r\n"320",村,"东湾村",织里镇\r\n\r\n',
      'Town\tGrid\tKind\tPeople\n织里镇\t东湾村\tvillage\t320\n',
    ])
      expect(read(text)).toEqual({ grids: [grid], bad: [], problem: null });
  });

  it('names every row that is wrong by its line, and what is wrong with it', () => {
    const { grids, bad } = read(
      [
        '乡镇,网格,类型,人数',
        '织里镇,东湾村,村,320',
        ',西湾村,村,320',
        '织里镇,13800001234,村,320',
        '织里镇,南湾村,庄,320',
        '织里镇,北湾村,村,很多',
        '织里镇,中湾村,村',
        '织里镇,东湾村,村,20',
        '织里镇,"两',
        '行",村,0',
      ].join('\n'),
    );
    expect(grids).toHaveLength(1);
    expect(bad.map(({ line, problem }) => [line, problem])).toEqual([
      [3, 'town'],
      [4, 'name'],
      [5, 'kind'],
      [6, 'people'],
      [7, 'columns'],
      [8, 'twice'],
      [9, 'people'],
    ]);
  });

  it('says when there is nothing, or no header', () => {
    expect(['', 'x', '乡镇,网格,类型,人数', '织里镇,东湾村,村,320\n织里镇,西湾村,村,320'].map((text) => read(text).problem)).toEqual([
      'empty',
      'header',
      'empty',
      'header',
    ]);
  });

  it('is read whatever it is, and every line is good or bad', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { grids, bad } = read(`town,grid,kind,people\n${text}`);
        for (const { people } of grids) expect(people).toBeGreaterThan(0);
        for (const { line } of bad) expect(line).toBeGreaterThan(1);
      }),
    );
  });
});

describe('the week', () => {
  it('begins on Monday at midnight in Shanghai, and every moment is in one', () => {
    const monday = Date.parse('2026-11-16T00:00:00+08:00');
    expect(weekOf(Date.parse('2026-11-20T10:00:00+08:00'))).toEqual({ from: monday, until: monday + 7 * DAY });
    expect([weekOf(monday - 1).until, weekOf(monday).from]).toEqual([monday, monday]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        const { from, until } = weekOf(at);
        expect(from <= at && at < until && weekOf(until).from === until).toBe(true);
      }),
    );
  });

  it('has tasks for every kind of grid', () => {
    for (const kind of GRID_KINDS) expect(TASKS_OF_KIND[kind].length).toBeGreaterThan(0);
    const used = new Set(GRID_KINDS.flatMap((kind) => TASKS_OF_KIND[kind]));
    expect(Object.keys(WEEKLY_TASKS).filter((task) => !used.has(task as keyof typeof WEEKLY_TASKS))).toEqual([]);
  });
});

describe('training', () => {
  it('counts for a year, and is to be renewed in its last month', () => {
    const now = 4e12;
    const done = (doneOn: number) => courseStates([{ course: 'basics', doneOn, confirmedBy: '周主管' }], now)[0]?.state;
    expect([done(now), done(now - COURSE_LASTS + 30 * DAY), done(now - COURSE_LASTS + 1), done(now - COURSE_LASTS)]).toEqual([
      'valid',
      'renew-soon',
      'renew-soon',
      'expired',
    ]);
    expect(isTrained(courseStates([], now))).toBe(false);
    const all = (['basics', 'doorstep', 'privacy'] as const).map((course) => ({ course, doneOn: now, confirmedBy: '' }));
    expect([isTrained(courseStates(all, now)), isTrained(courseStates(all.slice(1), now))]).toEqual([true, false]);
  });
});

const SAYS_SAFE = /放心|是安全的|没问题|可以转|保证.*(?:追|退)|一定能追/;

describe('talk guides', () => {
  const types = readdirSync(`${ROOT}/scam-patterns/types`).map(
    (file) => (parse(readFileSync(`${ROOT}/scam-patterns/types/${file}`, 'utf8')) as { id: string }).id,
  );

  it('are there for every type of the library, and for none besides', () => {
    expect(Object.keys(TALK_GUIDES).sort()).toEqual(types.sort());
    expect(talkGuide(null)).toBe(TALK_GUIDES[ANY_SCAM]);
    expect(talkGuide('brand-new')).toBe(TALK_GUIDES[ANY_SCAM]);
  });

  it.each(Object.entries(TALK_GUIDES))('%s: short lines in both languages, and no word that anything is safe', (_, guide) => {
    for (const part of ['ask', 'avoid', 'convince'] as const) {
      expect(guide.zh[part].length).toBeGreaterThan(1);
      expect(guide.en[part].length).toBe(guide.zh[part].length);
      for (const line of guide.zh[part]) {
        expect(line.length).toBeLessThanOrEqual(50);
        expect(line).not.toMatch(SAYS_SAFE);
      }
      for (const line of guide.en[part]) expect(line).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('the words at the door', () => {
  it('let the visitor be verified by 110, by the citizen’s own telephone, before anything else', () => {
    for (const words of [doorstepWords('沈顾问', '晓河村', 'advisor'), doorstepWords('王警官', null, 'officer')]) {
      expect(words[0]).toMatch(/^我是.+，您可以打110核实我。$/);
      expect(words.join('')).toContain('用自己的手机打110');
      expect(words.join('')).not.toMatch(SAYS_SAFE);
      // Nothing that a scammer could have himself rung by.
      expect(words.join('').replaceAll('110', '')).not.toMatch(/\d/);
    }
  });
});
