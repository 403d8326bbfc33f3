import type { LibraryContent } from '../library/library.ts';

/**
 * Puts homophone disguises back: 帐护 → 账户, 威信 → 微信. Only for the library's key words, only where
 * every character sounds like the key word's and the found word is not a listed everyday word.
 * Returns a function that replaces in place; lengths and offsets stay.
 */
export function createSoundAlikes(content: Pick<LibraryContent, 'variants' | 'sounds'>): (chars: string[]) => void {
  const soundOf = new Map<string, string[]>();
  for (const [sound, chars] of Object.entries(content.sounds))
    for (const char of chars) soundOf.set(char, [...(soundOf.get(char) ?? []), sound]);
  const byFirstSound = new Map<string, { word: string; sounds: string[][] }[]>();
  for (const word of content.variants.soundAlike.keywords) {
    const sounds = [...word].map((char) => soundOf.get(char) ?? []);
    for (const first of sounds[0] ?? []) byFirstSound.set(first, [...(byFirstSound.get(first) ?? []), { word, sounds }]);
  }
  for (const words of byFirstSound.values()) words.sort((a, b) => b.word.length - a.word.length);
  const except = new Set(content.variants.soundAlike.except);

  const matches = (chars: readonly string[], at: number, sounds: readonly string[][]): boolean =>
    sounds.every((wanted, i) => (soundOf.get(chars[at + i] ?? '') ?? []).some((sound) => wanted.includes(sound)));

  return (chars) => {
    for (let at = 0; at < chars.length; at++) {
      const sounds = soundOf.get(chars[at] as string);
      if (sounds === undefined) continue;
      const candidates = sounds.flatMap((sound) => byFirstSound.get(sound) ?? []);
      const found = candidates.find(({ word, sounds: wanted }) => {
        if (!matches(chars, at, wanted)) return false;
        const written = chars.slice(at, at + word.length).join('');
        return written !== word && !except.has(written);
      });
      if (!found) continue;
      [...found.word].forEach((char, i) => {
        chars[at + i] = char;
      });
      at += found.word.length - 1;
    }
  };
}
