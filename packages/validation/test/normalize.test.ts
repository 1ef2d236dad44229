/** `normalize` and its variants, with messages that operators were seen to send. */
import { bucket, lenient, tmfError, topupBalance, type Validator } from "@tmf654/validation";
import { bucketFields, type Fields, topupBalanceFields } from "@tmf654/validation/fields";
import {
  june2020,
  normalize,
  normalizeError,
  normalizeList,
  published,
} from "@tmf654/validation/normalize";
import { describe, expect, test } from "vitest";
import { operatorRows } from "./support/operator-rows.ts";

test.each(operatorRows)(
  "$name",
  ({ from, to, changes, as = bucketFields, dialect = published }) => {
    const before = structuredClone(from);
    const result = normalize(from, { as, dialect });
    expect(result.value).toEqual(to);
    expect(result.changes.map(({ path, kind }) => `${path.join(".")} ${kind}`)).toEqual(changes);
    expect(from).toEqual(before);
    expect(normalize(result.value, { as, dialect })).toEqual({ value: to, changes: [] });
  },
);

test("a message without changes is returned as the same object", () => {
  const value = { usageType: "data", product: [{ id: "p" }], remainingValue: { amount: 1 } };
  expect(normalize(value, { as: bucketFields }).value).toBe(value);
});

test("a change has the value before it", () => {
  const { changes } = normalize({ usageType: "2000004" }, { as: bucketFields });
  expect(changes).toEqual([{ path: ["usageType"], kind: "value", from: "2000004", to: "other" }]);
});

test.each([
  ["+34 600 000 101", "34600000101"],
  ["tel:+34600000101", "34600000101"],
  ["0034600000101", "34600000101"],
  ["34600000101", undefined],
  ["acc-ana", undefined],
])("the number %j of a logical resource becomes %j", (id, becomes) => {
  const { value, changes } = normalize({ logicalResource: [{ id }] }, { as: bucketFields });
  expect(value).toEqual({ logicalResource: [{ id: becomes ?? id }] });
  const change = { path: ["logicalResource", 0, "id"], kind: "identifier", from: id, to: becomes };
  expect(changes).toEqual(becomes === undefined ? [] : [change]);
});

test.each(["topup-eur-20", "TOPUP EUR 20", "TopUpEur20"])(
  "the voucher %j is one code",
  (voucher) => {
    const { value } = normalize({ voucher }, { as: topupBalanceFields });
    expect(value).toEqual({ voucher: "TOPUPEUR20" });
  },
);

const checkNormalized = (
  from: unknown,
  schema: Validator<unknown>,
  as: Fields,
): readonly unknown[] => schema.check(normalize(from, { as, dialect: june2020 }).value);

test("a bucket with all deviations at once becomes valid", () => {
  const from = {
    id: 7,
    status: "Active",
    product: { id: "p" },
    partyAccount: { id: "" },
    remainingValue: { amount: "1000b" },
    reservedValue: "0 MB",
    validFor: { endDateTime: "2024-05-01T00:00:00.000+0000" },
  };
  expect(bucket.check(from).length).toBeGreaterThan(4);
  expect(checkNormalized(from, bucket, bucketFields)).toEqual([]);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "<html>"],
  ["a list", [1]],
  ["members of odd types", { product: "x", partyAccount: 1, remainingValue: [[]], status: {} }],
  ["an own __proto__", JSON.parse('{"__proto__": {"id": 1}, "id": 1}')],
  ["values named like Object's members", { status: "constructor", usageType: "toString" }],
])("%s does not throw and does not modify a prototype", (_, value) => {
  const { value: read } = normalize(value, { as: bucketFields, dialect: june2020 });
  if (typeof value !== "object" || value === null) expect(read).toBe(value);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe("lists", () => {
  const plain = [{ status: "ACTIVE" }, { status: "active" }];

  test.each([
    ["as they are", plain],
    ["wrapped in an object", { bucket: plain }],
    ["wrapped, with counts beside", { total: 2, items: plain }],
  ])("%s", (_, body) => {
    const { value } = normalizeList(body, { as: bucketFields });
    expect(value).toEqual([{ status: "active" }, { status: "active" }]);
  });

  test("a single resource becomes a list, and anything else stays", () => {
    const lone = { id: "b", product: [{ id: "p" }] };
    expect(normalizeList(lone, { as: bucketFields }).value).toEqual([lone]);
    expect(normalizeList("<html>", { as: bucketFields }).value).toBe("<html>");
  });

  test.each<[string, unknown]>([
    ["with an empty list beside", { items: [{ id: "b" }], links: [] }],
    ["with @type", { buckets: [{ id: "b" }], "@type": "List" }],
    ["with counts", { data: [{ id: "b" }], total: 1, page: 0 }],
  ])("a wrapper %s is removed", (_, body) => {
    expect(normalizeList(body, { as: bucketFields }).value).toEqual([{ id: "b" }]);
  });

  test.each<[string, unknown]>([
    ["nothing", {}],
    ["two lists", { items: [{ id: "b" }], others: [{ id: "c" }] }],
    ["no list", { total: 0 }],
  ])("an object with %s is not a list and stays", (_, body) => {
    expect(normalizeList(body, { as: bucketFields }).value).toBe(body);
  });

  test("paths of changes start with the index", () => {
    const { changes } = normalizeList(plain, { as: bucketFields });
    expect(changes.map(({ path }) => path)).toEqual([[0, "status"]]);
  });
});

describe("errors", () => {
  const spring = {
    timestamp: "2024-05-01T00:00:00Z",
    status: 404,
    error: "Not FoundIssues",
    message: "no bucket b1",
    path: "/bucket/b1",
  };

  test.each([
    ["Spring's", spring, { code: "404", reason: "Not FoundIssues", message: "no bucket b1" }],
    [
      "RFC 9457",
      { type: "https://e.example/low", title: "Low", status: 409, detail: "Only 3 EUR" },
      { code: "https://e.example/low", reason: "Low", message: "Only 3 EUR", status: "409" },
    ],
    [
      "RFC 9457 about nothing in particular",
      { type: "about:blank", title: "Conflict", status: 409 },
      { code: "409", reason: "Conflict" },
    ],
    [
      "a gateway's page",
      "<html><style>a{}</style><h1>502 Bad  Gateway</h1><script>x()</script></html>",
      { code: "502", reason: "502 Bad Gateway", message: "502 Bad Gateway" },
    ],
    ["one wrapped in error", { error: { code: 7, message: "no" } }, { code: "7", reason: "no" }],
    ["an empty object", undefined, { code: "502", reason: "502" }],
  ])("%s", (_, body, expected) => {
    const { value } = normalizeError(body, 502);
    expect(value).toMatchObject(expected);
    expect(tmfError.check(value)).toEqual([]);
  });

  test("an error of the contract is returned as the same object", () => {
    const error = { code: "insufficientBalance", reason: "Too low", message: "m", status: "409" };
    expect(normalizeError(error, 409)).toEqual({ value: error, changes: [] });
    expect(normalizeError(error).value).toBe(error);
  });
});

describe("lenient", () => {
  const odd = { status: "on hold", validFor: { endDateTime: "31/12/2026" }, product: [{}] };

  test("accepts enum values and formats that the contract does not list", () => {
    expect(
      lenient(bucket)
        .check(odd)
        .map(({ path }) => path),
    ).toEqual([["product", 0, "id"]]);
    expect(lenient(bucket, { allowMissing: true }).check(odd)).toEqual([]);
    expect(lenient(topupBalance, { allowMissing: true }).check({})).toEqual([]);
  });

  test("still reports a wrong type after many ignored issues", () => {
    const list = { product: [...Array.from({ length: 500 }, () => ({})), { id: 1 }] };
    expect(
      lenient(bucket, { allowMissing: true })
        .check(list)
        .map(({ path }) => path),
    ).toEqual([["product", 500, "id"]]);
  });
});
