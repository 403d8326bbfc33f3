import type { Units } from './units.ts';

/** A piece of a text that stands for something else. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text in which pieces were put into other words, and where they stood in the original. */
export interface Written {
  readonly text: string;
  /** None while nothing was changed: every unit stands where it stood. */
  readonly places: Pick<Units, 'starts' | 'ends'> | null;
}

/** @param edits one behind the other; each unit of the new text stands where the whole piece stood */
export function rewrite(written: Written, edits: readonly Edit[]): Written {
  if (edits.length === 0) return written;
  const { text, places } = written;
  const starts: number[] = [];
  const ends: number[] = [];
  const place = (from: number, to: number): void => {
    starts.push(places ? (places.starts[from] as number) : from);
    ends.push(places ? (places.ends[to - 1] as number) : to);
  };
  let out = '';
  let at = 0;
  for (const edit of [...edits, { start: text.length, end: text.length, text: '' }]) {
    for (; at < edit.start; at++) {
      place(at, at + 1);
      out += text[at];
    }
    for (const _ of edit.text.split('')) place(edit.start, edit.end);
    out += edit.text;
    at = edit.end;
  }
  return { text: out, places: { starts, ends } };
}

/** Units of the new text are put back to where they stood in the original. */
export function putBack({ starts, ends }: Units, { places }: Written): void {
  if (!places) return;
  for (let i = 0; i < starts.length; i++) {
    starts[i] = places.starts[starts[i] as number] as number;
    ends[i] = places.ends[(ends[i] as number) - 1] as number;
  }
}
