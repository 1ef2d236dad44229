import type { ResourcePage } from "../ports/engine.ts";
import type { Query } from "../ports/query.ts";
import { compileFilter } from "../query/matches.ts";
import { compareSortValues, type SortValues, sortValuesOf } from "../query/sort.ts";
import type { RecordView } from "./entry.ts";
import { mergeRuns, stepSize } from "./merge-runs.ts";
import type { Pause } from "./pauses.ts";

interface Match<R> {
  readonly record: R;
  readonly sortValues: SortValues;
}

/**
 * Finds one page of the records that match, with pauses. The result equals that of `listPage` for a
 * collection with these records. Matches are sorted in runs, and the runs are merged in pairs. A
 * run keeps only matches that can be on the page.
 */
export async function pageInParts<R>(
  records: readonly R[],
  view: RecordView<R>,
  { where, sort, offset, limit }: Query,
  pause: Pause,
  runLength = 10_000,
): Promise<ResourcePage> {
  const passes = compileFilter(where, view.read);
  const valuesOf = sortValuesOf(sort, view.read);
  const compareValues = compareSortValues(sort);
  const compare = (a: Match<R>, b: Match<R>) => compareValues(a.sortValues, b.sortValues);
  const max = offset + limit;
  const runs: Match<R>[][] = [];
  let matches: Match<R>[] = [];
  let worst: Match<R> | undefined;
  let total = 0;
  const endRun = (): void => {
    const run = matches.sort(compare).slice(0, max);
    if (run.length === max) worst = run.at(-1);
    runs.push(run);
    matches = [];
  };
  for (const [index, record] of records.entries()) {
    if (index % stepSize === 0) await pause();
    if (!passes(record)) continue;
    total += 1;
    const match = { record, sortValues: valuesOf(record) };
    if (worst && compare(match, worst) >= 0) continue;
    if (matches.push(match) >= runLength) endRun();
  }
  endRun();
  const sortedMatches = await mergeRuns(runs, compare, max, pause);
  const items = sortedMatches.slice(offset, max).map(({ record }) => view.show(record));
  return { items, total };
}
