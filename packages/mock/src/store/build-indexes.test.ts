import fc from "fast-check";
import { expect, test } from "vitest";
import type { Filter } from "../ports/query.ts";
import { createAttributeIndexes } from "./attribute-indexes.ts";
import { buildIndex, missingIndexes } from "./build-indexes.ts";
import type { StoredEntry } from "./entry.ts";

interface Row {
  readonly id: string;
  readonly status: string;
  readonly requestedDate: string | undefined;
}

const instantOf = (day: number) => Date.UTC(2026, 0, 1 + day);
const statusIs: Filter = {
  kind: "compare",
  path: ["status"],
  op: "eq",
  operands: [{ type: "text", text: "active" }],
};
const sinceDay: Filter = {
  kind: "compare",
  path: ["requestedDate"],
  op: "gte",
  operands: [{ type: "instant", from: instantOf(2), to: instantOf(2) }],
};

/** The entries and the indexes of a collection, with the changes that a collection makes. */
function createIndexed(changing: readonly string[]) {
  const entries = new Map<string, StoredEntry<Row>>();
  const indexes = createAttributeIndexes<Row>({
    all: () => entries.values(),
    reader: (member) => (row) => row[member as keyof Row],
    changingAttributes: new Set(changing),
  });
  let arrivals = 0;
  return {
    entries,
    indexes,
    put: (record: Row) => {
      const present = entries.get(record.id);
      const before = present?.record;
      arrivals += 1;
      const entry = present ?? { id: record.id, seq: arrivals, record };
      entry.record = record;
      entries.set(record.id, entry);
      indexes.put(entry, before);
    },
    remove: (id: string) => {
      const entry = entries.get(id);
      entries.delete(id);
      if (entry) indexes.remove(entry);
    },
    clear: () => {
      entries.clear();
      indexes.clear();
      arrivals = 0;
    },
  };
}
type Change = (indexed: ReturnType<typeof createIndexed>) => void;

const rowArbitrary = fc.record({
  id: fc.constantFrom("1", "2", "3", "4", "5", "6", "7"),
  status: fc.constantFrom("active", "expired"),
  requestedDate: fc.constantFrom(
    undefined,
    ...[0, 1, 2, 3].map((day) => new Date(instantOf(day)).toISOString()),
  ),
});
const changeArbitrary: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 8,
    arbitrary: rowArbitrary.map(
      (row): Change =>
        ({ put }) =>
          put(row),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom("1", "2", "3").map(
      (id): Change =>
        ({ remove }) =>
          remove(id),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>(({ clear }) => clear()) },
);

test.each([
  ["of texts", { kind: "texts", name: "status" }, statusIs, []],
  ["of texts that change with time", { kind: "texts", name: "status" }, statusIs, ["status"]],
  ["of dates", { kind: "dates", name: "requestedDate" }, sinceDay, []],
] as const)("an index %s that is built in parts has all changes meanwhile", async (...row) => {
  const [, needed, where, changing] = row;
  const property = fc.asyncProperty(
    fc.array(rowArbitrary),
    fc.array(changeArbitrary, { maxLength: 20 }),
    fc.array(changeArbitrary, { maxLength: 3 }),
    async (rows, changesMeanwhile, laterChanges) => {
      const indexed = createIndexed(changing);
      for (const each of rows) indexed.put(each);
      expect(missingIndexes(indexed, where)).toEqual([needed]);
      const waiting = [...changesMeanwhile];
      await buildIndex(indexed, needed, async () => waiting.shift()?.(indexed), 1);
      for (const change of laterChanges) change(indexed);
      const found = indexed.indexes.candidates(where);
      const usual = createIndexed(changing);
      for (const { record } of indexed.entries.values()) usual.put(record);
      const expected = usual.indexes.candidates(where);
      const idsOf = (entries: Iterable<StoredEntry<Row>> = []) => [...entries].map(({ id }) => id);
      expect(idsOf(found?.entries()).sort()).toEqual(idsOf(expected?.entries()).sort());
      expect([...indexed.indexes.texts.keys(), ...indexed.indexes.dates.keys()]).toEqual([
        needed.name,
      ]);
    },
  );
  await fc.assert(property, { numRuns: 300 * Number(process.env.TMF654_DEEP ?? 1) });
});

test("entries that arrive while an index is built stay in their order", async () => {
  const indexed = createIndexed([]);
  const add = (id: string) => indexed.put({ id, status: "active", requestedDate: undefined });
  for (const id of ["1", "2", "3"]) add(id);
  const waiting = ["4", "5"];
  const addNext = async () => {
    const id = waiting.shift();
    if (id) add(id);
  };
  await buildIndex(indexed, { kind: "texts", name: "status" }, addNext, 1);
  const found = [...indexed.indexes.findByValue("status", "active")];
  expect(found.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
});

test("a build that is stopped leaves no index", async () => {
  const indexed = createIndexed([]);
  indexed.put({ id: "1", status: "active", requestedDate: undefined });
  const stop = () => Promise.reject(new Error("stopped"));
  for (const index of missingIndexes(indexed, { kind: "and", of: [statusIs, sinceDay] })) {
    await expect(buildIndex(indexed, index, stop, 1)).rejects.toThrow("stopped");
    expect([indexed.indexes.texts.size, indexed.indexes.dates.size]).toEqual([0, 0]);
  }
});
