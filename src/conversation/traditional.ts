import { Converter } from 'opencc-js/cn2t';
import type { Localize } from './wording.ts';

/** Simplified → Taiwan characters and words for our own sentences. Its dictionary is built at the first use (some 20 ms). */
export function createTraditional(): Localize {
  let loaded: Localize | undefined;
  return (text) => {
    const convert = loaded ?? Converter({ from: 'cn', to: 'twp' });
    loaded = convert;
    return convert(text);
  };
}
