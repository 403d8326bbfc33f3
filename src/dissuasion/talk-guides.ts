import type { SpokenGuide } from './talk-guide.ts';
import { DEALS } from './talk-guides-deals.ts';
import { FEARS } from './talk-guides-fears.ts';
import { HOPES } from './talk-guides-hopes.ts';

/** A line for each type of the library; test/dissuasion/talk-guides.test.ts holds the two together. */
export const TALK_GUIDES: Readonly<Record<string, SpokenGuide>> = { ...HOPES, ...FEARS, ...DEALS };

/** Where the type is not known, or a release has one that this program does not know. */
export const ANY_SCAM = 'other-scam';

export function talkGuide(type: string | null): SpokenGuide {
  return TALK_GUIDES[type ?? ANY_SCAM] ?? (TALK_GUIDES[ANY_SCAM] as SpokenGuide);
}
