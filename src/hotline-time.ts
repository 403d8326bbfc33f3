import { HOUR } from './durations.ts';

/** How far the hotline's clocks are ahead of UTC, milliseconds. China has one time, and no summer time since 1992. */
export const AHEAD_OF_UTC = 8 * HOUR;

/** The day as it is where the hotline is: `2026-11-20`. @param at milliseconds since 1970 UTC */
export function hotlineDate(at: number): string {
  return new Date(at + AHEAD_OF_UTC).toISOString().slice(0, 10);
}

/**
 * Times and days as they are where the hotline is. Intl's own formats are made when the first time is written: the first
 * of them takes a start some thirty milliseconds, the others some three each, and there are twenty.
 */
export class HotlineTime {
  readonly #locale: string;
  readonly #options: Intl.DateTimeFormatOptions;
  #made: Intl.DateTimeFormat | undefined;

  constructor(locale: string, options: Intl.DateTimeFormatOptions) {
    this.#locale = locale;
    this.#options = options;
  }

  /** @param at milliseconds since 1970 UTC */
  format(at: Date | number): string {
    this.#made ??= new Intl.DateTimeFormat(this.#locale, { timeZone: 'Asia/Shanghai', ...this.#options });
    return this.#made.format(at);
  }
}
