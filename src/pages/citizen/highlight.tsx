import type { Reason } from '../../detection/verdict.ts';

interface Mark {
  readonly start: number;
  readonly end: number;
  /** Place of the reason in the card's list. */
  readonly place: number;
}

/** Only reasons that quote this very text: in a joined matter the offsets belong to another one. */
export function marksIn(text: string, reasons: readonly Reason[]): Mark[] {
  const fitting = reasons
    .map(({ start, end, quote }, index) => ({ start, end, quote, place: index + 1 }))
    .filter(({ start, end, quote }) => quote !== '' && text.slice(start, end) === quote)
    .sort((a, b) => a.start - b.start || a.place - b.place);
  const marks: Mark[] = [];
  for (const { start, end, place } of fitting) if (start >= (marks.at(-1)?.end ?? 0)) marks.push({ start, end, place });
  return marks;
}

/** @param until UTF-16 units shown; marks behind it are left out */
export function Highlighted({ text, marks, until = text.length }: { text: string; marks: readonly Mark[]; until?: number }) {
  const shown = marks.filter(({ end }) => end <= until);
  return (
    <>
      {shown.map(({ start, end, place }, index) => (
        <>
          {text.slice(shown[index - 1]?.end ?? 0, start)}
          <mark>
            {text.slice(start, end)}
            <sup aria-hidden="true">{place}</sup>
          </mark>
        </>
      ))}
      {text.slice(shown.at(-1)?.end ?? 0, until)}
    </>
  );
}
