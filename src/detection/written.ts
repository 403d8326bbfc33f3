import { escapesIn } from './escapes.ts';
import { lettersOfFlags } from './regional-letters.ts';
import { type Edit, rewrite, type Written } from './rewriting.ts';

/** What none of these disguises is without; most texts have nothing of it. First a glance at single signs, which costs least. */
const SIGN = /[&\\%<\u202e\ud83c]/;
const NEEDED = /[&\\%][#a-z]|<[/!a-z]|\u202e|\ud83c[\udde6-\uddff]/i;

/** A text as a person sees it on a screen, before its characters are looked at. */
export function asSeen(original: string): Written {
  let written: Written = { text: original, places: null };
  if (!SIGN.test(original) || !NEEDED.test(original)) return written;
  for (const edits of [turnedIn, escapesIn, tagsIn, lettersOfFlags]) written = rewrite(written, edits(written.text));
  return written;
}

/** Those that begin a new line or a new cell keep words apart. What is no plain Latin may be a disguised Chinese character. */
const TAGS =
  /(?<=[^\p{ASCII}\p{Script=Latin}\s](?:(?!\s)[\p{Cf}\p{Mn}\p{Me}\p{Co}\p{Cs}\p{Cc}]){0,4})(?:<(?![/]?(?:br|p|div|li|tr|td|th|hr|ul|ol|h[1-6]|table|img|title)[\s/>])[/!]?[a-z-][^<>]{0,80}>){1,8}(?=(?:(?!\s)[\p{Cf}\p{Mn}\p{Me}\p{Co}\p{Cs}\p{Cc}]){0,4}[^\p{ASCII}\p{Script=Latin}\s])/giu;

/** A mark-up tag between two characters is not seen. */
function tagsIn(text: string): Edit[] {
  return Array.from(text.matchAll(TAGS), ({ index, 0: tags }) => ({ start: index, end: index + tags.length, text: '' }));
}

/**
 * Behind a right-to-left override (U+202E) a screen shows the characters from the last to the first, up to the end of the line or to
 * the next sign of direction. An isolate (U+2067) leaves Chinese and Latin writing as it stands.
 */
const OVERRIDDEN = /\u202e[^\n\r\u2028\u2029\u202a-\u202d\u2066-\u2069]{1,4000}[\u202c\u2069]?/g;

function turnedIn(text: string): Edit[] {
  return Array.from(text.matchAll(OVERRIDDEN), ({ index, 0: piece }) => ({
    start: index,
    end: index + piece.length,
    text: [...piece].reverse().join(''),
  }));
}
