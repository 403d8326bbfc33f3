/** What he says of a verdict of ours. */
export interface Rating {
  readonly says: 'right' | 'wrong';
  /** Which message of ours; null: the newest verdict. */
  readonly messageId: string | null;
}

/** As it is kept, where other messages have their text. */
export function writeRating({ says, messageId }: Rating): string {
  return messageId === null ? says : `${says} ${messageId}`;
}

/** @param text as `writeRating` has made it */
export function readRating(text: string): Rating {
  const [says, messageId = null] = text.split(' ', 2);
  return { says: says === 'wrong' ? 'wrong' : 'right', messageId };
}
