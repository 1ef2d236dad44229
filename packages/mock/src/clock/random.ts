/** A random generator with a seed. The same seed gives the same values. */
export interface Random {
  /** Returns a number from 0 to below 1. */
  next(): number;
  /** Returns a whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** Returns an id in the form of a UUID (version 4). */
  uuid(): string;
  /** Returns the state, one number that a snapshot saves. */
  state(): number;
  restore(state: number): void;
}

/** Creates a generator (mulberry32) for ids and data. The generator is not safe for secrets. */
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
      const [a, b, c, d] = [toHex(draw()), toHex(draw()), toHex(draw()), toHex(draw())];
      const variant = "89ab"[Number.parseInt(c.charAt(0), 16) & 3];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
    state: () => state,
    restore: (savedState) => {
      state = savedState;
    },
  };
}

function toHex(word: number): string {
  return word.toString(16).padStart(8, "0");
}

/** Hashes the code units of a text (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value | 0;
}
