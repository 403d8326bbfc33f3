/** Ends of sentences, best first: a line, a full stop of either script, a clause. */
const ENDS = [/\n/g, /[。！？!?]|\.(?=\s)/g, /[；;]/g, /[，,、\s]/g] as const;
/** A cut may give away so much of the room for a better place. */
const WORTH = 0.5;

/**
 * The longest beginning of the text that fits, cut at the end of a sentence where there is one in its second half. Our
 * replies say the most important thing first, so what is cut is the least important.
 */
export function cutToFit(text: string, fits: (piece: string) => boolean): string {
  if (fits(text)) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  const room = wholeCharacters(text.slice(0, low));
  for (const ends of ENDS) {
    let at = -1;
    for (const { index } of room.matchAll(ends)) at = index;
    if (at >= room.length * WORTH) return room.slice(0, at + 1).trimEnd();
  }
  return room;
}

/** @param most UTF-8 bytes */
export function cutToBytes(text: string, most: number): string {
  const encoder = new TextEncoder();
  return cutToFit(text, (piece) => encoder.encode(piece).length <= most);
}

/** @param most UTF-16 units */
export function cutToUnits(text: string, most: number): string {
  return cutToFit(text, (piece) => piece.length <= most);
}

/** Never half a character, and no end of an emoji torn off. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
