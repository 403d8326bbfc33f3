import { FeatureSet } from './feature-set.ts';

/** What was found in a text, by id, as features: each alone, and on demand in pairs. Ids are hashed once. */
export function hintFeatures(ids: readonly string[], pairs: boolean): number[] {
  const hashes = ids.map(hashHint).sort((a, b) => a - b);
  if (!pairs) return hashes;
  const features: number[] = [];
  for (let i = 0; i < hashes.length; i++) {
    const first = hashes[i] as number;
    features.push(first);
    for (let k = i + 1; k < hashes.length; k++) features.push(mix(first, hashes[k] as number));
  }
  return features;
}

const hintHashes = new Map<string, number>();
function hashHint(id: string): number {
  const known = hintHashes.get(id);
  if (known !== undefined) return known;
  const hash = hashWord(id, HINT_SEED);
  hintHashes.set(id, hash);
  return hash;
}

/**
 * What the models see of a text: one- to three-grams of the normalised text between two edges (how it begins and ends says
 * much), with Latin words whole and digits made 0, and the hints of what was found. A feature is a 32-bit hash, made
 * without building the string: some 200 features of a message take microseconds, and two features in 100,000 share a hash
 * about once. Each feature counts once.
 */
export function textFeatures(text: string, hints: readonly number[]): number[] {
  return [...featureList(text, hints)];
}

/** The same as a list of 32-bit numbers. */
export function featureList(text: string, hints: readonly number[]): Int32Array {
  listGrams(text);
  for (const hint of hints) listed.add(hint);
  return listed.list();
}

/** The part of `featureList` that hangs on the text alone, for whoever keeps the features of many texts … */
export function gramList(text: string): Int32Array {
  listGrams(text);
  return listed.list();
}

/** … and the rest of it. */
export function hintList(text: string, hints: readonly number[]): Int32Array {
  return featureList(text, hints).subarray(grams);
}

/** The same text again, with other hints, is not read twice. */
function listGrams(text: string): void {
  if (text === listedText) listed.cutTo(grams);
  else {
    listed.begin(LONGEST * (text.length + EDGES));
    addGrams(listed, text);
    [listedText, grams] = [text, listed.size];
  }
}

const listed = new FeatureSet();
let listedText: string | null = null;
let grams = 0;

/** The part of `textFeatures` that hangs on the text alone. */
export function addGrams(features: FeatureSet, text: string): void {
  const units = readUnits(text);
  for (let i = 0; i < units; i++) {
    const first = unitsRead[i] as number;
    let gram = mix(SEED, first);
    if (!isBlank(first)) features.add(gram);
    for (let n = 1; n < LONGEST && i + n < units; n++) {
      gram = mix(gram, unitsRead[i + n] as number);
      features.add(gram);
    }
  }
}

/** Characters or words of the longest n-gram. */
export const LONGEST = 3;
const SEED = 0x2545f491;
/** Hints live in a space of their own: the id "loan" is not the word "loan". */
const HINT_SEED = 0x1b873593;
const WORD_SEED = 0x811c9dc5;
/** How many of them a text has. */
export const EDGES = 2;
/** Where a text begins and ends; no character has this code. */
const EDGE = 0x110000;
const SPACE = 0x20;
const LINE_BREAK = 0x0a;
/** Any digit. Numbers longer than an n-gram then look all the same: a card, a phone, an order. */
const ZERO = 0x30;

/** The units of the text read last; kept, because every message would need a new list. */
let unitsRead = new Int32Array(1024);

/**
 * A character, a whole Latin word, a run of blanks, each digit of a number: one unit each, between two edges, in `unitsRead`.
 * @returns how many
 */
function readUnits(text: string): number {
  if (unitsRead.length < text.length + EDGES) unitsRead = new Int32Array((text.length + EDGES) * 2);
  unitsRead[0] = EDGE;
  let count = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLetter(code)) {
      const start = i;
      while (isLetter(text.charCodeAt(i + 1))) i++;
      unitsRead[count++] = hashWord(text, WORD_SEED, start, i + 1);
    } else if (isGap(code)) {
      while (isGap(text.charCodeAt(i + 1))) i++;
      unitsRead[count++] = SPACE;
    } else unitsRead[count++] = isDigit(code) ? ZERO : code;
  }
  unitsRead[count++] = EDGE;
  return count;
}

// Past the end of the text there is no code (NaN), which is neither a gap nor a letter.
function isGap(code: number): boolean {
  return code === SPACE || code === LINE_BREAK;
}

/** Says nothing by itself. */
function isBlank(unit: number): boolean {
  return unit === SPACE || unit === EDGE;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === 0x27;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** FNV-1a over UTF-16 units. */
function hashWord(text: string, seed: number, start = 0, end = text.length): number {
  let hash = seed;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(SEED, hash);
}

function mix(hash: number, unit: number): number {
  let mixed = Math.imul(hash ^ unit, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) | 0;
}
