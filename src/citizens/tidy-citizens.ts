import type { Storage } from '../storage/storage.ts';

/** Milliseconds. */
const EVERY = 10 * 60_000;

/** Registrations of children whose guardian never answered, and codes, links and sessions that are over. */
export function tidyCitizens({ storage }: { readonly storage: Storage }) {
  return { name: 'citizens', everyMs: EVERY, work: () => storage.tidyCitizens() };
}
