const sortLetters = (name: string) => [...name.toLowerCase()].sort().join();

/**
 * Suggests a known name with the same letters or the same start. Returns `undefined` if there is
 * none.
 */
export const suggestName = (name: string, knownNames: readonly string[]): string | undefined =>
  knownNames.find((one) => sortLetters(one) === sortLetters(name)) ??
  knownNames.find((one) => name[2] && one.toLowerCase().startsWith(name.slice(0, 3).toLowerCase()));
