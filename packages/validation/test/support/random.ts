/** A seeded random generator, so that a failing instance can be created again from its seed. */
export interface SeededRandom {
  /** Returns an integer from 0 to `bound` - 1. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

/** Creates a generator with the mulberry32 algorithm. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}
