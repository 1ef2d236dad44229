import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, Filter, Query } from "../ports/query.ts";
import type { Resource } from "../ports/resource.ts";
import { type Collection, createCollection } from "./collection.ts";
import type { RecordView } from "./entry.ts";
import { pageInParts } from "./page-in-parts.ts";
import { createPauses } from "./pauses.ts";

interface Row {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status?: string;
  readonly amount?: number | undefined;
}

const resourceOf = (row: Row): Resource => ({ href: "", ...row });
const view: RecordView<Row> = {
  show: resourceOf,
  read: (member) => (row) => row[member as keyof Row],
};
const allQuery: Query = { where: undefined, sort: [], offset: 0, limit: 1000, fields: undefined };
const by = (...names: readonly string[]): Query["sort"] =>
  names.map((name) => ({ path: [name.replace("-", "")], descending: name.startsWith("-") }));
const nameIs = (text: string, op: "eq" | "ne" = "eq"): Comparison => ({
  kind: "compare",
  path: ["name"],
  op,
  operands: [{ type: "text", text }],
});

function collectionOf(rows: readonly Row[], pin = () => view): Collection<Row> {
  const collection = createCollection<Row>({ resourceOf, read: view.read, pin });
  for (const row of rows) collection.put(row.id, row);
  return collection;
}

/** Waits for a turn of the event loop. */
const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));
const idsOf = ({ items }: { readonly items: readonly Resource[] }) => items.map(({ id }) => id);

describe("a page in parts", () => {
  const rows: readonly Row[] = [
    { id: "1", name: "b", amount: 2 },
    { id: "2", name: "a", amount: 2 },
    { id: "3" },
    { id: "4", name: "b", amount: 1 },
    { id: "5", name: "a", amount: 10 },
  ];
  test.each<[query: string, part: Partial<Query>, ids: string, total: number]>([
    ["all in natural order", {}, "12345", 5],
    ["sort=name", { sort: by("name") }, "25143", 5],
    ["sort=-name", { sort: by("-name") }, "14253", 5],
    ["sort=name,amount", { sort: by("name", "amount") }, "25413", 5],
    ["sort=-amount", { sort: by("-amount") }, "51243", 5],
    ["sort=name&offset=1&limit=2", { sort: by("name"), offset: 1, limit: 2 }, "51", 5],
    ["sort=name&limit=0", { sort: by("name"), limit: 0 }, "", 5],
    ["sort=name&offset=9", { sort: by("name"), offset: 9 }, "", 5],
    ["name=a", { where: nameIs("a") }, "25", 2],
    ["name.ne=a&offset=1&limit=1", { where: nameIs("a", "ne"), offset: 1, limit: 1 }, "3", 3],
  ])("%s", async (_, part, ids, total) => {
    for (const runLength of [1, 2, 3, 10_000]) {
      const query = { ...allQuery, ...part };
      const page = await pageInParts(rows, view, query, () => undefined, runLength);
      expect([idsOf(page).join(""), page.total]).toEqual([ids, total]);
    }
  });

  const rowsArbitrary = fc.array(
    fc.record({
      name: fc.constantFrom(undefined, "a", "b", "c", "é", "B"),
      amount: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    }),
    { maxLength: 60 },
  );
  const queryArbitrary = fc.record({
    where: fc.constantFrom<Filter | undefined>(undefined, nameIs("a"), nameIs("a", "ne")),
    sort: fc.constantFrom(by(), by("name"), by("-name", "amount"), by("-amount"), by("amount")),
    offset: fc.integer({ min: 0, max: 70 }),
    limit: fc.integer({ min: 0, max: 70 }),
    fields: fc.constant(undefined),
  });

  test("equals the page in one turn", async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsArbitrary,
        queryArbitrary,
        fc.integer({ min: 1, max: 20 }),
        async (values, query, runLength) => {
          const rows = values.map((value, at) => ({ id: String(at), ...value }));
          const page = await pageInParts(rows, view, query, async () => {}, runLength);
          expect(page).toEqual(collectionOf(rows).list(query));
        },
      ),
      { numRuns: 300 * Number(process.env.TMF654_DEEP ?? 1) },
    );
  });
});

describe("a list of very many records", () => {
  const count = 120_000;
  const names = ["Minutes", "Data", "Credit"];
  const manyRows = Array.from(
    { length: count },
    (_, at): Row => ({ id: String(at), name: `${names[at % 3]} ${(at * 7919) % 1009}` }),
  );
  const sorted: Query = { ...allQuery, sort: by("name", "id"), limit: 10 };
  const never = () => false;

  /** Counts the turns of the event loop until a promise is settled. */
  async function turnsUntil(promise: Promise<unknown> | undefined): Promise<number> {
    let isSettled = promise === undefined;
    promise?.finally(() => {
      isSettled = true;
    });
    let turns = 0;
    while (!isSettled && turns < 100_000) {
      await nextTurn();
      turns += 1;
    }
    return turns;
  }

  test.each<[query: string, query: Query, minTurns: number]>([
    ["a sort by text", sorted, 4],
    ["a page near the end of a sort", { ...sorted, offset: count - 10 }, 8],
    ["a filter without an index", { ...allQuery, where: nameIs("Data 5"), limit: 2 }, 1],
  ])("%s lets other work run in between, with the same page", async (_, query, minTurns) => {
    const rows = collectionOf(manyRows);
    const list = rows.listInParts(query, never);
    expect(await turnsUntil(list)).toBeGreaterThanOrEqual(minTurns);
    expect(await list).toEqual(rows.list(query));
  });

  test("a list with few records takes one turn, and an index needs no copy", async () => {
    const few = collectionOf(manyRows.slice(0, 50_000));
    expect(few.listInParts(sorted, never)).toBe(undefined);
    let copies = 0;
    const rows = collectionOf(manyRows, () => {
      copies += 1;
      return view;
    });
    const byId: Filter = { ...nameIs("7"), path: ["id"] };
    for (const query of [allQuery, { ...sorted, where: byId }])
      expect(await rows.listInParts(query, never)).toEqual(rows.list(query));
    expect(copies).toBe(0);
    await rows.listInParts(sorted, never);
    expect(copies).toBe(1);
    // The code is loaded now, so a short list does not wait.
    for (const query of [allQuery, { ...sorted, where: byId }])
      expect(rows.listInParts(query, never)).toBe(undefined);
  });

  test("the page has the records of one moment", async () => {
    let resolveCopied = (): void => {};
    const isCopied = new Promise<void>((resolve) => {
      resolveCopied = resolve;
    });
    const rows = collectionOf(manyRows, () => {
      resolveCopied();
      return view;
    });
    const query = { ...sorted, where: nameIs("Credit 0", "ne") };
    const expected = rows.list(query);
    const list = rows.listInParts(query, never);
    await isCopied;
    for (const { id } of expected.items) rows.put(id, { id, name: "Credit 0" });
    rows.remove(String(count - 1));
    rows.put("new", { id: "new", name: "A" });
    expect(await list).toEqual(expected);
    expect(rows.list(query)).not.toEqual(expected);
    expect(await rows.listInParts(query, never)).toEqual(rows.list(query));
  });

  test("a list that no client needs ends, and the next one runs", async () => {
    let isStopped = false;
    let reads = 0;
    const rows = collectionOf(manyRows, () => ({
      show: resourceOf,
      read: (member) => (row) => {
        reads += 1;
        isStopped = true;
        return row[member as keyof Row];
      },
    }));
    await expect(rows.listInParts(sorted, () => isStopped)).rejects.toThrow("while the request");
    expect(reads).toBeLessThan(count * 2);
    const readsOfStopped = reads;
    await expect(rows.listInParts(sorted, () => true)).rejects.toThrow("while the request");
    expect(reads).toBe(readsOfStopped);
    expect(idsOf((await rows.listInParts(sorted, never)) ?? { items: [] })).toHaveLength(10);
  });
});

test("work pauses first, and then when a part has run long enough", async () => {
  const pause = createPauses(() => false);
  const first = pause();
  expect(first).toBeInstanceOf(Promise);
  await first;
  expect(pause()).toBe(undefined);
  const end = performance.now() + 25;
  while (performance.now() < end);
  expect(pause()).toBeInstanceOf(Promise);
});
