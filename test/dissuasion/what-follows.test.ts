import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISSUASION_PLAN as PLAN } from '../../src/dissuasion/tiers.ts';
import {
  ANSWERS,
  firstTasks,
  MINUTE,
  rankOf,
  TASK_KINDS,
  type TaskKind,
  TIERS,
  type Tier,
} from '../../src/storage/dissuasion/tier-plan.ts';
import { resultsOf } from '../../src/storage/dissuasion/warning-steps.ts';
import { type Happened, mayClose, type Standing, whatFollows } from '../../src/storage/dissuasion/what-follows.ts';

const NOW = 1_000_000_000;

function fresh(tier: Tier, changes: Partial<Standing> = {}): Standing {
  return {
    tier,
    status: 'open',
    meetBy: NOW + PLAN.tiers[tier].meetWithin * MINUTE,
    metAt: null,
    settledAt: null,
    cheated: false,
    tasks: firstTasks(PLAN, tier).map(({ kind, within }) => ({ kind, dueAt: NOW + within * MINUTE })),
    leadSent: false,
    ...changes,
  };
}
const step = (kind: Happened['kind'], result: Happened['result'], task?: TaskKind): Happened => ({
  kind,
  result,
  at: NOW,
  ...(task && { task }),
});
const following = (before: Standing, ...steps: Happened[]): Standing =>
  steps.reduce((standing, one) => ({ ...whatFollows(PLAN, standing, one, NOW), leadSent: standing.leadSent }), before);
const kinds = (standing: Standing): readonly TaskKind[] => standing.tasks.map(({ kind }) => kind).sort();

describe('what follows a step', () => {
  it.each([
    ['urgent', ['call', 'protective-stop', 'visit']],
    ['high', ['call', 'protective-stop', 'visit']],
    ['medium', ['message']],
    ['low', ['message']],
  ] as const)('%s begins with %j', (tier, expected) => {
    expect(kinds(fresh(tier))).toEqual(expected);
  });

  it('goes through the lower tiers step by step', () => {
    const written = following(fresh('medium'), step('message', 'sent'));
    expect(kinds(written)).toEqual(['call']);
    expect(kinds(following(written, step('message', 'sent')))).toEqual(['call']);
    const rung = following(written, step('call', 'persuaded'));
    expect([rung.tier, kinds(rung), rung.settledAt]).toEqual(['medium', ['visit'], null]);
    const met = following(rung, step('visit', 'persuaded'));
    expect([kinds(met), met.metAt, met.settledAt, mayClose(PLAN, met)]).toEqual([[], NOW, NOW, true]);
  });

  it('raises whoever is not reached, and starts everything of the upper tier at once', () => {
    const low = following(fresh('low'), step('message', 'unsent'), step('call', 'unreached'));
    expect([low.tier, kinds(low)]).toEqual(['medium', ['sms']]);
    const high = following(low, step('sms', 'sent'), step('visit', 'unreached'));
    expect([high.tier, kinds(high)]).toEqual(['high', ['call', 'protective-stop', 'visit']]);
    expect(high.meetBy).toBe(NOW + PLAN.tiers.high.meetWithin * MINUTE);
  });

  it('lets a call be enough in the lowest tier alone', () => {
    const rung = following(fresh('low'), step('message', 'sent'), step('call', 'persuaded'));
    expect([rung.metAt, mayClose(PLAN, rung)]).toEqual([null, true]);
    expect(mayClose(PLAN, { ...rung, tier: 'medium' })).toBe(false);
  });

  it('rings for a call-back so often and no more when nobody answers', () => {
    const closed = fresh('low', { status: 'closed', tasks: [{ kind: 'first-call-back', dueAt: NOW }] });
    const after = (unanswered: number) =>
      kinds(following({ ...closed, unanswered: { 'first-call-back': unanswered } }, step('first-call-back', 'unreached')));
    expect([0, 4, 5].map(after)).toEqual([['first-call-back'], ['first-call-back'], []]);
    // A plan that was kept before there was a bound has one too.
    const { callBackMost: _, ...older } = PLAN;
    const last = { ...closed, unanswered: { 'first-call-back': 5 } };
    expect(whatFollows(older, last, step('first-call-back', 'unreached'), NOW).tasks).toEqual([]);
  });

  it('owes nothing any more where there is nobody to warn', () => {
    const ended = following(fresh('urgent'), step('void', 'wrong-number'));
    expect([ended.status, kinds(ended), ended.tier]).toEqual(['closed', [], 'urgent']);
  });

  it('has him rung soon who says that nobody cheats him, and keeps the tier', () => {
    const denied = following(fresh('medium'), step('message', 'sent'), step('answer', 'denied'));
    expect([denied.tier, denied.tasks]).toEqual(['medium', [{ kind: 'call', dueAt: NOW + PLAN.denialCallWithin * MINUTE }]]);
    const met = following(fresh('high'), step('visit', 'persuaded'), step('answer', 'denied'));
    expect([mayClose(PLAN, met), kinds(met)]).toEqual([false, ['call', 'protective-stop']]);
  });

  it('takes a paid one for 紧急, also after closing', () => {
    const closed = following(fresh('medium'), step('visit', 'persuaded'), step('closing', 'closed'));
    expect([closed.status, kinds(closed)]).toEqual(['closed', ['first-call-back', 'second-call-back']]);
    const paid = following(closed, step('first-call-back', 'paid'));
    expect([paid.status, paid.tier, paid.cheated, kinds(paid)]).toEqual(['open', 'urgent', true, ['call', 'protective-stop', 'visit']]);
  });

  it('calls back after 24 and 72 hours', () => {
    const { begun } = whatFollows(PLAN, following(fresh('high'), step('visit', 'persuaded')), step('closing', 'closed'), NOW);
    expect(begun.map(({ kind, startsAt }) => [kind, (startsAt - NOW) / 3_600_000])).toEqual([
      ['first-call-back', 24],
      ['second-call-back', 72],
    ]);
  });

  it('never lowers a tier, never loses an open one, and closes only who was met or reached where that is enough', () => {
    const taskStep = fc
      .constantFrom(...TASK_KINDS)
      .chain((kind) => fc.constantFrom(...resultsOf(kind)).map((result): Happened => step(kind, result)));
    const anyStep = fc.oneof(
      { weight: 5, arbitrary: taskStep },
      { weight: 2, arbitrary: fc.constantFrom(...ANSWERS).map((answer) => step('answer', answer)) },
      { weight: 2, arbitrary: fc.constantFrom(...TASK_KINDS).map((kind) => step('overdue', 'overdue', kind)) },
      { weight: 1, arbitrary: fc.constant(step('closing', 'closed')) },
      { weight: 1, arbitrary: fc.constantFrom(step('claim', 'claimed'), step('release', 'released')) },
    );
    fc.assert(
      fc.property(fc.constantFrom(...TIERS), fc.array(anyStep, { maxLength: 30 }), (tier, steps) => {
        let standing = fresh(tier);
        let [visited, called] = [false, false];
        for (const one of steps) {
          // As the storage does it: nobody closes what may not be closed, and a call-back has to be owed.
          if (one.kind === 'closing' && !mayClose(PLAN, standing)) continue;
          if (one.kind.endsWith('call-back') && !standing.tasks.some(({ kind }) => kind === one.kind)) continue;
          const next = whatFollows(PLAN, standing, one, NOW);
          expect(rankOf(next.tier)).toBeGreaterThanOrEqual(rankOf(standing.tier));
          expect(next.meetBy).toBeLessThanOrEqual(standing.meetBy);
          visited ||= one.kind === 'visit' && ['persuaded', 'unpersuaded', 'paid'].includes(one.result);
          called ||= one.kind === 'call' && one.result === 'persuaded';
          if (next.status === 'closed' && standing.status === 'open') {
            expect(one.kind).toBe('closing');
            expect(visited || (called && PLAN.tiers[next.tier].callIsEnough)).toBe(true);
          }
          if (one.result === 'seen' || one.result === 'denied') {
            expect([next.tier, next.status, next.finished]).toEqual([standing.tier, standing.status, []]);
          }
          // Whoever is not persuaded yet is somebody's work.
          if (next.status === 'open' && next.settledAt === null) expect(next.tasks.length).toBeGreaterThan(0);
          expect(new Set(next.tasks.map(({ kind }) => kind)).size).toBe(next.tasks.length);
          standing = { ...next, leadSent: standing.leadSent || (one.kind === 'protective-stop' && one.result === 'sent') };
        }
      }),
      { numRuns: 500 },
    );
  });
});
