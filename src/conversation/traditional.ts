import { Converter } from 'opencc-js/cn2t';
import type { Localize } from './wording.ts';

/** What the dictionary takes for something else: a counter for a window on a screen, a call with pictures for a film. */
const MISTAKEN: readonly (readonly [RegExp, string])[] = [
  [/視窗/g, '窗口'],
  [/影片(?=[了過做]|裡借|通話|聊天)|(?<=[地打、])影片/g, '視訊'],
];

/** Simplified → Taiwan characters and words for our own sentences. Its dictionary is built at the first use (some 20 ms). */
export function createTraditional(): Localize {
  let loaded: Localize | undefined;
  return (text) => {
    const convert = loaded ?? Converter({ from: 'cn', to: 'twp' });
    loaded = convert;
    return MISTAKEN.reduce((said, [word, meant]) => said.replace(word, meant), convert(text));
  };
}
