/**
 * A function that compiles a pattern for a search in linear time, or returns why it refuses the
 * pattern.
 */
export type PatternCompiler = (
  source: string,
) => { readonly find: (text: string) => boolean } | { readonly refused: string };

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
  loadingCompiler ??= import("./compile-pattern.ts").then(({ compilePattern }) => {
    loadedCompiler = compilePattern;
    return compilePattern;
  });
  return loadingCompiler;
}

/** Returns the engine for patterns if it is loaded, for synchronous callers. */
export function loadedPatternCompiler(): PatternCompiler | undefined {
  return loadedCompiler;
}
