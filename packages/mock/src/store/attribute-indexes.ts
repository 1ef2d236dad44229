import { parseDateTime } from "@tmf654/contract";
import type { Comparison, Filter } from "../ports/query.ts";
import { normalizerOf } from "../query/names.ts";
import type { Reader } from "../query/reader.ts";
import { createDateIndex, type DateIndex } from "./date-index.ts";
import type { StoredEntry } from "./entry.ts";
import { createTextIndex, noTexts, type TextIndex, type Texts, textsAt } from "./text-index.ts";

/** The attributes with an index by exact text. */
export const textAttributes: ReadonlySet<string> = new Set([
  "id",
  "status",
  "usageType",
  "partyAccount.id",
  "product.id",
  "logicalResource.id",
  "relatedParty.id",
  "bucket.id",
  "receiverBucket.id",
  "receiverLogicalResource.id",
  "balanceTopup.id",
  "paymentMethod.id",
  "voucher",
  "@type",
]);

/** The attributes with an index by date-time. */
export const dateAttributes: ReadonlySet<string> = new Set([
  "requestedDate",
  "confirmationDate",
  "validFor.startDateTime",
  "validFor.endDateTime",
]);

/** The indexes of one collection. Each index is built at its first use and then updated. */
export interface AttributeIndexes<R> {
  /**
   * Indexes an entry that is new, that time has changed, or whose record has replaced `before`.
   */
  put(entry: StoredEntry<R>, before: R | undefined): void;
  remove(entry: StoredEntry<R>): void;
  clear(): void;
  findByValue(path: string, value: string): Iterable<StoredEntry<R>>;
  /** The indexes that exist, by attribute. Each change of an entry is put into all of them. */
  readonly texts: Map<string, AttributeTexts<R>>;
  readonly dates: Map<string, AttributeDates<R>>;
  readonly options: AttributeIndexOptions<R>;
  /**
   * Returns the candidates from the index with the fewest entries. Returns `undefined` if no index
   * helps.
   */
  candidates(filter: Filter): Candidates<R> | undefined;
}

/** The entries that an index found for a filter. */
export interface Candidates<R> {
  /** The number of entries, or an upper limit of it. */
  readonly count: number;
  /** Returns entries that may match. The entries are not sorted and may have duplicates. */
  readonly entries: () => Iterable<StoredEntry<R>>;
  /**
   * Whether an entry matches. Present only if the index decides the filter; then exactly `count`
   * entries match.
   */
  readonly has?: ((entry: StoredEntry<R>) => boolean) | undefined;
}

/** The options of the indexes of one collection. */
export interface AttributeIndexOptions<R> {
  readonly all: () => Iterable<StoredEntry<R>>;
  readonly reader: Reader<R>;
  /**
   * The attributes that may change without a change of the record. The index of such an attribute
   * stores the old value.
   */
  readonly changingAttributes: ReadonlySet<string>;
}

/** The text index of one attribute, with the function that reads its texts. */
export interface AttributeTexts<R> {
  readonly index: TextIndex<StoredEntry<R>>;
  readonly textsOf: (record: R) => Texts;
  /**
   * The texts of each entry in the index, for attributes that change without a change of the
   * record.
   */
  readonly indexedTexts: Map<StoredEntry<R>, Texts> | undefined;
}

/** The date index of one attribute, with the function that reads its instant. */
export interface AttributeDates<R> {
  readonly index: DateIndex<StoredEntry<R>>;
  readonly instantOf: (record: R) => number | undefined;
}

/**
 * Creates the indexes. They contain the values of the reader, which are the values in responses.
 */
export function createAttributeIndexes<R>(options: AttributeIndexOptions<R>): AttributeIndexes<R> {
  const textIndexes = new Map<string, AttributeTexts<R>>();
  const dateIndexes = new Map<string, AttributeDates<R>>();
  const textIndexOf = (path: string): TextIndex<StoredEntry<R>> => {
    const present = textIndexes.get(path);
    const found = present ?? createAttributeTexts(path, options);
    if (!present) for (const entry of options.all()) putTexts(found, entry, undefined);
    textIndexes.set(path, found);
    return found.index;
  };
  const dateIndexOf = (path: string): DateIndex<StoredEntry<R>> => {
    const present = dateIndexes.get(path);
    const found = present ?? createAttributeDates(path, options);
    if (!present) for (const entry of options.all()) putDate(found, entry);
    dateIndexes.set(path, found);
    return found.index;
  };
  const findCandidates = (comparison: Comparison): Candidates<R> | undefined => {
    const name = comparison.path.join(".");
    const searchedTexts = textAttributes.has(name) && equalTexts(comparison);
    if (searchedTexts) return candidatesOf(textIndexOf(name), searchedTexts);
    const span = dateAttributes.has(name) && spanOf(comparison);
    if (!span) return undefined;
    const rangeIndex = dateIndexOf(name);
    return { count: rangeIndex.count(...span), entries: () => rangeIndex.range(...span) };
  };
  const candidates = (filter: Filter): Candidates<R> | undefined => {
    if (filter.kind === "compare") return findCandidates(filter);
    const foundCandidates = filter.of.map(candidates);
    if (filter.kind === "or") return joinCandidates(foundCandidates);
    const bestCandidates = narrowestCandidates(foundCandidates);
    return filter.of.length === 1
      ? bestCandidates
      : bestCandidates && { ...bestCandidates, has: undefined };
  };
  return {
    put: (entry, recordBefore) => {
      for (const attributeTexts of textIndexes.values())
        putTexts(attributeTexts, entry, recordBefore);
      for (const attributeDates of dateIndexes.values()) putDate(attributeDates, entry);
    },
    remove: (entry) => {
      for (const { index, textsOf, indexedTexts } of textIndexes.values()) {
        index.move(entry, indexedTexts?.get(entry) ?? textsOf(entry.record), noTexts);
        indexedTexts?.delete(entry);
      }
      for (const { index } of dateIndexes.values()) index.remove(entry);
    },
    clear: () => {
      textIndexes.clear();
      dateIndexes.clear();
    },
    texts: textIndexes,
    dates: dateIndexes,
    options,
    findByValue: (path, value) => textIndexOf(path).find(value),
    candidates,
  };
}

/** Creates the text index of an attribute, without entries. */
export function createAttributeTexts<R>(
  name: string,
  { reader, changingAttributes }: AttributeIndexOptions<R>,
): AttributeTexts<R> {
  const path = name.split(".");
  const rootOf = reader(path[0] ?? "");
  const normalize = normalizerOf(path);
  return {
    index: createTextIndex(),
    textsOf: (record) => {
      const texts = textsAt(rootOf(record), path);
      return normalize ? [texts].flat().map(normalize) : texts;
    },
    indexedTexts: changingAttributes.has(name) ? new Map() : undefined,
  };
}

/** Puts an entry into a text index. `before` is the record that its record has replaced. */
export function putTexts<R>(
  { index, textsOf, indexedTexts }: AttributeTexts<R>,
  entry: StoredEntry<R>,
  recordBefore: R | undefined,
): void {
  const earlierTexts = indexedTexts
    ? indexedTexts.get(entry)
    : recordBefore && textsOf(recordBefore);
  const currentTexts = textsOf(entry.record);
  index.move(entry, earlierTexts ?? noTexts, currentTexts);
  indexedTexts?.set(entry, currentTexts);
}

/** Creates the date index of an attribute, without entries. */
export function createAttributeDates<R>(
  name: string,
  { reader }: AttributeIndexOptions<R>,
): AttributeDates<R> {
  const path = name.split(".");
  const rootOf = reader(path[0] ?? "");
  return {
    index: createDateIndex(),
    instantOf: (record) => parseDateTime(textsAt(rootOf(record), path)),
  };
}

function putDate<R>({ index, instantOf }: AttributeDates<R>, entry: StoredEntry<R>): void {
  index.put(entry, instantOf(entry.record));
}

/** Returns the texts of an equality, or `undefined` for other comparisons. */
export function equalTexts({ op, operands }: Comparison): readonly string[] | undefined {
  if (op !== "eq" && op !== "in") return undefined;
  const texts = operands.flatMap((operand) => (operand.type === "text" ? [operand.text] : []));
  return texts.length === operands.length ? texts : undefined;
}

function candidatesOf<R>(
  index: TextIndex<StoredEntry<R>>,
  wantedTexts: readonly string[],
): Candidates<R> {
  const [only = ""] = wantedTexts;
  return {
    count: wantedTexts.reduce((sum, text) => sum + index.count(text), 0),
    entries: () => wantedTexts.flatMap((text) => [...index.find(text)]),
    // An entry with two of the values would be counted twice.
    has: wantedTexts.length === 1 ? (entry) => index.has(only, entry) : undefined,
  };
}

function narrowestCandidates<R>(
  givenCandidates: readonly (Candidates<R> | undefined)[],
): Candidates<R> | undefined {
  let bestCandidates: Candidates<R> | undefined;
  for (const candidates of givenCandidates)
    if (candidates && (!bestCandidates || candidates.count < bestCandidates.count))
      bestCandidates = candidates;
  return bestCandidates;
}

/** Joins candidates. Returns `undefined` if a part has no index, because a scan is then needed. */
function joinCandidates<R>(
  givenCandidates: readonly (Candidates<R> | undefined)[],
): Candidates<R> | undefined {
  const knownCandidates = givenCandidates.filter((candidates) => candidates !== undefined);
  if (knownCandidates.length !== givenCandidates.length) return undefined;
  return {
    count: knownCandidates.reduce((sum, { count }) => sum + count, 0),
    entries: () => knownCandidates.flatMap(({ entries }) => [...entries()]),
  };
}

/** Returns the closed range of instants that can match. `ne` and `regex` have no range. */
export function spanOf({ op, operands }: Comparison): [number, number] | undefined {
  const instants = operands.filter((operand) => operand.type === "instant");
  const firstInstant = instants[0];
  if (!firstInstant || instants.length !== operands.length) return undefined;
  if (op === "gt" || op === "gte") return [firstInstant.from, Number.MAX_SAFE_INTEGER];
  if (op === "lt" || op === "lte") return [Number.MIN_SAFE_INTEGER, firstInstant.to];
  if (op !== "eq" && op !== "in") return undefined;
  return [Math.min(...instants.map(({ from }) => from)), Math.max(...instants.map(({ to }) => to))];
}
