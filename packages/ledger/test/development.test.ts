import { describe, expect, test } from "vitest";
import * as development from "../src/development.ts";
import * as ledger from "../src/index.ts";
import {
  type ActionBody,
  type DecisionContext,
  decide,
  defaultPolicy,
  viewOf,
} from "../src/index.ts";
import { eur } from "./test-ledger.ts";

const { apply, emptyState } = development;

function openLedger() {
  const state = emptyState();
  let count = 0;
  const nextId = (kind: string) => `${kind}-${++count}`;
  const context: DecisionContext = { now: 0, policy: defaultPolicy, nextId };
  const body = { id: "b1", usageType: "monetary", remainingValue: eur(10) } as const;
  apply(state, decide(viewOf(state), { type: "open", body }, context).changes);
  const reserve = (amount: number) => {
    const request: ActionBody = { bucket: { id: "b1" }, amount: eur(amount) };
    return decide(viewOf(state), { type: "reserve", body: request }, context).changes;
  };
  return { state, reserve };
}

describe("development builds", () => {
  test("export every name of the package, and only `apply` differs", () => {
    const values = new Map<string, unknown>(Object.entries(development));
    expect([...values.keys()].sort()).toEqual(Object.keys(ledger).sort());
    const differing = Object.entries(ledger).filter(([name, value]) => values.get(name) !== value);
    expect(differing.map(([name]) => name)).toEqual(["apply"]);
  });

  test("accept changes that were decided on the same state", () => {
    const { state, reserve } = openLedger();
    apply(state, reserve(4));
    apply(state, reserve(4));
    apply(state, reserve(4)); // refused, and recorded as failed
    expect(state.bucket.get("b1")).toMatchObject({ remaining: 2_000_000, reserved: 8_000_000 });
  });

  test("name the invariant and the record when two decisions were made on one state", () => {
    const { state, reserve } = openLedger();
    const [first, second] = [reserve(6), reserve(6)];
    apply(state, first);
    expect(() => apply(state, second)).toThrow(
      /the reserved amount equals the sum of open reservations: b1\. Decide each command on the state/,
    );
    expect(state.bucket.get("b1")?.reserved).toBe(6_000_000); // while 12 are held
  });

  const open = { kind: "topup", id: "t", status: "created", bucketId: "b1", steps: 1 };
  const dueAt = 5;
  test.each([
    ["nothing is negative: b1", "bucket", { remaining: -1 }],
    ["no due work: t", "action", { ...open, status: "completed", confirmedAt: 0, dueAt }],
    ["one completed top-up: v", "voucher", { code: "v", state: "used", usedBy: "open" }],
  ])("check each changed record: %s", (message, table, record) => {
    const { state } = openLedger();
    const before = state.bucket.get("b1");
    state.action.set("open", { ...open, id: "open" } as never);
    const id = table === "bucket" ? "b1" : "any";
    const own = table === "bucket" ? { ...before, ...record } : record;
    const change = { table, id, record: own };
    expect(() => apply(state, [change as never])).toThrow(message);
  });

  test("do not check unchanged or deleted records, locks and payments", () => {
    const { state } = openLedger();
    state.bucket.set("b2", { ...state.bucket.get("b1"), id: "b2", remaining: -1 } as never);
    apply(state, [
      { table: "bucket", id: "b1", record: undefined },
      { table: "voucherLock", id: "pa1", record: { misses: 1 } },
      { table: "voucherLock", id: "pa2", record: undefined },
      { table: "paymentUse", id: "tx", record: "t" },
      { table: "transferDay", id: "b1", day: 1, record: 5 },
    ]);
    expect(state.bucket.has("b1")).toBe(false);
  });

  test("find a reservation without a posting", () => {
    const { state, reserve } = openLedger();
    const unmoved = reserve(6).filter(({ table }) => table !== "bucket");
    expect(() => apply(state, unmoved)).toThrow(/sum of open reservations: b1/);
  });
});
