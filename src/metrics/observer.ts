import type { Colour } from '../library/schema.ts';

/**
 * Hears what the program does, to count it. It is told names that stand in the code alone: a channel, a route's pattern,
 * a chore. Never an id, a text, a path or an address. Where nobody listens (the Worker), there is none.
 */
export interface Observer {
  /** A text has come in. @returns what to call once it is answered, with the colour; null: answered without a verdict */
  judging(channel: string): (colour: Colour | null) => void;
  /** A request has come in. @returns what to call once it is answered */
  requested(): (request: { readonly method: string; readonly route: string; readonly status: number }) => void;
  /** A chore was asked for its work. @param failed it threw */
  chore(name: string, failed: boolean): void;
}
