/** What cannot run in some place, though somebody may look for it there. */
export type SwitchedOff = 'wechaty' | 'telegram-polling' | 'library-builds';

/** What differs between a machine of one's own, where a program lives for months, and a Worker, which lives for requests. */
export interface Runtime {
  /** Polls after which an event stream ends by itself, and whoever listens comes back; null: it stays open, and pages share what is read. */
  readonly streamPolls: number | null;
  /** Pieces of what lies ready at a platform that one request takes besides the one that it brought; null: all of them. */
  readonly backlogPieces: number | null;
  /** Goes on although the answer is out. */
  readonly afterwards: (work: Promise<unknown>) => void;
  /** Resolves when all that has arrived by now is read: what was asked together is answered in a row. */
  readonly allRead: () => Promise<void>;
  readonly switchedOff: readonly SwitchedOff[];
  /** The database lies outside of China: citizens are told so. */
  readonly storedAbroad: boolean;
}

export const OWN_MACHINE: Runtime = {
  streamPolls: null,
  backlogPieces: null,
  afterwards: () => undefined,
  allRead: oncePerTurn(setImmediate),
  switchedOff: [],
  storedAbroad: false,
};

/** One promise for all who ask within a turn of the event loop. */
function oncePerTurn(atItsEnd: (call: () => void) => void): () => Promise<void> {
  let turn: Promise<void> | null = null;
  return () => {
    turn ??= new Promise((resolve) => {
      atItsEnd(() => {
        turn = null;
        resolve();
      });
    });
    return turn;
  };
}
