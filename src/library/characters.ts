import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import type { LibraryContent } from './library.ts';
import type { Variants } from './schema.ts';

const FIRST_CJK = 0x4e00;
const LAST_CJK = 0x9fff;

/**
 * The character tables that the normaliser needs, made once when the library is compiled, so that neither OpenCC's
 * nor the pinyin dictionaries are loaded at run time.
 */
export function characterTables(variants: Variants): Pick<LibraryContent, 'simplify' | 'sounds'> {
  const toSimplified = Converter({ from: 't', to: 'cn' });
  let from = '';
  let to = '';
  const keyword = new Set(variants.soundAlike.keywords.join(''));
  const wanted = new Set([...keyword].map(soundOf));
  const sounds: Record<string, string> = {};
  for (let code = FIRST_CJK; code <= LAST_CJK; code++) {
    const char = String.fromCharCode(code);
    const simple = toSimplified(char);
    if (simple !== char && [...simple].length === 1) {
      from += char;
      to += simple;
      continue;
    }
    const sound = soundOf(char);
    if (wanted.has(sound)) sounds[sound] = (sounds[sound] ?? '') + char;
  }
  return { simplify: { from, to }, sounds };
}

/** Pinyin without the tone: people who disguise a word do not mind the tone. */
function soundOf(char: string): string {
  return pinyin(char, { toneType: 'none', type: 'string' });
}
