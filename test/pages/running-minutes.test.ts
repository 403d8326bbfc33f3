import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../compiled-library.ts';

const SCRIPT = readFileSync(join(ROOT, 'src/pages/assets/stop-loss.js'), 'utf8');
const MINUTE = 60_000;
/** By the server's clock. */
const NOW = Date.UTC(2026, 10, 20, 2);

/** The page as the server wrote it, and what stands there after so many minutes, on a telephone whose clock is wrong by `wrongBy`. */
function shownAfter(minutes: number, page: { passed: number; unit: string; text: string }, wrongBy: number): string {
  const timer = {
    dataset: { since: String(NOW - page.passed), now: String(NOW), unit: page.unit },
    textContent: page.text,
  };
  let telephone = NOW + wrongBy;
  const ticks: (() => void)[] = [];
  runInNewContext(SCRIPT, {
    document: { querySelector: () => timer },
    Date: { now: () => telephone },
    setInterval: (tick: () => void) => ticks.push(tick),
  });
  telephone += minutes * MINUTE;
  for (const tick of ticks) tick();
  return timer.textContent;
}

describe('how long the money has been gone, on the page', () => {
  it.each([0, -5 * MINUTE, 60 * MINUTE, -24 * 60 * MINUTE])('runs on in minutes, whatever the telephone says: off by %i ms', (wrongBy) => {
    const page = { passed: 10 * MINUTE, unit: 'minutes', text: '10' };
    expect([shownAfter(0, page, wrongBy), shownAfter(3, page, wrongBy)]).toEqual(['10', '13']);
  });

  it.each([-5 * MINUTE, -60 * MINUTE, -24 * 60 * MINUTE])('leaves hours and days as they are: off by %i ms', (wrongBy) => {
    expect(shownAfter(1, { passed: 123 * MINUTE, unit: 'hours', text: '2' }, wrongBy)).toBe('2');
    expect(shownAfter(1, { passed: 49 * 60 * MINUTE, unit: 'days', text: '2' }, wrongBy)).toBe('2');
  });

  it('does nothing where no time is known', () => {
    expect(() => runInNewContext(SCRIPT, { document: { querySelector: () => null }, Date: { now: () => NOW } })).not.toThrow();
  });
});
