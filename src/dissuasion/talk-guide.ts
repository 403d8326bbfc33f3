/** How one speaks with somebody on his doorstep, by the type of scam. Own words; what convinces is what he can see or try himself. */
export interface TalkGuide {
  /** Questions that let him tell it. */
  readonly ask: readonly string[];
  /** What makes him close the door. */
  readonly avoid: readonly string[];
  /** What he can verify himself, at once. */
  readonly convince: readonly string[];
}
export type SpokenGuide = Readonly<Record<'zh' | 'en', TalkGuide>>;
