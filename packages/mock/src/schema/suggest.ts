/** Returns up to three known names that are similar to a mistyped one, most similar first. */
export function suggest(name: string, knownNames: Iterable<string>): readonly string[] {
  const lowerCaseName = name.toLowerCase();
  const scoredNames: [number, string][] = [];
  for (const candidate of knownNames) {
    const score = nameDistance(lowerCaseName, candidate.toLowerCase());
    if (score !== undefined) scoredNames.push([score, candidate]);
  }
  scoredNames.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1));
  return scoredNames.slice(0, 3).map(([, candidate]) => candidate);
}

/** Formats the end of a message about an unknown name: a question with the suggestions, if any. */
export function didYouMean(names: readonly string[]): string {
  return names.length > 0 ? `; did you mean ${names.join(" or ")}?` : "";
}

/** Formats the end of a message about an unknown name: suggestions, or else all known names. */
export function suggestionText(name: string, knownNames: readonly string[]): string {
  return didYouMean(suggest(name, knownNames)) || `; there are ${knownNames.join(", ")}`;
}

/**
 * Returns the distance of two names. A prefix or a last segment is close, such as `amount` to
 * `remainingValue.amount`.
 */
function nameDistance(givenName: string, candidate: string): number | undefined {
  if (givenName.length > 80) return undefined;
  if (candidate.endsWith(`.${givenName}`) || candidate.startsWith(`${givenName}.`)) return 2.5;
  const limit = Math.max(1, Math.min(3, Math.floor(givenName.length / 3)));
  const edits = editDistance(givenName, candidate);
  return edits <= limit ? edits : undefined;
}

/** Counts edits: each added, missing, replaced or swapped letter is one. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  let rowBefore = row;
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? (rowBefore[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substitution, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    rowBefore = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
