import { AppError } from '../errors.ts';
import { createVoice } from './wording.ts';

/** The database cannot be written or asked now; whatever is at fault, it is not the caller. */
export function isStorageAway(error: unknown): boolean {
  return error instanceof AppError && error.status === 503 && error.code.startsWith('storage.');
}

const CHINESE = /[\u3400-\u9fff]/;
const asItIs = (text: string): string => text;

/**
 * What a citizen is told whose message cannot be kept: he must not pay, and must not wait for us either.
 * @param text what he wrote; in both languages where nobody knows it
 * @param speaks the language of his page, where that is not Chinese
 */
export function unstoredAdvice(hotline: string, text?: string, speaks?: 'en'): string {
  const languages =
    text === undefined ? (['zh-CN', 'en'] as const) : speaks === undefined && CHINESE.test(text) ? (['zh-CN'] as const) : (['en'] as const);
  return languages.map((language) => createVoice(language, asItIs).say('unstored', { hotline })).join(' ');
}
