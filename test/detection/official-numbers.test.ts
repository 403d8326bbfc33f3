import { describe, expect, test } from 'vitest';
import { createOfficeFinder } from '../../src/detection/official-numbers.ts';
import type { PhoneNumber } from '../../src/library/schema.ts';

const number = (topics?: string[]): PhoneNumber => ({
  number: '12123',
  title: { zh: '热线', en: 'hotline' },
  use: '核实',
  hours: { zh: '全天', en: 'all day' },
  source: 'https://example.org',
  checked: '2026-11-20',
  ...(topics ? { topics } : {}),
});
const officeOf = createOfficeFinder({ numbers: { traffic: number(['违章']), toll: number(['etc']), police: number() } });

test('of two that the same words name it is the first', () => {
  const find = createOfficeFinder({ numbers: { one: number(['违章']), two: number(['违章停车']) } });
  expect(find('您违章停车')).toBe('one');
});

describe('the office that can tell whether it is true', () => {
  test.each([
    ['您有一条违章未处理', 'traffic'],
    ['您的etc已停用', 'toll'],
    ['您的etc欠费,违章已记录', 'toll'],
    ['违章未缴,etc停用', 'traffic'],
    ['fetch the parcel', null],
    ['etc', 'toll'],
    ['我的etc', 'toll'],
    ['etcs are gone', null],
    ['my xetc', null],
    ['etc2', null],
    ['2etc', null],
    ['fetch it, then etc. 违章', 'toll'],
    ['fetch it 违章', 'traffic'],
    ['晚上吃什么', null],
    ['', null],
  ])('%s', (text, office) => {
    expect(officeOf(text)).toBe(office);
  });
});
