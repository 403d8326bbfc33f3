import type { Reason } from '../../detection/verdict.ts';

interface Mark {
  readonly start: number;
  readonly end: number;
  /** Places of its reasons in the card's list; several where one link has given several. */
  readonly places: readonly number[];
}

/** As in messages, where a Chinese word or sign ends a link; with or without what comes before the host. */
const LINK =
  /(?:https?:\/\/|www\.)[^\s\p{Script=Han}，。！？、；：“”《》【】（）<>"]+|(?<![\w.@/-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w@-])(?:[:/?#][^\s\p{Script=Han}，。！？、；：“”《》【】（）<>"]*)?/giu;
/** What ends a sentence, and not the link. */
const AFTER_LINK = /[.,!?;:)\]'*~]{1,9}$/;

/** Only reasons that quote this very text: in a joined matter the offsets belong to another one. */
export function marksIn(text: string, reasons: readonly Reason[]): Mark[] {
  const links = linksIn(text);
  const fitting = reasons
    .map(({ start, end, quote }, index) => ({ start, end, quote, place: index + 1 }))
    .filter(({ start, end, quote }) => quote !== '' && text.slice(start, end) === quote)
    .sort((a, b) => a.start - b.start || a.place - b.place);
  const marks: Mark[] = [];
  let quotedUntil = 0;
  for (const { start, end, place } of fitting) {
    if (start < quotedUntil) continue;
    quotedUntil = end;
    // Half a link reads like another one.
    const cut = links.filter((link) => link.start < end && start < link.end);
    const [from, until] = [Math.min(start, ...cut.map((link) => link.start)), Math.max(end, ...cut.map((link) => link.end))];
    const last = marks.at(-1);
    if (last && from < last.end)
      marks[marks.length - 1] = { ...last, end: Math.max(last.end, until), places: [...last.places, place].sort((a, b) => a - b) };
    else marks.push({ start: from, end: until, places: [place] });
  }
  return marks;
}

function linksIn(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(LINK)].map(({ 0: link, index }) => ({ start: index, end: index + link.replace(AFTER_LINK, '').length }));
}

/** Before a number, so that it never begins a line by itself; in the number, which nobody copies. */
const WORD_JOINER = '\u2060';

/** @param until UTF-16 units shown; of a mark that goes on behind it, what is shown is marked */
export function Highlighted({ text, marks, until = text.length }: { text: string; marks: readonly Mark[]; until?: number }) {
  const shown = marks.filter(({ start }) => start < until).map((mark) => ({ ...mark, end: Math.min(mark.end, until) }));
  return (
    <>
      {shown.map(({ start, end, places }, index) => (
        <>
          {text.slice(shown[index - 1]?.end ?? 0, start)}
          <mark>
            {text.slice(start, end)}
            <sup aria-hidden="true">{`${WORD_JOINER}${places.join('·')}`}</sup>
          </mark>
        </>
      ))}
      {text.slice(shown.at(-1)?.end ?? 0, until)}
    </>
  );
}
