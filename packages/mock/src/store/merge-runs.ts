import type { Pause } from "./pauses.ts";

/** The number of records or matches between two possible pauses. */
export const stepSize = 100;

/**
 * Merges sorted runs in pairs, with pauses, and keeps at most `max` items. Equal items of
 * earlier runs come first.
 */
export async function mergeRuns<T extends object>(
  runs: readonly (readonly T[])[],
  compare: (a: T, b: T) => number,
  max: number,
  pause: Pause,
): Promise<readonly T[]> {
  const [first = [], second] = runs;
  if (!second) return first;
  const mergedRuns: T[][] = [];
  for (let at = 0; at < runs.length; at += 2)
    mergedRuns.push(await mergePair(runs[at] ?? [], runs[at + 1] ?? [], compare, max, pause));
  return mergeRuns(mergedRuns, compare, max, pause);
}

async function mergePair<T extends object>(
  first: readonly T[],
  second: readonly T[],
  compare: (a: T, b: T) => number,
  max: number,
  pause: Pause,
): Promise<T[]> {
  const merged: T[] = [];
  let [firstAt, secondAt] = [0, 0];
  while (merged.length < max) {
    if (merged.length % stepSize === 0) await pause();
    const left = first[firstAt];
    const right = second[secondAt];
    const next = left && right && compare(left, right) > 0 ? right : (left ?? right);
    if (!next) break;
    merged.push(next);
    if (next === left) firstAt += 1;
    else secondAt += 1;
  }
  return merged;
}
