import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type ActionRecord,
  apply,
  type BucketRecord,
  brokenInvariants,
  emptyState,
  explain,
  invariants,
  refusals,
} from "../src/index.ts";
import { sentences } from "../src/views/explain.ts";
import { breaks } from "./breaks.ts";
import { tryRow } from "./precedence.ts";
import { createLedger, eur, START } from "./test-ledger.ts";

const folder = new URL(".", import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith(".test.ts") && file !== "coverage.test.ts")
  .map((file) => readFileSync(new URL(file, folder), "utf8"))
  .join("\n");

test("every refusal code is met by name in a test", () => {
  const rows = Object.values(breaks)
    .flat()
    .map(({ code }) => code);
  const met = (code: string) => rows.some((row) => row === code) || texts.includes(code);
  expect(refusals.map(({ code }) => code).filter((code) => !met(code))).toEqual([]);
});

test("every message is complete: no placeholder is left", () => {
  for (const kind of ["topup", "adjust", "reserve", "transfer"] as const) {
    for (const [index, { code }] of breaks[kind].entries()) {
      const { refusal } = tryRow(kind, index).decision;
      const sentence = refusal ? explain(refusal) : "";
      // The request lacks the value that the message would name.
      if (code !== "quantityIncomplete") expect(sentence).not.toMatch(/[{}?]|undefined|NaN/);
      expect(sentence.length).toBeGreaterThan(10);
    }
  }
  expect(Object.keys(sentences)).toEqual(refusals.map(({ code }) => code));
});

const bucket = (extra: Partial<BucketRecord>): BucketRecord => ({
  id: "b",
  usageType: "monetary",
  dimension: "money:EUR",
  units: "EUR",
  remaining: 0,
  reserved: 0,
  suspended: false,
  endsAt: undefined,
  confirmedAt: 0,
  details: {},
  ...extra,
});
const action = (extra: Partial<ActionRecord>): ActionRecord => ({
  kind: "reserve",
  id: "a",
  status: "created",
  bucketId: "b",
  usageType: "monetary",
  steps: 1,
  amount: eur(1),
  requestedAt: 0,
  confirmedAt: undefined,
  dueAt: undefined,
  details: {},
  ...extra,
});

const refusal = { code: "paymentDeclined", http: 409 } as const;
const ended = { status: "completed", confirmedAt: 0 } as const;
test.each([
  ["nothing is negative", bucket({ remaining: -1 }), undefined],
  ["every balance is a whole number", bucket({ remaining: 0.5 }), undefined],
  ["every balance is a whole number", bucket({ remaining: 1e15, reserved: 1 }), action({})],
  ["the reserved amount equals", bucket({ reserved: 2 }), action({})],
  ["the reserved amount equals", bucket({ reserved: 1 }), undefined],
  ["the reserved amount equals", bucket({}), action({})],
  ["the reserved amount equals", bucket({ reserved: 1 }), action({ ...ended })],
  ["the reserved amount equals", bucket({ reserved: 1 }), action({ kind: "topup" })],
  ["a finished action", bucket({}), action({ status: "completed" })],
  ["a finished action", bucket({}), action({ ...ended, dueAt: 5 })],
  ["an action has a refusal", bucket({}), action({ ...ended, refusal })],
  ["an action has a refusal", bucket({}), action({ ...ended, status: "failed" })],
])("negative control: a state that breaks the invariant is found: %s", (name, record, other) => {
  const state = emptyState();
  apply(state, [{ table: "bucket", id: record.id, record }]);
  if (other) apply(state, [{ table: "action", id: other.id, record: other }]);
  const broken = brokenInvariants(state);
  expect(broken.map((text) => text.slice(0, name.length))).toEqual([name]);
});

test.each([undefined, {}, { voucher: undefined }, { voucher: null }])(
  "a fact that a refusal does not have (%j) is shown as a question mark",
  (detail) => {
    const refusal = { code: "voucherUnknown", http: 409, detail } as never;
    expect(explain(refusal)).toBe("voucher ? not found");
  },
);

test("a request that names no bucket gets a message without a question mark", () => {
  const ledger = createLedger();
  const refusals = [
    ledger.post("topup", { amount: eur(1) }).refusal,
    ledger.run({ type: "use", bucketIds: [], amount: eur(1) }).refusal,
  ];
  expect(refusals.map((each) => each && explain(each))).toEqual([
    "bucket of this request not found",
    "bucket of this request not found",
  ]);
});

test("negative control: a voucher used by an action that did not complete is found", () => {
  const ledger = createLedger();
  ledger.voucher({ code: "v", amount: eur(1), state: "used", usedBy: "a" });
  expect(brokenInvariants(ledger.state)).toEqual([]);
  apply(ledger.state, [
    { table: "action", id: "a", record: action({ kind: "topup", requestedAt: START }) },
  ]);
  expect(brokenInvariants(ledger.state)).toEqual([
    "a used voucher was used by one completed top-up: v",
  ]);
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
});
