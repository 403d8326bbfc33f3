import { createContext, useContext } from 'hono/jsx';
import { DAY } from '../../durations.ts';

/** What was met last before that stands in no list, and waits for nobody. */
export const SCRIPTS_SHOWN_FOR = 60 * DAY;

const ScriptsHere = createContext(0);

/** Around a page of whoever reads the library: how many new scripts wait for a librarian. */
export const ScriptsWaiting = ScriptsHere.Provider;

export function useScriptsWaiting(): number {
  return useContext(ScriptsHere);
}
