/** Texts that say the same in nearly the same words: the shorter one's four-grams lie in the other one to this share. */
const CONTAINED = 0.85;
const SHORTEST = 12;
const GRAM = 4;

export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d+/g, '0')
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}

/** Pairs of places, each pair once. Only the rarest grams of a text are looked up: of 85 % shared, one of them must be. */
export function findNearDuplicates(texts: readonly string[]): [number, number][] {
  const folded = texts.map(foldText);
  const grams = folded.map(gramsOf);
  const owners = new Map<string, number[]>();
  for (const [index, own] of grams.entries())
    for (const gram of own) {
      const known = owners.get(gram);
      if (known) known.push(index);
      else owners.set(gram, [index]);
    }
  const pairs = findEqual(texts);
  for (const [index, own] of grams.entries()) {
    const text = folded[index] as string;
    if (text.length < SHORTEST) continue;
    const rarest = [...own].sort((a, b) => (owners.get(a)?.length ?? 0) - (owners.get(b)?.length ?? 0));
    const needed = Math.ceil(own.size * CONTAINED);
    const others = new Set(rarest.slice(0, own.size - needed + 1).flatMap((gram) => owners.get(gram) ?? []));
    for (const other of others) {
      const theirs = grams[other] as Set<string>;
      if (other === index || theirs.size < own.size || (theirs.size === own.size && other < index)) continue;
      if (countShared(own, theirs) >= needed) pairs.push([index, other]);
    }
  }
  return pairs;
}

/** Short texts too: letter for letter the same, but for width, case and blanks. */
function findEqual(texts: readonly string[]): [number, number][] {
  const first = new Map<string, number>();
  return texts.flatMap((text, index) => {
    const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    const twin = first.get(plain);
    if (twin === undefined) first.set(plain, index);
    return twin === undefined || foldText(text).length >= SHORTEST ? [] : [[twin, index] as [number, number]];
  });
}

function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= text.length; at++) grams.add(text.slice(at, at + GRAM));
  return grams;
}

function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const gram of a) if (b.has(gram)) count++;
  return count;
}
