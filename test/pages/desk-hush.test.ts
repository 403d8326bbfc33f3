import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/pages/console/calls.ts';
import { ROOT } from '../compiled-library.ts';

const SCRIPT = readFileSync(join(ROOT, 'src/pages/assets/desk-alarm.js'), 'utf8');
const NOW = Date.UTC(2026, 10, 20, 2);
const MINUTE = 60_000;

const call = (parts: Partial<Call> = {}): Call => ({
  id: 'case-1',
  number: 'A000001',
  urgency: 'P0',
  alarm: NOW + MINUTE,
  reported: NOW + 2 * MINUTE,
  returned: null,
  role: null,
  ...parts,
});

/** As much of an element as the script asks for. */
class Part {
  readonly dataset: Record<string, string> = {};
  readonly children: Part[] = [];
  readonly pressed: (() => void)[] = [];
  textContent = '';
  className = '';
  hidden = false;
  append(...parts: readonly (Part | string)[]): void {
    this.children.push(...parts.filter((part) => part instanceof Part));
  }
  replaceChildren(...parts: readonly Part[]): void {
    this.children.splice(0, this.children.length, ...parts);
  }
  contains(): boolean {
    return false;
  }
  setAttribute(): void {}
  addEventListener(_: string, listener: () => void): void {
    this.pressed.push(listener);
  }
}

/** One computer; whoever opens the desk at it has what was kept there. */
function computer() {
  const kept = new Map<string, string>();
  return function desk(officer: string, supervising = false) {
    let now = NOW;
    const listeners = new Map<string, (event: unknown) => void>();
    const parts = new Map<string, Part>();
    const part = (id: string): Part => {
      const found = parts.get(id) ?? new Part();
      parts.set(id, found);
      return found;
    };
    const words = Object.fromEntries(
      ['open', 'hush', 'p0Row', 'p1Row', 'reportedRow', 'p0', 'p1', 'reported', 'told'].map((name) => [name, name]),
    );
    const bar = part('desk-bar');
    Object.assign(bar.dataset, { officer, role: supervising ? 'supervisor' : 'officer', words: JSON.stringify(words), place: 'desk' });
    if (supervising) bar.dataset.supervising = '';
    part('live').dataset.now = String(NOW);
    runInNewContext(SCRIPT, {
      document: {
        title: '工单 · 反诈一哥',
        hidden: false,
        activeElement: null,
        getElementById: part,
        createElement: () => new Part(),
        querySelector: () => null,
        addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
      },
      localStorage: { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) },
      window: {},
      matchMedia: () => ({ matches: false }),
      Date: { now: () => now },
      setInterval: () => undefined,
    });
    const rows = part('alarm-calls').children;
    return {
      calls: (...calls: readonly Call[]) => listeners.get('desk:calls')?.({ detail: { calls, fresh: [] } }),
      after(minutes: number) {
        now = NOW + minutes * MINUTE;
        listeners.get('desk:beat')?.({});
      },
      rings: () => rows.map(({ dataset, className }) => `${dataset.call} ${className}`),
      hush: () => rows[0]?.children.find(({ className }) => className === 'hush')?.pressed[0]?.(),
    };
  };
}

describe('a call for help that was hushed', () => {
  it('stays quiet for him as it is, also when he opens another page', () => {
    const desk = computer();
    const wang = desk('wang');
    wang.calls(call());
    expect(wang.rings()).toEqual(['case-1 call call-p0']);
    wang.hush();
    wang.calls(call());
    const again = desk('wang');
    again.calls(call());
    expect([wang.rings(), again.rings()]).toEqual([[], []]);
  });

  it('rings for whoever else signs in at that computer', () => {
    const desk = computer();
    const wang = desk('wang');
    wang.calls(call());
    wang.hush();
    const li = desk('li');
    li.calls(call());
    expect(li.rings()).toEqual(['case-1 call call-p0']);
  });

  it('rings again when it comes back, whether or not the page saw it go', () => {
    const desk = computer();
    const wang = desk('wang');
    wang.calls(call());
    wang.hush();
    wang.calls(call({ returned: NOW + 5 * MINUTE }));
    expect(wang.rings()).toHaveLength(1);
    wang.hush();
    wang.calls();
    wang.calls(call({ returned: NOW + 5 * MINUTE }));
    expect(wang.rings()).toHaveLength(1);
  });

  it('is told to a supervisor when nobody has taken it in time', () => {
    const boss = computer()('boss', true);
    boss.calls(call());
    boss.hush();
    boss.after(1);
    expect(boss.rings()).toEqual([]);
    boss.after(2);
    expect(boss.rings()).toEqual(['case-1 call call-reported']);
  });
});
