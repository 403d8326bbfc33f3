import { signTable } from './sign-table.ts';

/** A stretch of the normalised text; `end` is exclusive. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

const END = signTable('。!?;\n');
const CLAUSE_END = signTable('。!?;\n,:()');
const FULL_STOP = 0x2e;

/** Cuts at 。！？；and line breaks (in their normalised shapes); the sign belongs to the sentence before it. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!END[code] && (code !== FULL_STOP || !isLatinStop(text, i))) continue;
    sentences.push({ start, end: i + 1 });
    start = i + 1;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

/** @param at of a full stop */
function isLatinStop(text: string, at: number): boolean {
  return /\s/.test(text[at + 1] ?? ' ') && /[a-z)]/.test(text[at - 1] ?? '');
}

/** Start of the clause that holds `at`. */
export function clauseStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !endsClause(text, start - 1)) start--;
  return start;
}

/** End (exclusive) of the clause that holds `at`. */
export function clauseEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !endsClause(text, end)) end++;
  return end;
}

/** Who types Chinese without punctuation leaves a gap where a clause ends: "前面返了我三次 刚才做联单打了6800". */
function endsClause(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit !== SPACE) return CLAUSE_END[unit] === 1;
  return text.charCodeAt(at - 1) >= FIRST_HAN || text.charCodeAt(at + 1) >= FIRST_HAN;
}
const SPACE = 0x20;
/** Of the unified ideographs. */
const FIRST_HAN = 0x4e00;

export interface Block {
  readonly start: number;
  readonly end: number;
}

/** Longest stretch judged as one message: a scheme's parts stand closer together than this. */
const BLOCK_UNITS = 600;

/**
 * A long text is many messages: it is judged in blocks that overlap by half, cut at sentence ends,
 * so that words 10,000 characters apart never make a pattern together.
 */
export function splitBlocks(sentences: readonly Sentence[], length: number, units = BLOCK_UNITS): Block[] {
  if (length <= units) return [{ start: 0, end: length }];
  const blocks: Block[] = [];
  let start = 0;
  while (start < length) {
    const limit = start + units;
    const end = limit >= length ? length : (lastEnd(sentences, start + units / 2, limit) ?? limit);
    blocks.push({ start, end });
    if (end === length) break;
    start = lastEnd(sentences, start, start + (end - start) / 2) ?? start + Math.floor((end - start) / 2);
  }
  return blocks;
}

function lastEnd(sentences: readonly Sentence[], from: number, to: number): number | undefined {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] as Sentence).end <= to) low = middle + 1;
    else high = middle;
  }
  const end = sentences[low - 1]?.end;
  return end !== undefined && end > from ? end : undefined;
}
