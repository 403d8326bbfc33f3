import type { DissuasionPlan } from '../storage/dissuasion/tier-plan.ts';

/**
 * 紧急, 高危, 中危, 低危: what is done, in which order, and until when. No source gives the minutes of this city; these are
 * defaults after what others have published: 紧急 and 高危 are rung within about ten minutes and visited at once or within
 * hours, the lower tiers are written to first, rung, and visited within a day or a week. A city changes them here. Warnings
 * that came in before a change keep the deadlines under which they came. docs/dissuasion.md shows the same as a table.
 */
export const DISSUASION_PLAN: DissuasionPlan = {
  tiers: {
    urgent: {
      order: 'at-once',
      tasks: [
        { kind: 'protective-stop', within: 5 },
        { kind: 'call', within: 5 },
        { kind: 'visit', within: 60 },
      ],
      meetWithin: 60,
      callIsEnough: false,
    },
    high: {
      order: 'at-once',
      tasks: [
        { kind: 'protective-stop', within: 10 },
        { kind: 'call', within: 10 },
        { kind: 'visit', within: 120 },
      ],
      meetWithin: 120,
      callIsEnough: false,
    },
    medium: {
      order: 'one-by-one',
      tasks: [
        { kind: 'message', within: 10 },
        { kind: 'call', within: 120 },
        { kind: 'sms', within: 30 },
        { kind: 'visit', within: 1440 },
      ],
      meetWithin: 1440,
      callIsEnough: false,
    },
    low: {
      order: 'one-by-one',
      tasks: [
        { kind: 'message', within: 30 },
        { kind: 'call', within: 1440 },
        { kind: 'sms', within: 60 },
        { kind: 'visit', within: 7200 },
      ],
      meetWithin: 10_080,
      callIsEnough: true,
    },
  },
  againWithin: 15,
  denialCallWithin: 10,
  callBacks: { first: 1440, second: 4320 },
  callBackWithin: 120,
  callBackAgain: 240,
  callBackMost: 6,
  message: { againAfter: 120, most: 3 },
};
