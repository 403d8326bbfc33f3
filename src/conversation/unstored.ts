import type { Language } from '../detection/language.ts';
import { AppError } from '../errors.ts';
import { createVoice } from './wording.ts';

/** The database cannot be written or asked now; whatever is at fault, it is not the caller. */
export function isStorageAway(error: unknown): boolean {
  return error instanceof AppError && error.status === 503 && error.code.startsWith('storage.');
}

const CHINESE = /[\u3400-\u9fff]/;
/** Standing alone between blanks: a piece of an address is a word of no language. */
const ENGLISH_WORD = /^[a-z'’]+[.,;:!?]*$/i;
/** From here on they are English; of a picture, a number or a link alone nobody knows. */
const ENGLISH_WORDS = 2;
const asItIs = (text: string): string => text;

/**
 * What a citizen is told whose message cannot be kept: he must not pay, and must not wait for us either.
 * @param text what he wrote; in both languages where it tells none
 * @param speaks the language of his page, where that is not Chinese
 */
export function unstoredAdvice(hotline: string, text?: string, speaks?: 'en'): string {
  return advice('unstored', hotline, text, speaks);
}

/** The same where it may be kept, now or in a moment, and be answered later. @param text as `unstoredAdvice` */
export function unfinishedAdvice(hotline: string, text?: string): string {
  return advice('unfinished', hotline, text);
}

function advice(words: 'unstored' | 'unfinished', hotline: string, text = '', speaks?: 'en'): string {
  const languages = speaks ? [speaks] : languagesOf(text);
  return languages.map((language) => createVoice(language, asItIs).say(words, { hotline })).join(' ');
}

function languagesOf(text: string): readonly Language[] {
  if (CHINESE.test(text)) return ['zh-CN'];
  const words = text.split(/\s+/).filter((word) => ENGLISH_WORD.test(word));
  return words.length >= ENGLISH_WORDS ? ['en'] : ['zh-CN', 'en'];
}
