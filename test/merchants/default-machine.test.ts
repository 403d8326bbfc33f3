import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_ACTS,
  type DefaultAct,
  mayRepair,
  OBJECTION_LASTS,
  type RecordedDefault,
  SHOWN,
  standingOf,
} from '../../src/storage/merchants/default-machine.ts';

interface Walked extends RecordedDefault {
  readonly accepted: boolean;
}
const ACTS = Object.keys(DEFAULT_ACTS) as DefaultAct[];
const aStep = fc.record({
  at: fc.nat(3),
  act: fc.constantFrom(...ACTS),
  wait: fc.nat(OBJECTION_LASTS),
  objections: fc.nat(1),
});

/** As the storage does it: an act that does not fit does nothing, and a repair asks first. */
function walk(steps: readonly { at: number; act: DefaultAct; wait: number; objections: number }[], each: (all: readonly Walked[]) => void) {
  let now = 0;
  const all: Walked[] = Array.from({ length: 4 }, () => ({ state: 'filed', paidAt: null, accepted: false }));
  for (const { at, act, wait, objections } of steps) {
    now += wait;
    const before = all[at] as Walked;
    if (!DEFAULT_ACTS[act].from.includes(before.state)) continue;
    if (act === 'repaired') {
      if (!mayRepair(all, objections, now)) continue;
      expect(objections).toBe(0);
      for (const { state, paidAt } of all) {
        expect(['filed', 'visible']).not.toContain(state);
        if (state === 'paid') expect(now - (paidAt ?? now)).toBeGreaterThanOrEqual(OBJECTION_LASTS);
      }
    }
    all[at] = { state: DEFAULT_ACTS[act].to, paidAt: act === 'paid' ? now : null, accepted: before.accepted || act === 'accepted' };
    each(all);
  }
}

describe('a record', () => {
  it('never shows what no officer has checked, and is never repaired while a creditor waits or an objection runs', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
        walk(steps, (all) => {
          for (const { state, accepted } of all) if (SHOWN.includes(state)) expect(accepted).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('does not come back: what is returned, repaired or withdrawn stays so', () => {
    for (const { from } of Object.values(DEFAULT_ACTS))
      for (const end of ['returned', 'repaired', 'withdrawn'] as const) expect(from).not.toContain(end);
  });

  it.each<[readonly RecordedDefault[], number, ReturnType<typeof standingOf>]>([
    [[], 0, { kind: 'clear' }],
    [[{ state: 'filed', paidAt: null }], 0, { kind: 'open' }],
    [
      [
        { state: 'paid', paidAt: 5 },
        { state: 'visible', paidAt: null },
      ],
      0,
      { kind: 'open' },
    ],
    [
      [
        { state: 'paid', paidAt: 5 },
        { state: 'paid', paidAt: 9 },
      ],
      0,
      { kind: 'clearing', until: 9 + OBJECTION_LASTS, objected: false },
    ],
    [
      [
        { state: 'paid', paidAt: 5 },
        { state: 'withdrawn', paidAt: null },
      ],
      2,
      { kind: 'clearing', until: 5 + OBJECTION_LASTS, objected: true },
    ],
    [[{ state: 'repaired', paidAt: null }], 0, { kind: 'clear' }],
  ])('%j with %i objections stands so', (defaults, objections, wanted) => {
    expect(standingOf(defaults, objections)).toEqual(wanted);
  });

  it('waits to the last millisecond', () => {
    const paid = [{ state: 'paid', paidAt: 100 }] as const;
    expect(mayRepair(paid, 0, 100 + OBJECTION_LASTS - 1)).toBe(false);
    expect(mayRepair(paid, 0, 100 + OBJECTION_LASTS)).toBe(true);
    expect(mayRepair(paid, 1, 100 + OBJECTION_LASTS)).toBe(false);
  });
});
