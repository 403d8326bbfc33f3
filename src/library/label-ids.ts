/** What a chat of the corpus may be labelled with besides what it is and what he wants. */

/** Whose matter somebody tells: his own; somebody else's; a customer's, at his counter; or what he sees the criminals do. */
export const WHOSE_IDS = ['self', 'other', 'counter', 'scene'] as const;

/** How a matter has ended, as he tells in the middle of it: he has checked, and it is false, or true; or nothing can happen for now. */
export const ENDING_IDS = ['open', 'exposed', 'genuine', 'averted'] as const;

/** Whose life is in danger, and how: by his own hand, or because he is kept by force or missing. */
export const DANGER_IDS = ['none', 'despair', 'despair-other', 'held', 'held-other'] as const;

export type WhoseId = (typeof WHOSE_IDS)[number];
export type EndingId = (typeof ENDING_IDS)[number];
export type DangerId = (typeof DANGER_IDS)[number];
