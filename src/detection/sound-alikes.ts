import type { LibraryContent } from '../library/library.ts';

interface Keyword {
  readonly codes: readonly number[];
  /** For each character, the sounds it may have. */
  readonly sounds: readonly (readonly number[])[];
}

/**
 * Puts homophone disguises back: 帐护 → 账户. Only for the library's key words, only where every character sounds like
 * the key word's and the written word is not a listed everyday word. Returns a function that replaces in place, lengths
 * and offsets stay, and says whether it did.
 */
export function createSoundAlikes(content: Pick<LibraryContent, 'variants' | 'sounds'>): (codes: number[]) => boolean {
  const soundsOf: (readonly number[] | undefined)[] = new Array(0x10000);
  for (const [sound, chars] of Object.values(content.sounds).entries())
    for (const char of chars) {
      const code = char.charCodeAt(0);
      soundsOf[code] = [...(soundsOf[code] ?? []), sound];
    }
  const byFirstSound = new Map<number, Keyword[]>();
  for (const word of content.variants.soundAlike.keywords) {
    const codes = [...word].map((char) => char.charCodeAt(0));
    const keyword = { codes, sounds: codes.map((code) => soundsOf[code] ?? []) };
    for (const first of keyword.sounds[0] ?? []) byFirstSound.set(first, [...(byFirstSound.get(first) ?? []), keyword]);
  }
  for (const keywords of byFirstSound.values()) keywords.sort((a, b) => b.codes.length - a.codes.length);
  const candidates = soundsOf.map((sounds) => {
    const found = (sounds ?? []).flatMap((sound) => byFirstSound.get(sound) ?? []);
    return found.length > 0 ? found : undefined;
  });
  const except = new Set(content.variants.soundAlike.except);

  const disguises = (codes: readonly number[], at: number, keyword: Keyword): boolean => {
    let same = true;
    for (let i = 0; i < keyword.codes.length; i++) {
      const code = codes[at + i];
      const sounds = code === undefined ? undefined : soundsOf[code];
      if (!sounds || !share(sounds, keyword.sounds[i] as readonly number[])) return false;
      same &&= code === keyword.codes[i];
    }
    return !same && !except.has(String.fromCharCode(...codes.slice(at, at + keyword.codes.length)));
  };

  const disguisedAt = (codes: readonly number[], at: number): Keyword | null => {
    for (const keyword of candidates[codes[at] as number] ?? NONE) if (disguises(codes, at, keyword)) return keyword;
    return null;
  };

  return (codes) => {
    let replaced = false;
    for (let at = 0; at < codes.length; at++) {
      const found = disguisedAt(codes, at);
      if (!found) continue;
      for (const [i, code] of found.codes.entries()) codes[at + i] = code;
      at += found.codes.length - 1;
      replaced = true;
    }
    return replaced;
  };
}

const NONE: readonly Keyword[] = [];

function share(some: readonly number[], others: readonly number[]): boolean {
  for (const one of some) if (others.includes(one)) return true;
  return false;
}
