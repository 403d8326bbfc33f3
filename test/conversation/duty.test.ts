import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Duty, dutyAt, withPresence } from '../../src/conversation/duty.ts';

/** A time of day in Shanghai on some day, as milliseconds since 1970 UTC. */
const shanghai = (time: string): number => Date.parse(`2026-11-20T${time}+08:00`);
const today = (hour: number, minute = 0): Duty => ({ kind: 'closed', from: { day: 'today', hour, minute } });
const tomorrow = (hour: number, minute = 0): Duty => ({ kind: 'closed', from: { day: 'tomorrow', hour, minute } });
const EXPECTED: Duty = { kind: 'expected' };

describe('duty while nobody has the desk open', () => {
  it.each([
    ['08:30', '17:30', '00:00:00', today(8, 30)],
    ['08:30', '17:30', '08:29:59', today(8, 30)],
    ['08:30', '17:30', '08:30:00', EXPECTED],
    ['08:30', '17:30', '17:29:59', EXPECTED],
    ['08:30', '17:30', '17:30:00', tomorrow(8, 30)],
    ['08:30', '17:30', '23:59:59', tomorrow(8, 30)],
    ['20:00', '06:00', '06:00:00', today(20)],
    ['20:00', '06:00', '19:59:59', today(20)],
    ['20:00', '06:00', '20:00:00', EXPECTED],
    ['20:00', '06:00', '23:59:59', EXPECTED],
    ['20:00', '06:00', '00:00:00', EXPECTED],
    ['20:00', '06:00', '05:59:59', EXPECTED],
    ['00:00', '12:00', '00:00:00', EXPECTED],
    ['00:00', '12:00', '12:00:00', tomorrow(0)],
    ['12:00', '00:00', '23:59:59', EXPECTED],
    ['12:00', '00:00', '00:00:00', today(12)],
    ['09:00', '09:00', '03:00:00', EXPECTED],
    ['', '17:30', '12:00:00', { kind: 'closed', from: null }],
    ['08:30', '', '12:00:00', { kind: 'closed', from: null }],
  ] as const)('from %s to %s at %s', (from, to, time, duty) => {
    expect(dutyAt(from, to, shanghai(time))).toEqual(duty);
    expect(withPresence(dutyAt(from, to, shanghai(time)), false)).toEqual(duty);
  });

  const clock = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
  const DAY = 24 * 60 * 60 * 1000;

  it('is staffed as soon as somebody has it open, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.oneof(clock, fc.constant('')), fc.oneof(clock, fc.constant('')), moment, (from, to, now) => {
        expect(withPresence(dutyAt(from, to, now), true)).toEqual({ kind: 'staffed' });
      }),
    );
  });

  it('is expected around the clock when it ends as it begins', () => {
    fc.assert(fc.property(clock, moment, (time, now) => dutyAt(time, time, now).kind === 'expected'));
  });

  it('is the other way round with the hours swapped', () => {
    fc.assert(
      fc.property(clock, clock, moment, (from, to, now) => {
        fc.pre(from !== to);
        expect(dutyAt(from, to, now).kind === 'expected').toBe(dutyAt(to, from, now).kind === 'closed');
      }),
    );
  });

  it('is the same every day', () => {
    fc.assert(
      fc.property(clock, clock, moment, (from, to, now) => {
        expect(dutyAt(from, to, now + DAY)).toEqual(dutyAt(from, to, now));
      }),
    );
  });

  it('names a time at which somebody is expected, and before which nobody is', () => {
    fc.assert(
      fc.property(clock, clock, moment, (from, to, now) => {
        const duty = dutyAt(from, to, now);
        fc.pre(duty.kind === 'closed' && duty.from !== null);
        if (duty.kind !== 'closed' || duty.from === null) return;
        const midnight = Math.floor((now + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
        const start = midnight + (duty.from.day === 'tomorrow' ? DAY : 0) + (duty.from.hour * 60 + duty.from.minute) * 60_000;
        expect(start).toBeGreaterThan(now);
        expect(start - now).toBeLessThanOrEqual(DAY);
        expect(dutyAt(from, to, start).kind).toBe('expected');
        expect(dutyAt(from, to, start - 1).kind).toBe('closed');
      }),
    );
  });

  it('lasts exactly as long as its hours', () => {
    fc.assert(
      fc.property(clock, clock, (from, to) => {
        fc.pre(from !== to);
        const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
        const wanted = (minutes(to) - minutes(from) + 1440) % 1440;
        const start = shanghai('00:00:00');
        const found = Array.from({ length: 1440 }, (_, minute) => dutyAt(from, to, start + minute * 60_000));
        expect(found.filter(({ kind }) => kind === 'expected')).toHaveLength(wanted);
      }),
      { numRuns: 20 },
    );
  });
});
