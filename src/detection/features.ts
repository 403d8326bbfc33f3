/**
 * What the classifier sees of a text: character n-grams of the normalised text with every digit made 0,
 * Latin words whole and in pairs, and the ids of what the signals found. Each feature counts once.
 */
export function textFeatures(text: string, signalIds: Iterable<string>): string[] {
  const features = new Set<string>();
  const plain = text.replace(/\d+/g, (digits) => (digits.length > 3 ? '0000' : '0'.repeat(digits.length))).replace(/\s+/g, ' ');
  addChinese(plain, features);
  addLatin(plain, features);
  for (const id of signalIds) features.add(`@${id}`);
  return [...features];
}

const LONGEST = 3;
const LATIN_LETTER = /[a-z']/;

/** Runs of letters are one unit here, so that English words do not dissolve into letter pairs. */
function addChinese(text: string, features: Set<string>): void {
  const units: string[] = [];
  let word = '';
  for (const char of text) {
    if (LATIN_LETTER.test(char)) {
      word += char;
      continue;
    }
    if (word) units.push(word);
    word = '';
    units.push(char);
  }
  if (word) units.push(word);
  for (let i = 0; i < units.length; i++) {
    let gram = '';
    for (let n = 0; n < LONGEST && i + n < units.length; n++) {
      gram += units[i + n];
      if (gram !== ' ') features.add(gram);
    }
  }
}

function addLatin(text: string, features: Set<string>): void {
  const words = text.match(/[a-z']{2,}/g) ?? [];
  for (let i = 0; i + 1 < words.length; i++) features.add(`${words[i]} ${words[i + 1]}`);
}
