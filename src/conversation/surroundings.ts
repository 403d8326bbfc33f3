import type { Config } from '../config.ts';
import { type Duty, dutyAt } from './duty.ts';
import { createTraditional } from './traditional.ts';
import type { Localize } from './wording.ts';

/** What the bot knows of its surroundings when it decides; no clock, no storage. */
export interface Surroundings {
  readonly now: number;
  /** By the clock alone; whether somebody is there, only the chat path asks (circumstances.ts). */
  readonly duty: Duty;
  readonly hotline: string;
  readonly city: string;
  /** The page that shows with pictures how to copy a text; null where nobody knows our address. */
  readonly helpPage: string | null;
  readonly toTraditional: Localize;
  /** Number for a case, should one be opened. */
  readonly newCaseNumber: () => string;
}

type CitySettings = Pick<Config, 'OFFICE_HOURS_FROM' | 'OFFICE_HOURS_TO' | 'HOTLINE_NUMBER' | 'CITY' | 'PUBLIC_URL'>;

/** @param clock milliseconds since 1970 UTC */
export function createSurroundings(city: CitySettings, clock: () => number, newCaseNumber: () => string): () => Surroundings {
  const toTraditional = createTraditional();
  return () => {
    const now = clock();
    return {
      now,
      duty: dutyAt(city.OFFICE_HOURS_FROM, city.OFFICE_HOURS_TO, now),
      hotline: city.HOTLINE_NUMBER,
      city: city.CITY,
      helpPage: city.PUBLIC_URL === '' ? null : `${city.PUBLIC_URL}/help`,
      toTraditional,
      newCaseNumber,
    };
  };
}

/** Another page of the server whose `helpPage` this is, such as `join`. */
export function pageBeside(helpPage: string, name: string): string {
  return helpPage.replace(/\/help$/, `/${name}`);
}
