import { cutToFit } from '../text-limits.ts';

/** How a text travels and what it costs. An empty text needs no segment. */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number;
  readonly segments: number;
}

/** 3GPP TS 23.038, 6.2.1, the default alphabet without its escape. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** 3GPP TS 23.038, 6.2.1.1: escape and one septet each. */
const EXTENSION = new Set('\f^{}\\[~]|€');
/** 140 octets; 134 where a header of 6 octets says which part of how many it is (3GPP TS 23.040, 9.2.3.24.1). */
const ROOM = { 'GSM-7': { alone: 160, joined: 153 }, 'UCS-2': { alone: 70, joined: 67 } } as const;
/** The colour, the one don't and the number stand in the first so many characters of a verdict. */
const HEAD = 60;

/** One character outside the default alphabet puts the whole text into UCS-2. */
export function segmentsOf(text: string): SmsSize {
  const septets = septetsOf(text);
  if (septets !== null) return size('GSM-7', septets);
  return size(
    'UCS-2',
    Array.from(text, (character) => character.length),
  );
}

/**
 * The longest beginning that goes out in `most` segments, cut at the end of a sentence where that costs little, and
 * never within the first 60 characters as long as these fit.
 */
export function cutToSegments(text: string, most: number): string {
  const fits = (piece: string): boolean => segmentsOf(piece).segments <= most;
  const head = Array.from(text.slice(0, 2 * HEAD))
    .slice(0, HEAD)
    .join('');
  if (!fits(head)) return cutToFit(text, fits);
  return head + cutToFit(text.slice(head.length), (rest) => fits(head + rest));
}

/** @returns null where a character is not in the default alphabet */
function septetsOf(text: string): number[] | null {
  const widths: number[] = [];
  for (const character of text) {
    if (BASIC.has(character)) widths.push(1);
    else if (EXTENSION.has(character)) widths.push(2);
    else return null;
  }
  return widths;
}

/** A character of two units is never torn: it goes into the next segment whole, and the last unit stays empty. */
function size(encoding: SmsSize['encoding'], widths: readonly number[]): SmsSize {
  const { alone, joined } = ROOM[encoding];
  const units = widths.reduce((sum, width) => sum + width, 0);
  if (units <= alone) return { encoding, units, segments: units === 0 ? 0 : 1 };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > joined) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments };
}

const LINE_BREAKS = /[\r\n\u2028\u2029]+/;
/** Says that a machine answered and with which release of the library: true, and not worth a segment. */
const LABEL = /^(?:机器提示|機器提示|Automatic check) · (?:套路库|套路庫|library ?)\S{1,40}$/;
/** A full-width mark brings its own blank. */
const FULL_WIDTH_END = /[。！？；：，、」』】）]$/;
const SYMBOLS = /(🔴|🟡|🟢)\s*/gu;
/** Not every telephone shows an emoji, and none is worth the 90 characters that UCS-2 costs an English text. */
const WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  '🔴': { zh: '【红】', en: '[RED] ' },
  '🟡': { zh: '【黄】', en: '[YELLOW] ' },
  '🟢': { zh: '【绿】', en: '[GREEN] ' },
};
/** Typographic marks outside the default alphabet, and what says the same within it. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/[“”„«»]/g, '"'],
  [/[‘’‚]/g, "'"],
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/ ?[·•] ?/g, ', '],
  [/\u00a0/g, ' '],
];

/**
 * A reply as it goes out by SMS, in as few segments as the truth allows: words for the coloured discs, one line, no
 * label at the end, no typographic mark that alone would put a Latin text into UCS-2. Then cut.
 */
export function forSms(text: string, most = 3): string {
  return cutToSegments(preparedForSms(text), most);
}

/** What `forSms` cuts. */
export function preparedForSms(text: string): string {
  const lines = text
    .toWellFormed()
    .split(LINE_BREAKS)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  while (LABEL.test(lines.at(-1) ?? '')) lines.pop();
  const joined = lines.reduce((before, line) => before + (before === '' || FULL_WIDTH_END.test(before) ? '' : ' ') + line, '');
  return inDefaultAlphabet(inWords(joined));
}

/** In the language of the text's first letter: a quotation further on may be in another one. */
function inWords(text: string): string {
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  const language = first === '' || /\p{Script=Han}/u.test(first) ? 'zh' : 'en';
  return text.replace(SYMBOLS, (_, symbol: string) => WORDS[symbol]?.[language] ?? '').trimEnd();
}

/** Only where that makes it fit: in UCS-2 the right marks cost nothing. */
function inDefaultAlphabet(text: string): string {
  const plain = LOOK_ALIKES.reduce((sofar, [marks, same]) => sofar.replace(marks, same), text);
  return septetsOf(plain) === null ? text : plain;
}
