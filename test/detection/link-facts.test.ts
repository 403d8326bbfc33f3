import { parse } from 'tldts';
import { describe, expect, test } from 'vitest';
import { findLinks } from '../../src/detection/links.ts';
import { readSources } from '../../src/library/source-files.ts';
import { ROOT } from '../compiled-library.ts';

const { links } = readSources(ROOT);
const { known = [], hosting = [] } = links;
const factsOf = (address: string): string[] => findLinks(`https://${address}`, links).flatMap(({ facts }) => [...facts]);

describe('the library of addresses', () => {
  test('names great houses by the domain that they have registered', () => {
    expect(known.filter((domain) => parse(domain).domain !== domain)).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  test('knows each of them, and none by another name', () => {
    expect(known.filter((domain) => factsOf(`www.${domain}/`).join() !== 'link-known')).toEqual([]);
  });

  test('calls nothing official or known where anybody may put a page or is sent on from', () => {
    expect(new Set(hosting).size).toBe(hosting.length);
    const vouched = ['link-official', 'link-known'];
    const pages = hosting.map((entry) => (entry.includes('/') ? `${entry}?u=1` : `${entry}/u/1`));
    expect(pages.filter((page) => factsOf(page).some((fact) => vouched.includes(fact)))).toEqual([]);
  });

  test.each([
    ['docs.qq.com/form/page/abc', []],
    ['sites.google.com/view/abc', []],
    ['www.google.com/url?q=abc', []],
    ['www.google.com/search?q=abc', ['link-official']],
    ['www.baidu.com/s?wd=abc', ['link-known']],
  ])('%s', (address, facts) => {
    expect(factsOf(address)).toEqual(facts);
  });
});
