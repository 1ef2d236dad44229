import { RE2JS } from "re2js";
import type { PatternCompiler } from "./patterns.ts";

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

/** Compiles a pattern, unless its searches could take too long. */
export const compilePattern: PatternCompiler = (source) => {
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
