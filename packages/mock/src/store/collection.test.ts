import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, Filter, Query, QueryOperand } from "../ports/query.ts";
import type { Resource } from "../ports/resource.ts";
import { matches } from "../query/matches.ts";
import { createCollection } from "./collection.ts";

interface Row {
  id: string;
  status: string;
  account: string;
  lines: string[];
  at: number;
  n: number;
}

const day = 86_400_000;
const start = 1_770_000_000_000;

function resourceOf(row: Row): Resource {
  return {
    id: row.id,
    href: `/x/${row.id}`,
    status: row.status,
    partyAccount: { id: row.account },
    logicalResource: row.lines.map((id) => ({ id })),
    requestedDate: new Date(start + row.at * day).toISOString(),
    n: row.n,
  };
}

const allQuery: Query = { where: undefined, sort: [], offset: 0, limit: 1000, fields: undefined };
const text = (value: string): QueryOperand => ({ type: "text", text: value });
const eq = (path: string, ...values: string[]): Comparison => ({
  kind: "compare",
  path: path.split("."),
  op: values.length === 1 ? "eq" : "in",
  operands: values.map(text),
});
const fromDay = (at: number): Comparison => ({
  kind: "compare",
  path: ["requestedDate"],
  op: "gte",
  operands: [{ type: "instant", from: start + at * day, to: start + at * day }],
});

const createRow = (id: string, rest: Partial<Row> = {}): Row => ({
  id,
  status: "active",
  account: "a",
  lines: [],
  at: 0,
  n: 0,
  ...rest,
});

describe("a collection", () => {
  test("returns the same object for an unchanged record and another after a change", () => {
    const rows = createCollection({ resourceOf });
    rows.put("1", createRow("1"));
    const first = rows.resource("1");
    expect(rows.resource("1")).toBe(first);
    expect(rows.list(allQuery).items[0]).toBe(first);
    rows.put("1", createRow("1", { n: 1 }));
    expect(rows.resource("1")).not.toBe(first);
  });

  test("lists in order of arrival, with a changed record in its old place", () => {
    const rows = createCollection({ resourceOf });
    for (const id of ["b", "a", "c"]) rows.put(id, createRow(id));
    rows.put("b", createRow("b", { n: 2 }));
    expect(rows.list(allQuery).items.map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(
      rows.list({ ...allQuery, where: eq("status", "active") }).items.map(({ id }) => id),
    ).toEqual(["b", "a", "c"]);
  });

  test("lists the latest first, then the last arrival, if configured", () => {
    const rows = createCollection({ resourceOf, latestBy: ({ at }: Row) => at });
    for (const [id, at] of [
      ["old", 1],
      ["new", 9],
      ["late", 1],
    ] as const) {
      rows.put(id, createRow(id, { at }));
    }
    expect(rows.list(allQuery).items.map(({ id }) => id)).toEqual(["new", "late", "old"]);
  });

  test("counts all matches and returns one page", () => {
    const rows = createCollection({ resourceOf });
    for (let n = 0; n < 10; n += 1) rows.put(`${n}`, createRow(`${n}`, { n }));
    const page = rows.list({ ...allQuery, offset: 8, limit: 5 });
    expect([page.total, page.items.map(({ id }) => id)]).toEqual([10, ["8", "9"]]);
    expect(rows.list({ ...allQuery, limit: 0 })).toEqual({ items: [], total: 10 });
  });

  test("refresh finds the records that only time has changed", () => {
    let status = "active";
    const rows = createCollection({
      resourceOf: (r: Row) => resourceOf({ ...r, status }),
      changingAttributes: ["status"],
    });
    rows.put("1", createRow("1"));
    expect(rows.list({ ...allQuery, where: eq("status", "active") }).total).toBe(1);
    status = "expired";
    rows.refresh("1");
    expect(rows.list({ ...allQuery, where: eq("status", "active") }).total).toBe(0);
    expect(rows.list({ ...allQuery, where: eq("status", "expired") }).total).toBe(1);
  });

  test("an index finds records without reading other records", () => {
    let readCount = 0;
    const rows = createCollection({
      cacheSize: 1,
      resourceOf: (r: Row) => {
        readCount += 1;
        return resourceOf(r);
      },
    });
    for (let n = 0; n < 1000; n += 1) rows.put(`${n}`, createRow(`${n}`, { account: `a${n}` }));
    rows.list({ ...allQuery, where: eq("partyAccount.id", "a7") });
    readCount = 0;
    expect(rows.list({ ...allQuery, where: eq("partyAccount.id", "a500") }).total).toBe(1);
    expect(readCount).toBeLessThan(4);
  });
});

describe("a list", () => {
  const n = (descending: boolean) => [{ path: ["n"], descending }];
  const createHundreds = () => {
    const createdIds: string[] = [];
    const rows = createCollection({
      resourceOf: (each: Row) => {
        createdIds.push(each.id);
        return resourceOf(each);
      },
      read: (name) => (each) => (resourceOf(each) as Record<string, unknown>)[name],
    });
    for (let at = 0; at < 5000; at += 1) {
      rows.put(
        `${at}`,
        createRow(`${at}`, { n: Math.floor(at / 100), status: at % 2 ? "active" : "old" }),
      );
    }
    return { rows, made: createdIds };
  };

  test("creates only the resources of its page", () => {
    const { rows, made } = createHundreds();
    const where: Comparison = { ...eq("n", "7"), operands: [{ type: "number", text: "7" }] };
    const page = rows.list({ ...allQuery, where, limit: 2 });
    expect(page.total).toBe(100);
    rows.list({ ...allQuery, sort: n(true), limit: 2 });
    rows.list({ ...allQuery, where: eq("status", "active"), limit: 2 });
    expect(made.length).toBeLessThan(7);
  });

  test.each([
    [false, 0, 10],
    [true, 0, 10],
    [true, 990, 30],
    [false, 4990, 1000],
    [false, 0, 0],
  ])(
    "a sorted page equals that part of the sorted list, descending %s, from %i on",
    (descending, offset, limit) => {
      const { rows } = createHundreds();
      const wholeList = rows.list({ ...allQuery, sort: n(descending), limit: 5000 });
      const model = Array.from({ length: 5000 }, (_, at) => ({ at, n: Math.floor(at / 100) }));
      model.sort((a, b) => (a.n - b.n) * (descending ? -1 : 1));
      expect(wholeList.items.map(({ id }) => id)).toEqual(model.map(({ at }) => `${at}`));
      const page = rows.list({ ...allQuery, sort: n(descending), offset, limit });
      expect(page.total).toBe(5000);
      expect(page.items).toEqual(wholeList.items.slice(offset, offset + limit));
    },
  );

  test("of the records with a common value is in natural order, with the count of all", () => {
    const { rows } = createHundreds();
    rows.put("1", createRow("1", { status: "old" }));
    rows.put("1", createRow("1", { status: "active" }));
    const foundPage = rows.list({
      ...allQuery,
      where: eq("status", "active"),
      offset: 1,
      limit: 2,
    });
    expect([foundPage.total, foundPage.items.map(({ id }) => id)]).toEqual([2500, ["3", "5"]]);
    rows.remove("3");
    expect(rows.list({ ...allQuery, where: eq("status", "active") }).total).toBe(2499);
    const narrowFilter: Filter = { kind: "and", of: [eq("status", "active"), eq("id", "5", "6")] };
    expect(rows.list({ ...allQuery, where: narrowFilter }).items.map(({ id }) => id)).toEqual([
      "5",
    ]);
  });
});

const rowArbitrary = fc.record({
  id: fc.constantFrom("1", "2", "3", "4", "5", "6"),
  status: fc.constantFrom("active", "expired"),
  account: fc.constantFrom("a", "b"),
  lines: fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
  at: fc.integer({ min: 0, max: 5 }),
  n: fc.integer({ min: 0, max: 3 }),
});
const filterArbitrary: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(
      eq("status", "active"),
      eq("partyAccount.id", "a", "b"),
      eq("logicalResource.id", "x"),
      eq("id", "3"),
      { ...eq("n", "2"), operands: [{ type: "number" as const, text: "2" }] },
      fromDay(3),
    ),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("filter"), { maxLength: 3 }),
    }),
  ),
})).filter;
const stepArbitrary = fc.oneof(
  fc.record({ put: rowArbitrary }),
  fc.record({ remove: fc.constantFrom("1", "2", "3") }),
  fc.record({ ask: filterArbitrary }),
);

test.each([
  ["in order of arrival", {}],
  ["latest first", { latestBy: ({ at }: Row) => at }],
])("indexes never change a result, %s", (_, options) => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 40 }), (steps) => {
      const rows = createCollection({ resourceOf, ...options });
      let model: Row[] = [];
      for (const step of steps) {
        if ("put" in step) {
          rows.put(step.put.id, step.put);
          const at = model.findIndex(({ id }) => id === step.put.id);
          if (at < 0) model.push(step.put);
          else model[at] = step.put;
        } else if ("remove" in step) {
          rows.remove(step.remove);
          model = model.filter(({ id }) => id !== step.remove);
        } else {
          const order = "latestBy" in options ? [...model].reverse() : [...model];
          if ("latestBy" in options) order.sort((a, b) => b.at - a.at);
          const expectedResources = order.map(resourceOf).filter((r) => matches(step.ask, r));
          const foundPage = rows.list({ ...allQuery, where: step.ask });
          expect(foundPage.items).toEqual(expectedResources);
          expect(foundPage.total).toBe(expectedResources.length);
        }
      }
    }),
    { numRuns: 150 * Number(process.env.TMF654_DEEP ?? 1) },
  );
});
