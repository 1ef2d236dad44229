/** A row for everything that operators were seen to send. */
import { bucket, tmfError, tolerant, topupBalance, type Validator } from "@tmf654/validation";
import {
  bucketFields,
  type Fields,
  topupBalanceFields,
  transferBalanceFields,
} from "@tmf654/validation/fields";
import {
  type Dialect,
  june2020,
  normalize,
  normalizeError,
  normalizeList,
  published,
} from "@tmf654/validation/normalize";
import { describe, expect, test } from "vitest";

type Row = {
  readonly name: string;
  readonly from: object;
  readonly to: object;
  /** `path kind` of every change. */
  readonly changes: readonly string[];
  readonly as?: Fields;
  readonly dialect?: Dialect;
};

const own: Dialect = {
  ...published,
  name: "own",
  units: { cents: { units: "EUR", exponent: -2 }, credits: { units: "unit" } },
};

const words: readonly Row[] = [
  ["status", "Active", "active"],
  ["status", "ACTIVE", "active"],
  ["status", "Inactive", "suspended"],
  ["status", "CLOSED", "expired"],
  ["usageType", "Sms", "sms"],
  ["usageType", "Voice", "voice"],
  ["usageType", "Core", "monetary"],
  ["usageType", "Loan", "monetary"],
  ["usageType", "2000004", "other"],
].map(([key = "", from, to]) => ({
  name: `${key} ${from}`,
  from: { [key]: from },
  to: { [key]: to },
  changes: [`${key} value`],
}));

const unitRows: readonly Row[] = [
  ["Mins", "min"],
  ["mins", "min"],
  ["seconds", "s"],
  ["octets", "B"],
  ["messages", "message"],
  ["eur", "EUR"],
].map(([from, to]) => ({
  name: `units ${from}`,
  from: { usageType: "other", remainingValue: { amount: 5, units: from } },
  to: { usageType: "other", remainingValue: { amount: 5, units: to } },
  changes: ["remainingValue.units units"],
}));

const rows: readonly Row[] = [
  ...words,
  ...unitRows,
  {
    name: "adjustType credit",
    as: { adjustType: { type: "string", schema: "AdjustType", options: ["recurring", "oneTime"] } },
    from: { adjustType: "credit" },
    to: { adjustType: "oneTime" },
    changes: ["adjustType value"],
  },
  {
    name: "units of the contract as they are",
    from: { usageType: "monetary", remainingValue: { amount: 5, units: "JMD" } },
    to: { usageType: "monetary", remainingValue: { amount: 5, units: "JMD" } },
    changes: [],
  },
  {
    name: "cents, when the dialect tells of what",
    dialect: own,
    from: { usageType: "monetary", remainingValue: { amount: 1999, units: "Cents" } },
    to: { usageType: "monetary", remainingValue: { amount: 19.99, units: "EUR" } },
    changes: ["remainingValue.amount amount", "remainingValue.units units"],
  },
  {
    name: "an amount as text",
    from: { usageType: "monetary", remainingValue: { amount: "2.96", units: "EUR" } },
    to: { usageType: "monetary", remainingValue: { amount: 2.96, units: "EUR" } },
    changes: ["remainingValue.amount number"],
  },
  ...[
    ["1000b", 1000, "B", "data"],
    ["60s", 60, "s", "voice"],
    ["5msg", 5, "message", "sms"],
  ].map(([text, amount, units, usageType]) => ({
    name: `an amount with its unit, ${text}`,
    from: { remainingValue: { amount: text } },
    to: { remainingValue: { amount, units }, usageType },
    changes: ["remainingValue.amount amount", "remainingValue.units units", "usageType filled"],
  })),
  {
    name: "a text for the whole quantity",
    from: { usageType: "data", remainingValue: "1.5 GB" },
    to: { usageType: "data", remainingValue: { amount: 1.5, units: "GB" } },
    changes: ["remainingValue amount"],
  },
  {
    name: "more digits than a number carries stay text",
    from: { usageType: "other", remainingValue: { amount: "0.1234567890123456", units: "EUR" } },
    to: { usageType: "other", remainingValue: { amount: "0.1234567890123456", units: "EUR" } },
    changes: [],
  },
  {
    name: "single objects for lists",
    from: {
      usageType: "data",
      product: { id: "p1" },
      relatedParty: { id: "c1", "@referredType": "Customer" },
    },
    to: {
      usageType: "data",
      product: [{ id: "p1" }],
      relatedParty: [{ id: "c1", "@referredType": "Customer" }],
    },
    changes: ["product list", "relatedParty list"],
  },
  {
    name: "a list for a single object",
    from: { usageType: "data", partyAccount: [{ id: "a1" }] },
    to: { usageType: "data", partyAccount: { id: "a1" } },
    changes: ["partyAccount single"],
  },
  {
    name: "an empty list for a single object",
    from: { usageType: "data", partyAccount: [] },
    to: { usageType: "data" },
    changes: ["partyAccount removed"],
  },
  {
    name: "logicalResource with a value for an id",
    from: { usageType: "data", logicalResource: { value: "+32471000001" } },
    to: { usageType: "data", logicalResource: [{ value: "+32471000001", id: "+32471000001" }] },
    changes: ["logicalResource list", "logicalResource.0.id member"],
  },
  {
    name: "characteristic, which stays",
    from: { usageType: "data", characteristic: [{ name: "tariff", value: "gold" }] },
    to: { usageType: "data", characteristic: [{ name: "tariff", value: "gold" }] },
    changes: [],
  },
  {
    name: "no usage type, but money",
    from: { remainingValue: { amount: 1, units: "EUR" } },
    to: { remainingValue: { amount: 1, units: "EUR" }, usageType: "monetary" },
    changes: ["usageType filled"],
  },
  {
    name: "an empty id of an account",
    from: { usageType: "data", partyAccount: { id: "" }, product: [{ id: "" }, { id: "p" }] },
    to: { usageType: "data", product: [{ id: "p" }] },
    changes: ["partyAccount removed", "product.0 removed"],
  },
  {
    name: "null for nothing",
    from: { usageType: "data", description: null },
    to: { usageType: "data" },
    changes: ["description removed"],
  },
  {
    name: "an offset with a colon, as it is",
    from: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00-05:00" } },
    to: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00-05:00" } },
    changes: [],
  },
  {
    name: "an offset without a colon",
    from: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00.000+0000" } },
    to: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00.000+00:00" } },
    changes: ["validFor.endDateTime dateTime"],
  },
  {
    name: "ids that need encoding, as they are, and numbers as text",
    from: { id: "0.0.0.1+-balance_group+106463", usageType: "data", partyAccount: { id: 106463 } },
    to: { id: "0.0.0.1+-balance_group+106463", usageType: "data", partyAccount: { id: "106463" } },
    changes: ["partyAccount.id text"],
  },
  {
    name: "booleans as text",
    from: { usageType: "data", isShared: "true" },
    to: { usageType: "data", isShared: true },
    changes: ["isShared boolean"],
  },
  {
    name: "impactedBucket and payment of the other v4.0.0",
    as: topupBalanceFields,
    dialect: june2020,
    from: {
      status: "completed",
      usageType: "data",
      impactedBucket: [{ bucket: { id: "b1" }, amountBefore: 1, amountAfter: 2 }],
      payment: { id: "pay1" },
    },
    to: {
      status: "completed",
      usageType: "data",
      impactedBucket: [{ bucket: { id: "b1" }, amountBefore: 1, amountAfter: 2 }],
      payment: { id: "pay1" },
      bucket: { id: "b1" },
      paymentMethod: { "@type": "PaymentTransaction", id: "pay1" },
    },
    changes: ["bucket member", "paymentMethod member"],
  },
  {
    name: "receiverPartyAccount of the other v4.0.0",
    as: transferBalanceFields,
    dialect: june2020,
    from: { usageType: "data", receiverPartyAccount: { id: "a2" } },
    to: {
      usageType: "data",
      receiverPartyAccount: { id: "a2" },
      receiver: { "@referredType": "PartyAccount", id: "a2" },
    },
    changes: ["receiver member"],
  },
];

test.each(rows)("$name", ({ from, to, changes, as = bucketFields, dialect = published }) => {
  const before = structuredClone(from);
  const result = normalize(from, { as, dialect });
  expect(result.value).toEqual(to);
  expect(result.changes.map(({ path, kind }) => `${path.join(".")} ${kind}`)).toEqual(changes);
  expect(from).toEqual(before);
  expect(normalize(result.value, { as, dialect })).toEqual({ value: to, changes: [] });
});

test("what needs no change is the same object", () => {
  const value = { usageType: "data", product: [{ id: "p" }], remainingValue: { amount: 1 } };
  expect(normalize(value, { as: bucketFields }).value).toBe(value);
});

test("a change tells what was there", () => {
  const { changes } = normalize({ usageType: "2000004" }, { as: bucketFields });
  expect(changes).toEqual([{ path: ["usageType"], kind: "value", from: "2000004", to: "other" }]);
});

const normalized = (from: unknown, schema: Validator<unknown>, as: Fields): readonly unknown[] =>
  schema.check(normalize(from, { as, dialect: june2020 }).value);

test("a bucket in every wrong way at once becomes one the contract knows", () => {
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
  expect(normalized(from, bucket, bucketFields)).toEqual([]);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "<html>"],
  ["a list", [1]],
  ["members of odd types", { product: "x", partyAccount: 1, remainingValue: [[]], status: {} }],
  ["an own __proto__", JSON.parse('{"__proto__": {"id": 1}, "id": 1}')],
  ["words called like Object's members", { status: "constructor", usageType: "toString" }],
])("%s does not throw, nor touch a prototype", (_, value) => {
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

  test("a lone resource is a list of one, and anything else stays", () => {
    const lone = { id: "b", product: [{ id: "p" }] };
    expect(normalizeList(lone, { as: bucketFields }).value).toEqual([lone]);
    expect(normalizeList("<html>", { as: bucketFields }).value).toBe("<html>");
  });

  test("paths begin with the index", () => {
    const { changes } = normalizeList(plain, { as: bucketFields });
    expect(changes.map(({ path }) => path)).toEqual([[0, "status"]]);
  });
});

describe("errors", () => {
  const spring = {
    timestamp: "2024-05-01T00:00:00Z",
    status: 404,
    error: "Not Found",
    message: "no bucket b1",
    path: "/bucket/b1",
  };

  test.each([
    ["Spring's", spring, { code: "404", reason: "Not Found", message: "no bucket b1" }],
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
    ["nothing at all", undefined, { code: "502", reason: "502" }],
  ])("%s", (_, body, expected) => {
    const { value } = normalizeError(body, 502);
    expect(value).toMatchObject(expected);
    expect(tmfError.check(value)).toEqual([]);
  });

  test("the contract's own is the same object", () => {
    const error = { code: "insufficientBalance", reason: "Too low", message: "m", status: "409" };
    expect(normalizeError(error, 409)).toEqual({ value: error, changes: [] });
    expect(normalizeError(error).value).toBe(error);
  });
});

describe("tolerant", () => {
  const odd = { status: "on hold", validFor: { endDateTime: "31/12/2026" }, product: [{}] };

  test("reads words and formats the contract does not list", () => {
    expect(
      tolerant(bucket)
        .check(odd)
        .map(({ path }) => path),
    ).toEqual([["product", 0, "id"]]);
    expect(tolerant(bucket, { missing: true }).check(odd)).toEqual([]);
    expect(tolerant(topupBalance, { missing: true }).check({})).toEqual([]);
  });

  test("still refuses wrong types, however much else is forgiven before", () => {
    const list = { product: [...Array.from({ length: 500 }, () => ({})), { id: 1 }] };
    expect(
      tolerant(bucket, { missing: true })
        .check(list)
        .map(({ path }) => path),
    ).toEqual([["product", 500, "id"]]);
  });
});
