/** Chance that can be repeated: the same seed throws the same numbers. */
export interface Dice {
  /** 0 to 1, 1 excluded. */
  readonly roll: () => number;
  /** 0 to `below`, which is excluded. */
  readonly number: (below: number) => number;
  /** True so often, 0 to 1. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** Mulberry32: small, quick and good enough to try things out; nothing secret comes from it. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number): number => Math.floor(roll() * below);
  return { roll, number, chance: (share) => roll() < share, pick: (from) => from[number(from.length)] as never };
}
