/**
 * A function that compiles a pattern for a search in linear time, or returns why it refuses the
 * pattern.
 */
export type PatternCompiler = (
  source: string,
) => { readonly find: (text: string) => boolean } | { readonly refused: string };

/**
 * The largest compiled size. The cost of a search is the length of the text times this size. A date
 * has the size 21, a choice of twenty words about 200, and `.{0,999}` 2,000.
 */
const largestProgram = 300;
const longestPattern = 1000;
/** The longest pattern with all counted repetitions expanded. It is checked before compiling. */
const longestUnrolledPattern = 5000;
/**
 * The longest searched text. Only the beginning of a longer text is searched, because a description
 * may have a megabyte.
 */
const longestText = 10_000;

const countedGroup = /\{(\d+)(?:,(\d*))?\}/g;

/** Returns an upper limit of the length of a pattern with all counted repetitions expanded. */
function unrolledLength(source: string): number {
  const times = [...source.matchAll(countedGroup)].map(([, low, high]) => Number(high || low) || 1);
  return times.reduce((length, each) => length * each, source.length);
}

let loadingCompiler: Promise<PatternCompiler> | undefined;
let loadedCompiler: PatternCompiler | undefined;

/** Whether a raw query may contain a pattern, so that the engine for patterns is needed. */
export function mayHoldPattern(raw: string): boolean {
  return /regex|~|%7e/i.test(raw);
}

/**
 * Loads the engine for patterns, at the first pattern. Patterns have RE2 syntax without look-around
 * and back references, so that each search takes linear time.
 */
export function loadPatternCompiler(): Promise<PatternCompiler> {
  loadingCompiler ??= import("re2js").then(({ RE2JS }) => {
    loadedCompiler = (source) => {
      if (source.length > longestPattern) {
        return { refused: `is longer than ${longestPattern} characters` };
      }
      const tooMuchResult = {
        refused: "it repeats too much (use fewer or smaller counts, or * and +)",
      };
      if (unrolledLength(source) > longestUnrolledPattern) return tooMuchResult;
      try {
        const compiledPattern = RE2JS.compile(source);
        if (compiledPattern.programSize() > largestProgram) return tooMuchResult;
        return {
          find: (text: string) => compiledPattern.matcher(text.slice(0, longestText)).find(),
        };
      } catch (error) {
        return { refused: error instanceof Error ? error.message : "it cannot be parsed" };
      }
    };
    return loadedCompiler;
  });
  return loadingCompiler;
}

/** Returns the engine for patterns if it is loaded, for synchronous callers. */
export function loadedPatternCompiler(): PatternCompiler | undefined {
  return loadedCompiler;
}
