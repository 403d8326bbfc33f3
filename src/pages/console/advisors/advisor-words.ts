import { KIND_NAMES } from '../../../dissuasion/grid-file.ts';
import { GRID_KINDS, type GridKind } from '../../../storage/places/places-tables.ts';
import type { Spoken } from '../language.tsx';

const named = (language: 'zh' | 'en'): Readonly<Record<GridKind, string>> =>
  Object.fromEntries(GRID_KINDS.map((kind) => [kind, KIND_NAMES[kind][language]])) as Record<GridKind, string>;
export const KIND_WORDS: Spoken<Readonly<Record<GridKind, string>>> = { 'zh-CN': named('zh'), en: named('en') };

interface Problems {
  readonly town: string;
  readonly name: string;
  readonly kind: string;
  readonly people: string;
  readonly taken: string;
  readonly changed: string;
  readonly advisor: string;
  readonly since: string;
  readonly course: string;
  readonly done: string;
  readonly form: string;
}
/** What is wrong with a form about grids and advisors. */
export const ADVISOR_PROBLEMS: Spoken<Problems> = {
  'zh-CN': {
    town: '写乡镇或街道的名字，1到40字，不要电话。',
    name: '写网格的名字，1到40字，不要电话。',
    kind: '选一个类型。',
    people: '写人数，1到100000的整数。',
    taken: '这个乡镇已经有同名的网格，换个名字，或去改那一个。',
    changed: '同事刚改过这个网格，看看现在的样子再改。',
    advisor: '选一位在用的安全顾问账号；没有，请管理员先邀请。',
    since: '写开始的日期，今天或以前，比如2026-11-20。',
    course: '选一门课。',
    done: '写学完的日期，今天或以前、一年以内，比如2026-11-20。',
    form: '这张表没有编号，没有保存。请再按一次。',
  },
  en: {
    town: 'Write the name of a town or district, 1 to 40 characters, no telephone number.',
    name: 'Write the name of the grid, 1 to 40 characters, no telephone number.',
    kind: 'Choose a kind.',
    people: 'Write the number of people, from 1 to 100000.',
    taken: 'The town has another grid of this name. Choose another name, or change that one.',
    changed: 'A colleague has just changed this grid. See how it stands now, then change it.',
    advisor: 'Choose an advisor whose account is in use; if there is none, an administrator invites one.',
    since: 'Write the first day, today or before, such as 2026-11-20.',
    course: 'Choose a course.',
    done: 'Write the day it was done, today or before and within a year, such as 2026-11-20.',
    form: 'This form has no number and was not saved. Press once more.',
  },
};
