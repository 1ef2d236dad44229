/** Compiles a pattern that is then searched for in linear time, or says why it is refused. */
export type PatternCompiler = (
  source: string,
) => { readonly find: (text: string) => boolean } | { readonly refused: string };

const longestPattern = 1000;
let loading: Promise<PatternCompiler> | undefined;
let loaded: PatternCompiler | undefined;

/** True where a raw query may hold a pattern: reason enough to load the engine for them. */
export function mayHoldPattern(raw: string): boolean {
  return /regex|~|%7e/i.test(raw);
}

/**
 * Loads the engine at the first pattern, so that nobody else pays for it. RE2 syntax: no
 * look-around, no back references, hence no pattern that a stranger can make run for ever.
 */
export function loadPatterns(): Promise<PatternCompiler> {
  loading ??= import("re2js").then(({ RE2JS }) => {
    loaded = (source) => {
      if (source.length > longestPattern) {
        return { refused: `is longer than ${longestPattern} characters` };
      }
      try {
        const compiled = RE2JS.compile(source);
        return { find: (text: string) => compiled.matcher(text).find() };
      } catch (error) {
        return { refused: error instanceof Error ? error.message : "cannot be read" };
      }
    };
    return loaded;
  });
  return loading;
}

/** The engine for patterns where somebody has loaded it: for those who cannot wait. */
export function loadedPatterns(): PatternCompiler | undefined {
  return loaded;
}
