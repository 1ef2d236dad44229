/** Chance from a seed: the same seed gives the same draws. Its state is one number. */
export type Random = {
  /** From 0 up to but not 1. */
  next(): number;
  /** A whole number from 0 up to but not `below`. */
  below(limit: number): number;
  /** A UUID-shaped id (version 4), 128 bits of draws. */
  uuid(): string;
  /** For snapshots. */
  state(): number;
  restore(state: number): void;
};

/** A generator of its own (mulberry32), good for ids and data and for nothing secret. */
export function createRandom(seed: number | string): Random {
  let state = hash(String(seed));
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => draw() / 0x1_0000_0000;
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    uuid: () => {
      const [a, b, c, d] = [hex(draw()), hex(draw()), hex(draw()), hex(draw())];
      const variant = "89ab"[Number.parseInt(c.charAt(0), 16) & 3];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
    state: () => state,
    restore: (kept) => {
      state = kept;
    },
  };
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}

/** FNV-1a over the text's code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value | 0;
}
