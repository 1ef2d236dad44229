import { parseInstant } from "../query/instant.ts";
import type { Comparison, Filter } from "../query/query.ts";
import type { Resource } from "../seam.ts";
import { createDateIndex, type DateIndex } from "./date-index.ts";
import type { Entry } from "./entry.ts";
import { createTextIndex, type TextIndex } from "./text-index.ts";
import { textsAt } from "./values.ts";

/** Attributes found without a scan: by exact text. */
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

/** Attributes found without a scan: by a range of instants. */
export const dateAttributes: ReadonlySet<string> = new Set([
  "requestedDate",
  "confirmationDate",
  "validFor.startDateTime",
  "validFor.endDateTime",
]);

/** The indexes of one collection. Each is made when it is first asked for, then kept up to date. */
export type Attributes<R> = {
  put(entry: Entry<R>): void;
  remove(entry: Entry<R>): void;
  clear(): void;
  having(path: string, value: string): Iterable<Entry<R>>;
  /** Entries that may match, each once, in no order; undefined when no index narrows the filter. */
  candidates(filter: Filter): Candidates<R> | undefined;
};

/** `isExact`: they match for certain, nobody has to look at them. */
export type Candidates<R> = { readonly entries: Entry<R>[]; readonly isExact: boolean };

/** What an index offers for a filter: how many, and which. */
type Offer<R> = { readonly count: number; readonly entries: () => Iterable<Entry<R>> };

/** Indexes over the resources that `look` shows, so that they agree with what is answered. */
export function createAttributes<R>(
  all: () => Iterable<Entry<R>>,
  look: (entry: Entry<R>) => Resource,
  rootOf?: (record: R, name: string) => unknown,
): Attributes<R> {
  const texts = new Map<string, TextIndex<Entry<R>>>();
  const dates = new Map<string, DateIndex<Entry<R>>>();
  const textIndex = (path: string) => made(texts, path, createTextIndex<Entry<R>>, putText);
  const dateIndex = (path: string) => made(dates, path, createDateIndex<Entry<R>>, putDate);
  const made = <I>(
    indexes: Map<string, I>,
    path: string,
    create: () => I,
    put: (index: I, entry: Entry<R>, texts: string | readonly string[]) => void,
  ): I => {
    const kept = indexes.get(path);
    if (kept) return kept;
    const index = create();
    for (const entry of all()) put(index, entry, textsOf(entry, path));
    indexes.set(path, index);
    return index;
  };
  const textsOf = (entry: Entry<R>, path: string): string | readonly string[] => {
    const names = pathOf(path);
    const root = rootOf?.(entry.record, names[0] ?? "");
    return root === undefined ? textsAt(look(entry), names) : textsAt(root, names, 1);
  };
  const offerOf = (filter: Filter): Offer<R> | undefined => {
    if (filter.kind === "compare") return compared(filter);
    const offers = filter.of.map(offerOf);
    return filter.kind === "and" ? narrowest(offers) : union(offers);
  };
  const compared = ({ path, op, operands }: Comparison): Offer<R> | undefined => {
    const name = path.join(".");
    if ((op === "eq" || op === "in") && textAttributes.has(name)) {
      const index = textIndex(name);
      return union(
        operands.map((operand) => {
          if (operand.type !== "text") return undefined;
          const { text } = operand;
          return { count: index.count(text), entries: () => index.find(text) };
        }),
      );
    }
    if (!dateAttributes.has(name)) return undefined;
    const span = spanOf(op, operands);
    if (!span) return undefined;
    const index = dateIndex(name);
    return { count: index.count(...span), entries: () => index.range(...span) };
  };
  return {
    put: (entry) => {
      for (const [path, index] of texts) putText(index, entry, textsOf(entry, path));
      for (const [path, index] of dates) putDate(index, entry, textsOf(entry, path));
    },
    remove: (entry) => {
      for (const index of texts.values()) index.remove(entry);
      for (const index of dates.values()) index.remove(entry);
    },
    clear: () => {
      texts.clear();
      dates.clear();
    },
    having: (path, value) => textIndex(path).find(value),
    candidates: (filter) => {
      const offer = offerOf(filter);
      return offer && { entries: [...new Set(offer.entries())], isExact: isExact(filter) };
    },
  };
}

function putText<R>(
  index: TextIndex<Entry<R>>,
  entry: Entry<R>,
  texts: string | readonly string[],
): void {
  index.put(entry, texts);
}

function putDate<R>(
  index: DateIndex<Entry<R>>,
  entry: Entry<R>,
  texts: string | readonly string[],
): void {
  index.put(entry, typeof texts === "string" ? parseInstant(texts) : undefined);
}

/** Equality with texts on an indexed attribute is just what its index answers. */
function isExact(filter: Filter): boolean {
  if (filter.kind !== "compare") return false;
  const isEquality = filter.op === "eq" || filter.op === "in";
  const isText = filter.operands.every(({ type }) => type === "text");
  return isEquality && isText && textAttributes.has(filter.path.join("."));
}

const paths = new Map(
  [...textAttributes, ...dateAttributes].map((path) => [path, path.split(".")]),
);

function pathOf(path: string): readonly string[] {
  return paths.get(path) ?? path.split(".");
}

function narrowest<R>(offers: readonly (Offer<R> | undefined)[]): Offer<R> | undefined {
  let best: Offer<R> | undefined;
  for (const offer of offers) if (offer && (!best || offer.count < best.count)) best = offer;
  return best;
}

/** All or nothing: one part without an index means a scan. */
function union<R>(offers: readonly (Offer<R> | undefined)[]): Offer<R> | undefined {
  const known = offers.filter((offer) => offer !== undefined);
  if (known.length !== offers.length) return undefined;
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    entries: () => known.flatMap(({ entries }) => [...entries()]),
  };
}

/** The closed range of instants that a comparison can hold in; `ne` and `regex` have none. */
function spanOf(
  op: Comparison["op"],
  operands: Comparison["operands"],
): [number, number] | undefined {
  const instants = operands.filter((operand) => operand.type === "instant");
  const first = instants[0];
  if (!first || instants.length !== operands.length) return undefined;
  if (op === "gt" || op === "gte") return [first.from, Number.MAX_SAFE_INTEGER];
  if (op === "lt" || op === "lte") return [Number.MIN_SAFE_INTEGER, first.to];
  if (op !== "eq" && op !== "in") return undefined;
  return [Math.min(...instants.map(({ from }) => from)), Math.max(...instants.map(({ to }) => to))];
}
