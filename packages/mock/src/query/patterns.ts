/** Compiles a pattern that is then searched for in linear time, or says why it is refused. */
export type PatternCompiler = (
  source: string,
) => { readonly find: (text: string) => boolean } | { readonly refused: string };

/**
 * A linear search can be slow: its cost is the length of the text times the compiled size. A date
 * has a size of 21, twenty words to choose from about 200. `.{0,999}` has 2,000.
 */
const largestProgram = 300;
const longestPattern = 1000;
/** The longest pattern with its counted repetitions written out; checked before compiling. */
const longestUnrolled = 5000;
/** Only the beginning of a longer text is searched: a description may have a megabyte. */
const longestText = 10_000;

const counted = /\{(\d+)(?:,(\d*))?\}/g;

/** At most how long a pattern is with every counted repetition written out. */
function unrolledLength(source: string): number {
  const times = [...source.matchAll(counted)].map(([, low, high]) => Number(high || low) || 1);
  return times.reduce((length, each) => length * each, source.length);
}

let loading: Promise<PatternCompiler> | undefined;
let loaded: PatternCompiler | undefined;

/** True where a raw query may hold a pattern: reason enough to load the engine for them. */
export function mayHoldPattern(raw: string): boolean {
  return /regex|~|%7e/i.test(raw);
}

/**
 * Loads the engine with the first pattern; without patterns it is never loaded. RE2 syntax: no
 * look-around, no back references, so no pattern takes more than linear time.
 */
export function loadPatterns(): Promise<PatternCompiler> {
  loading ??= import("re2js").then(({ RE2JS }) => {
    loaded = (source) => {
      if (source.length > longestPattern) {
        return { refused: `is longer than ${longestPattern} characters` };
      }
      const tooMuch = { refused: "repeats too much: use fewer or smaller counts, or * and +" };
      if (unrolledLength(source) > longestUnrolled) return tooMuch;
      try {
        const compiled = RE2JS.compile(source);
        if (compiled.programSize() > largestProgram) return tooMuch;
        return { find: (text: string) => compiled.matcher(text.slice(0, longestText)).find() };
      } catch (error) {
        return { refused: error instanceof Error ? error.message : "cannot be read" };
      }
    };
    return loaded;
  });
  return loading;
}

/** The engine for patterns if it is loaded; for synchronous callers. */
export function loadedPatterns(): PatternCompiler | undefined {
  return loaded;
}
