import type { Comparison, Filter } from "../ports/query.ts";
import {
  type AttributeDates,
  type AttributeTexts,
  createAttributeDates,
  createAttributeTexts,
  dateAttributes,
  equalTexts,
  putTexts,
  spanOf,
  textAttributes,
} from "./attribute-indexes.ts";
import type { StoredEntry } from "./entry.ts";
import type { Listing } from "./listing.ts";
import { mergeRuns, stepSize } from "./merge-runs.ts";
import type { Pause } from "./pauses.ts";

/** An index that a filter needs. */
interface NeededIndex {
  readonly kind: "texts" | "dates";
  readonly name: string;
}

type Indexed<R> = Pick<Listing<R>, "entries" | "indexes">;

interface DatedEntry<R> {
  readonly entry: StoredEntry<R>;
  readonly record: R;
  readonly at: number | undefined;
}

/** Returns the indexes that a filter needs and that do not exist yet. */
export function missingIndexes<R>(
  { indexes }: Indexed<R>,
  where: Filter | undefined,
): readonly NeededIndex[] {
  return comparisonsOf(where).flatMap((comparison) => {
    const name = comparison.path.join(".");
    const kind = indexKindOf(name, comparison);
    return kind && !indexes[kind].has(name) ? [{ kind, name }] : [];
  });
}

function indexKindOf(name: string, comparison: Comparison): NeededIndex["kind"] | undefined {
  if (textAttributes.has(name) && equalTexts(comparison)) return "texts";
  return dateAttributes.has(name) && spanOf(comparison) ? "dates" : undefined;
}

function comparisonsOf(filter: Filter | undefined): readonly Comparison[] {
  if (!filter) return [];
  return filter.kind === "compare" ? [filter] : filter.of.flatMap(comparisonsOf);
}

/** Builds an index in parts. The unfinished index already gets the changes of entries. */
export function buildIndex<R>(
  listing: Indexed<R>,
  { kind, name }: NeededIndex,
  pause: Pause,
  entriesPerStep = stepSize,
): Promise<void> {
  const { indexes } = listing;
  if (kind === "dates") {
    const attributeDates = createAttributeDates(name, indexes.options);
    return finish(indexes.dates, name, attributeDates, attributeDates, () =>
      fillDates(listing, attributeDates, pause, entriesPerStep),
    );
  }
  const attributeTexts = createAttributeTexts(name, indexes.options);
  const visited = { seq: 0 };
  const unfinished = withoutLaterEntries(attributeTexts, visited);
  return finish(indexes.texts, name, unfinished, attributeTexts, () =>
    fillTexts(listing, attributeTexts, visited, pause, entriesPerStep),
  );
}

/** Adds an index under another name while it is filled. A reset of the collection removes it. */
async function finish<I>(
  indexes: Map<string, I>,
  name: string,
  unfinishedIndex: I,
  index: I,
  fill: () => Promise<void>,
): Promise<void> {
  const unfinishedName = `${name}, unfinished`;
  indexes.set(unfinishedName, unfinishedIndex);
  try {
    await fill();
    if (indexes.get(unfinishedName) === unfinishedIndex) indexes.set(name, index);
  } finally {
    indexes.delete(unfinishedName);
  }
}

/** Ignores changes of entries that are not visited yet, so that entries stay in their order. */
function withoutLaterEntries<R>(
  attributeTexts: AttributeTexts<R>,
  visited: { readonly seq: number },
): AttributeTexts<R> {
  const { index } = attributeTexts;
  const move: typeof index.move = (entry, ...change) => {
    if (entry.seq <= visited.seq) index.move(entry, ...change);
  };
  return { ...attributeTexts, index: { ...index, move } };
}

/** Visits the entries in their order. The map's iterator sees entries that are added meanwhile. */
async function fillTexts<R>(
  { entries }: Indexed<R>,
  attributeTexts: AttributeTexts<R>,
  visited: { seq: number },
  pause: Pause,
  entriesPerStep: number,
): Promise<void> {
  let step = 0;
  for (const entry of entries.values()) {
    visited.seq = entry.seq;
    attributeTexts.indexedTexts?.delete(entry);
    putTexts(attributeTexts, entry, undefined);
    step += 1;
    if (step % entriesPerStep === 0) await pause();
  }
}

/** Adds the entries in order of their instants, because the index would sort them in one turn. */
async function fillDates<R>(
  { entries }: Indexed<R>,
  { index, instantOf }: AttributeDates<R>,
  pause: Pause,
  entriesPerStep: number,
): Promise<void> {
  const runs: DatedEntry<R>[][] = [];
  let run: DatedEntry<R>[] = [];
  const compare = (a: DatedEntry<R>, b: DatedEntry<R>) =>
    (a.at ?? 0) - (b.at ?? 0) || a.entry.seq - b.entry.seq;
  for (const entry of [...entries.values()]) {
    const { record } = entry;
    run.push({ entry, record, at: instantOf(record) });
    if (run.length % entriesPerStep === 0) await pause();
    if (run.length < 10_000) continue;
    runs.push(run.sort(compare));
    run = [];
  }
  runs.push(run.sort(compare));
  const sortedEntries = await mergeRuns(runs, compare, Number.MAX_SAFE_INTEGER, pause);
  for (const [step, { entry, record, at }] of sortedEntries.entries()) {
    if (step % entriesPerStep === 0) await pause();
    if (entries.get(entry.id) !== entry) continue;
    index.put(entry, entry.record === record ? at : instantOf(entry.record));
  }
}
