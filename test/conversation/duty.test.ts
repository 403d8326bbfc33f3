import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dutyAt } from '../../src/conversation/duty.ts';

/** A time of day in Shanghai on some day, as milliseconds since 1970 UTC. */
const shanghai = (time: string): number => Date.parse(`2026-11-20T${time}+08:00`);

describe('duty', () => {
  it.each([
    ['08:30', '17:30', '08:29:59', false],
    ['08:30', '17:30', '08:30:00', true],
    ['08:30', '17:30', '17:29:59', true],
    ['08:30', '17:30', '17:30:00', false],
    ['08:30', '17:30', '00:00:00', false],
    ['20:00', '06:00', '19:59:59', false],
    ['20:00', '06:00', '20:00:00', true],
    ['20:00', '06:00', '23:59:59', true],
    ['20:00', '06:00', '00:00:00', true],
    ['20:00', '06:00', '05:59:59', true],
    ['20:00', '06:00', '06:00:00', false],
    ['00:00', '12:00', '00:00:00', true],
    ['12:00', '00:00', '23:59:59', true],
    ['12:00', '00:00', '00:00:00', false],
  ])('from %s to %s at %s: %s', (from, to, time, onDuty) => {
    expect(dutyAt(from, to, shanghai(time))).toEqual({ onDuty, from });
  });

  const clock = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

  it('is around the clock when it ends as it begins', () => {
    fc.assert(fc.property(clock, moment, (time, now) => dutyAt(time, time, now).onDuty));
  });

  it('is the other way round with the hours swapped', () => {
    fc.assert(
      fc.property(clock, clock, moment, (from, to, now) => {
        fc.pre(from !== to);
        expect(dutyAt(from, to, now).onDuty).toBe(!dutyAt(to, from, now).onDuty);
      }),
    );
  });

  it('is the same every day', () => {
    fc.assert(
      fc.property(clock, clock, moment, (from, to, now) => {
        expect(dutyAt(from, to, now + 24 * 60 * 60 * 1000)).toEqual(dutyAt(from, to, now));
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
        const found = Array.from({ length: 1440 }, (_, minute) => dutyAt(from, to, start + minute * 60_000)).filter(({ onDuty }) => onDuty);
        expect(found).toHaveLength(wanted);
      }),
      { numRuns: 20 },
    );
  });
});
