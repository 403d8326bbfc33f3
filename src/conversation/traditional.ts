import { ConverterFactory } from 'opencc-js/core';
import { from, to } from 'opencc-js/preset/cn2t';
import type { Localize } from './wording.ts';

/** What the dictionary takes for something else: a counter for a window on a screen, a call with pictures for a film. */
const MISTAKEN: readonly (readonly [RegExp, string])[] = [
  [/視窗/g, '窗口'],
  [/影片(?=[了過做]|裡借|通話|聊天)|(?<=[地打、])影片/g, '視訊'],
];

const { cn: SIMPLIFIED = [] } = from;
const { twp: TAIWAN = [] } = to;

/**
 * One for all: it takes a tenth of a second and twenty megabytes. Without the package's own division into words first, which takes as
 * much again and changes one text in three hundred ("打開了" or "開啟了").
 */
let dictionary: Localize | undefined;

/** Simplified → Taiwan characters and words for our own sentences. The dictionary is built when the first is said. */
export function createTraditional(): Localize {
  return (text) => {
    dictionary ??= ConverterFactory(...SIMPLIFIED, ...TAIWAN);
    return MISTAKEN.reduce((said, [word, meant]) => said.replace(word, meant), dictionary(text));
  };
}
