/** Hostile input: no check throws, hangs or reports more issues than the limit. */
import {
  bucket,
  eventSubscriptionInputRequest,
  listOf,
  quantity,
  topupBalanceCreate,
  withMessages,
} from "@tmf654/validation";
import { rulesFor, schemaFor, schemaNames, validatorFor } from "@tmf654/validation/all";
import { bucketFields } from "@tmf654/validation/fields";
import { normalize } from "@tmf654/validation/normalize";
import { describe, expect, test } from "vitest";
import { bodies } from "./support/rule-row.ts";

const request = validatorFor("TopupBalance_Create");
const body = bodies.TopupBalance_Create;

function nest(depth: number): unknown {
  let value: unknown = "the end";
  for (let i = 0; i < depth; i += 1) value = i % 2 ? [value] : { deeper: value };
  return value;
}

const circular: Record<string, unknown> = { ...body };
circular.self = circular;

const accepted: readonly [name: string, value: unknown][] = [
  ["an own member called __proto__", JSON.parse('{"__proto__": {"polluted": 1}}')],
  ["members named like Object's", { constructor: 1, toString: null, hasOwnProperty: "no" }],
  ["10,000 levels of extra members", { extra: nest(10_000) }],
  ["a text of 10 MB", { description: "x".repeat(10_000_000) }],
  ["half a surrogate pair", { description: "\ud800" }],
  ["an undefined member", { description: undefined }],
  ["a symbol as a key", { [Symbol("extra")]: 1 }],
];

test.each(accepted)("%s is valid", (_, members) => {
  expect(request.check({ ...body, ...(members as object) })).toEqual([]);
});

test("a circular object is valid", () => {
  expect(request.check(circular)).toEqual([]);
});

test("an own __proto__ in JSON adds no member and changes no other object", () => {
  const sent = JSON.parse('{"__proto__": {"amount": 1, "bucket": {"id": "b"}}}');
  expect(topupBalanceCreate.check(sent).map(({ path }) => path[0])).toEqual([
    "amount",
    "bucket",
    "partyAccount",
    "usageType",
  ]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const noQuantity: readonly unknown[] = [
  [],
  [1],
  null,
  "10 GB",
  10,
  10n,
  true,
  Symbol("quantity"),
  () => ({ amount: 1, units: "GB" }),
];

test.each(noQuantity.map((value) => [typeof value, value]))(
  "a %s is not a quantity",
  (_, value) => {
    expect(quantity.check(value).map(({ code }) => code)).toEqual(["type"]);
  },
);

test.each([NaN, Infinity, -Infinity, "1", null, 1n])("%o is not an amount", (amount) => {
  expect(quantity.check({ amount, units: "GB" }).map(({ path }) => path)).toEqual([["amount"]]);
});

test("1e308 is a valid number but too large for an amount", () => {
  const issues = request.check({ ...body, amount: { amount: 1e308, units: "EUR" } });
  expect(issues.map(({ code, params }) => [code, params?.problem])).toEqual([
    ["amountInexact", "tooLarge"],
  ]);
});

describe("limits", () => {
  const many = Array.from({ length: 100_000 }, () => ({}));

  test("a list of invalid items has at most maxIssues issues, 100 by default", () => {
    const list = { ...body, product: many };
    expect(request.check(list)).toHaveLength(100);
    expect(request.check(list, { maxIssues: 7 })).toHaveLength(7);
    expect(listOf(bucket).check(many.map(() => 1))).toHaveLength(100);
  });

  test.each([0, -1, 1])("with maxIssues %i an invalid message still has one issue", (maxIssues) => {
    expect(request.check({}, { maxIssues })).toHaveLength(1);
    const negative = { ...body, amount: { amount: -1, units: "EUR" } };
    expect(request.check(negative, { maxIssues })).toHaveLength(1);
  });
});

test("an issue never contains a value of the message", () => {
  const secret = "4111111111111111";
  const sent = {
    ...body,
    usageType: secret,
    voucher: { secret },
    bucket: { id: 1, href: [secret] },
  };
  expect(JSON.stringify(request.check(sent))).not.toContain(secret);
});

test("a message template does not read the prototype of the params", () => {
  const table = { required: "{constructor} {toString}" };
  const [issue] = withMessages(quantity, { type: "{expected} {nothing}" }).check([]);
  expect(issue?.message).toBe("object ");
  expect(withMessages(bucket, table).check({ product: [{}] })[0]?.message).toBe(" ");
});

test.each(schemaNames)("%s never throws for an unusual value", (name) => {
  const odd = [undefined, null, NaN, "", [], [[]], new Map(), new Date(NaN), Object.create(null)];
  for (const value of [...odd, Object.freeze({}), JSON.parse('{"__proto__":[]}'), nest(10_000)]) {
    expect(Array.isArray(schemaFor(name).check(value))).toBe(true);
    expect(Array.isArray(validatorFor(name).check(value))).toBe(true);
  }
});

describe("no rule throws for any value at the members it reads", () => {
  const values = [1, Number.NaN, "", "x", null, true, [], [null], {}, { id: 1 }];

  const place = (path: readonly string[], value: unknown): unknown => {
    const [first, ...rest] = path;
    if (first === undefined) return value;
    const inner = place(rest, value);
    return first === "[]" ? [inner] : { [first]: inner };
  };

  const ruled = schemaNames.filter((name) => rulesFor(name).length > 0);
  test.each(ruled)("%s", (schema) => {
    const { check } = validatorFor(schema);
    const rules = rulesFor(schema);
    const paths = rules.flatMap(({ reads }) => reads.map((path) => path.replaceAll("[]", ".[]")));
    for (const path of new Set(paths)) {
      const steps = path.split(".");
      for (const value of values) {
        // The value replaces the member itself, and each of its parents in turn.
        for (let depth = 1; depth <= steps.length; depth += 1) {
          const member = place(steps.slice(0, depth), value) as object;
          const both = { ...member, validFor: { startDateTime: value, endDateTime: value } };
          for (const sent of [member, both]) {
            expect(() => check(sent, { warnings: true })).not.toThrow();
          }
        }
      }
    }
  });
});

describe("texts that make a bad pattern backtrack take linear time", () => {
  const measure = (work: () => unknown): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const long = 200_000;

  test.each<[string, () => unknown]>([
    [
      "a callback",
      () => eventSubscriptionInputRequest.check({ callback: `http://${"a".repeat(long)} ` }),
    ],
    ["spaces in an amount", () => readAmount(`1x${" ".repeat(long)}y`)],
    ["lines in an amount", () => readAmount(`1${" ".repeat(long)}x\ny`)],
  ])("%s", (_, work) => {
    expect(measure(work)).toBeLessThan(1000);
  });

  const readAmount = (amount: string) =>
    normalize({ remainingValue: { amount, units: "EUR" } }, { as: bucketFields });
});

test("NaN as the limit means the default limit", () => {
  expect(request.check({}, { maxIssues: Number.NaN }).length).toBeGreaterThan(1);
});
