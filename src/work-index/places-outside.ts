import { FEWEST_SHOWN } from '../teaching/hidden-cells.ts';
import type { TypeAtPlace } from './bulletin.ts';
import { shownOf } from './small-cells.ts';

/** Each row is there because of one case at least. */
const LEAST = 1;

/**
 * Types and places as they may be read outside, beside their total. Those whose number is hidden stand behind the others and in the
 * order of their names: by their numbers, two rows that are three together would be told to be two and one. Pure.
 * @returns null where the rows alone would tell that each is one case
 */
export function placesOutside(places: readonly TypeAtPlace[]): readonly { readonly row: TypeAtPlace; readonly shown: boolean }[] | null {
  // Of a total that is not shown everybody knows that it is below five: so many rows it has in one way alone.
  if (places.length >= FEWEST_SHOWN - LEAST && places.every(({ cases }) => cases === LEAST)) return null;
  const visible = shownOf(
    places.map(({ cases }) => cases),
    LEAST,
  );
  const rows = places.map((row, at) => ({ row, shown: visible[at] === true }));
  const hidden = rows.filter(({ shown }) => !shown).map((one) => ({ ...one, name: JSON.stringify([one.row.place, one.row.type]) }));
  return [
    ...rows.filter(({ shown }) => shown),
    ...hidden.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ row, shown }) => ({ row, shown })),
  ];
}
