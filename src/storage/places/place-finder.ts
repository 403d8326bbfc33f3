interface Named {
  readonly name: string;
  readonly town: string;
}

/** What an officer types with blanks or dots, or a list of grids has so, is the same name. */
const plain = (name: string): string => name.replace(/[\s·]/g, '');

/**
 * What a typed community means: a place, if only one is called so, a town, or both in a row. The index of the work and the public
 * board ask here, so that a case counts in both for the same place. Pure.
 * @returns what is asked with the typed name: the place and the town, null for what it is not
 */
export function placeFinder<Place extends Named>(
  places: readonly Place[],
): (typed: string | null) => { readonly place: Place | null; readonly town: string | null } {
  const towns = new Map(places.map(({ town }) => [plain(town), town]));
  const names = new Map<string, Place | null>();
  for (const place of places) names.set(plain(place.name), names.has(plain(place.name)) ? null : place);
  for (const place of places) names.set(plain(place.town + place.name), place);
  return (typed) => {
    const name = plain(typed ?? '');
    return { place: names.get(name) ?? null, town: towns.get(name) ?? null };
  };
}
