import type { Library } from '../library/library.ts';
import type { Signal, SignalRole } from '../library/schema.ts';
import type { Normalizer } from './normalize.ts';
import type { SignalHit } from './signals.ts';

/** A signal that somebody besides the engine reads in a text, with the words that say it. */
export interface Reading {
  /** Id of a signal of the library. */
  readonly signal: string;
  /** Words of the text itself; what is not in it counts for nothing. */
  readonly quote: string;
}

/** Only what can make a text more suspicious: nobody's reading excuses a text, or says what has happened to a citizen. */
const READABLE: ReadonlySet<SignalRole> = new Set(['identity', 'lure', 'threat', 'ask', 'pressure']);

/** Facts about links and numbers are looked up, not read. */
export function isReadable({ role, entity }: Pick<Signal, 'role' | 'entity'>): boolean {
  return READABLE.has(role) && entity === undefined;
}

/** Which signals may be named, for whoever reads. */
export function readableSignals({ signals }: Pick<Library, 'signals'>): readonly Pick<Signal, 'id' | 'title'>[] {
  return signals.filter(isReadable).map(({ id, title }) => ({ id, title }));
}

/** Where the words stand in the normalised text; a quote that is not in it is thrown away. */
export function createReadingPlacer(library: Pick<Library, 'signals'>, normalize: Normalizer) {
  return (plain: string, readings: readonly Reading[]): SignalHit[] =>
    readings.flatMap(({ signal: id, quote }) => {
      const signal = library.signals.find((one) => one.id === id);
      const words = normalize(quote).text.trim();
      const start = words === '' ? -1 : plain.indexOf(words);
      return signal && isReadable(signal) && start >= 0 ? [{ signal, start, end: start + words.length, byEntity: false }] : [];
    });
}
