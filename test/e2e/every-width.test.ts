import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBusyTown, type PageToOpen } from './busy-town.ts';
import { openBrowser } from './start-server.ts';

/** Telephone and desk, with large text; and both at 200 %, where half the width and height is left. CSS pixels. */
const VIEWS = [
  { width: 390, height: 844, large: true },
  { width: 1280, height: 720, large: true },
  { width: 195, height: 422, large: false },
  { width: 640, height: 360, large: false },
] as const;

let town: Awaited<ReturnType<typeof openBusyTown>>;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([openBusyTown(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

/** What is too wide, cut off, or lies over something else that one presses; nothing of it may be. */
function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join('')} “${(element.textContent ?? '').trim().slice(0, 20)}”`;
    const wide = document.documentElement.clientWidth;
    const faults: string[] = [];
    const scrolled = (element: Element | null): boolean => {
      for (let at = element; at && at !== document.body; at = at.parentElement)
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    if (document.documentElement.scrollWidth > wide + 1) {
      const over = [...document.body.querySelectorAll('*')].filter(
        (one) => one.getBoundingClientRect().right > wide + 1 && !scrolled(one.parentElement),
      );
      faults.push(`scrolls sideways: ${over.slice(0, 3).map(named).join(', ')}`);
    }
    // What only a reader of screens hears is one pixel large, and the way to the text shows when it has the focus.
    const shown = (element: HTMLElement): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('.skip, .unseen, [inert]');
    for (const one of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(one);
      if (!['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis' || one instanceof HTMLInputElement) continue;
      if (one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1 && shown(one)) faults.push(`cut off: ${named(one)}`);
    }
    // On a telephone no table is scrolled sideways, and the words of a drawing can be read. CSS pixels.
    for (const one of document.body.querySelectorAll<HTMLElement>('*'))
      if (wide >= 390 && one.querySelector('table') && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
        if (one.scrollWidth > one.clientWidth + 1 && shown(one)) faults.push(`a table scrolls sideways: ${named(one)}`);
    for (const text of document.querySelectorAll<SVGTextElement>('svg text')) {
      const height = Number.parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 0);
      if (wide >= 390 && height > 0 && height < 12 && text.checkVisibility())
        faults.push(`a label of ${height.toFixed(1)} px: ${text.textContent}`);
    }
    // A number goes on in no second line, and nothing is read one character below the other.
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = (node.textContent ?? '').trim();
      const parent = node.parentElement;
      if (words === '' || !parent || !shown(parent) || parent.closest('script, style, option, textarea, pre, code, svg')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
      if (lines.length < 2) continue;
      const broken = /^[\d.,:+%-]{2,9}$/.test(words);
      const widest = Math.max(...lines.map(({ width }) => width));
      const column = words.length > 4 && lines.length > 3 && widest < 2.2 * Number.parseFloat(getComputedStyle(parent).fontSize);
      if (broken || column) faults.push(`${broken ? 'broken' : 'one below the other'}: ${words.slice(0, 20)} in ${named(parent)}`);
    }
    // What stays in its place must leave room for what one reads.
    const covers = [...document.body.querySelectorAll<HTMLElement>('*')].filter((one) => {
      const box = one.getBoundingClientRect();
      const isStuck = ['fixed', 'sticky'].includes(getComputedStyle(one).position) && box.top < innerHeight && box.bottom > 0;
      return isStuck && shown(one) && box.height > innerHeight / 2 && box.width > innerWidth / 2;
    });
    for (const one of covers) faults.push(`covers half of the screen: ${named(one)}`);
    /** What stays in its place while something else scrolls below it, or scrolls by itself, is compared with its own kind. */
    const layerOf = (element: Element): Element => {
      let at: Element = element;
      while (at.parentElement && at !== document.body) {
        const style = getComputedStyle(at);
        if (['fixed', 'sticky'].includes(style.position) || ['auto', 'scroll'].includes(style.overflowY)) return at;
        at = at.parentElement;
      }
      return document.body;
    };
    const pressed = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary'),
    ].filter(shown);
    // A link that goes on in the next line has a box for each.
    const parts = pressed.flatMap((element) => {
      const layer = layerOf(element);
      return [...element.getClientRects()].filter(({ width, height }) => width > 2 && height > 2).map((box) => ({ element, layer, box }));
    });
    for (const [at, { element, layer, box }] of parts.entries())
      for (const other of parts.slice(at + 1)) {
        if (layer !== other.layer || element.contains(other.element) || other.element.contains(element)) continue;
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 4 && down > 8) faults.push(`over each other: ${named(element)} and ${named(other.element)}`);
      }
    return faults;
  });
}

async function walk(pages: readonly PageToOpen[]): Promise<string[]> {
  const faults: string[] = [];
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  for (const { path, cookies } of pages) {
    await context.clearCookies();
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: town.url })));
    await page.goto(`${town.url}${path}`, { waitUntil: 'load' });
    for (const { width, height, large } of VIEWS) {
      await page.setViewportSize({ width, height });
      await page.evaluate(
        (text) => {
          document.documentElement.dataset.text = text;
        },
        large ? 'large' : 'normal',
      );
      for (const fault of await faultsOf(page)) faults.push(`${path} at ${width}${large ? ' large' : ''}: ${fault}`);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${path.replace(/\W+/g, '_')}-${width}.png`, fullPage: true });
    }
  }
  await context.close();
  return faults;
}

test.each(['citizen', 'doorstep', 'desk'] as const)('every page for the %s is whole in large text and at 200 %', async (whose) => {
  expect(town[whose].length).toBeGreaterThan(3);
  expect(await walk(town[whose])).toEqual([]);
});
