import { describe, expect, test } from "vitest";
import type { Decision, Policy } from "../src/index.ts";
import { createLedger, DAY, eur, HOUR, idOf, type Ledger, START } from "./test-ledger.ts";

const lowBalance = { monetary: eur(2) };
const end = (text: string) => ({ validFor: { endDateTime: text } });

function setUp(policy: Partial<Policy>): Ledger {
  const ledger = createLedger({ lowBalance, ...policy });
  ledger.open("a", { remainingValue: eur(10), ...end("2030-01-20T12:00:00Z") });
  return ledger;
}
const names = (decisions: readonly Decision[]) =>
  decisions.flatMap(({ signals }) => signals.map(({ type, bucket }) => `${type} ${bucket.id}`));
const spend = (ledger: Ledger, n: number) =>
  names([ledger.run({ type: "spend", bucketId: "a", amount: eur(n) })]);

describe("Events: low balance", () => {
  const signals = ["lowBalance"] as const;

  test("is sent once when the balance falls below the threshold, and again after a top-up", () => {
    const ledger = setUp({ signals });
    expect(spend(ledger, 8)).toEqual([]);
    expect(spend(ledger, 1)).toEqual(["LowBalance a"]);
    expect(spend(ledger, 0.5)).toEqual([]);
    ledger.post("topup", { bucket: { id: "a" }, amount: eur(5) });
    expect(spend(ledger, 5)).toEqual(["LowBalance a"]);
  });

  test("is not sent for an operator's forfeit, and not by default", () => {
    const ledger = setUp({ signals, onExpiry: "forfeit" });
    expect(names([ledger.run({ type: "expire", bucketId: "a" })])).toEqual([]);
    expect(spend(setUp({}), 9)).toEqual([]);
  });
});

describe("Events: expiring soon", () => {
  const signals = ["expiringSoon"] as const;

  test("is sent once for each end of a validity, at the policy's time before the end", () => {
    const ledger = setUp({ signals, expiringSoonMs: 2 * DAY });
    expect(names(ledger.advanceTo(START + 3 * DAY - 1))).toEqual([]);
    expect(names(ledger.advanceTo(START + 3 * DAY))).toEqual(["ExpiringSoon a"]);
    expect(names(ledger.advanceTo(START + 3.5 * DAY))).toEqual([]);
    const body = { bucket: { id: "a" }, amount: eur(1), ...end("2030-01-30T12:00:00Z") };
    ledger.post("topup", body);
    expect(names(ledger.advanceTo(START + 12 * DAY))).toEqual([]);
    expect(names(ledger.advanceTo(START + 40 * DAY))).toEqual(["ExpiringSoon a"]);
  });

  test("a bucket that is opened late is signalled at once, and a bucket that has ended is never signalled", () => {
    const ledger = createLedger({ signals });
    ledger.open("a", end("2030-01-15T18:00:00Z"));
    ledger.open("old", end("2030-01-01T00:00:00Z"));
    expect(names(ledger.advanceTo(START))).toEqual(["ExpiringSoon a"]);
  });

  test("is sent once, also when the command is repeated", () => {
    const ledger = setUp({ signals, expiringSoonMs: 20 * DAY });
    const warn = () => names([ledger.run({ type: "warn", bucketId: "a" })]);
    expect([warn(), warn()]).toEqual([["ExpiringSoon a"], []]);
  });

  test("the value is still lost at the end", () => {
    const ledger = setUp({ signals, onExpiry: "forfeit" });
    ledger.advanceTo(START + 6 * DAY);
    expect(ledger.remaining("a")).toBe(0);
  });

  test("by default no signal is due, and an early signal changes nothing", () => {
    const ledger = setUp({});
    expect(ledger.advanceTo(START + 6 * DAY)).toEqual([]);
    const early = setUp({ signals });
    expect(early.run({ type: "warn", bucketId: "a" }).outcome).toBe("unchanged");
    expect(early.run({ type: "warn", bucketId: "none" }).refusal?.code).toBe("bucketNotFound");
  });
});

describe("Events: completed", () => {
  const signals = ["completed"] as const;
  const types = (decisions: readonly Decision[]) =>
    decisions.flatMap(({ events }) => events.map(({ type, action }) => `${type} ${action.kind}`));
  const a = { bucket: { id: "a" }, amount: eur(1) };

  test("is sent for a delayed top-up, a consumed reservation and the last execution", () => {
    const ledger = setUp({ signals, delayMs: { topup: HOUR } });
    expect(types([ledger.post("topup", a)])).toEqual(["Create topup"]);
    expect(types(ledger.advanceTo(START + HOUR))).toEqual(["Completed topup"]);
    const id = idOf(ledger.post("reserve", a));
    const consumed = ledger.patch("reserve", id, { status: "completed", reason: "r" });
    expect(types([consumed])).toEqual(["Completed reserve"]);
  });

  test("is not sent for an action that completes at once, is released or fails, and not by default", () => {
    const ledger = setUp({ signals });
    expect(types([ledger.post("topup", a)])).toEqual(["Create topup"]);
    const id = idOf(ledger.post("reserve", a));
    const released = ledger.patch("reserve", id, { status: "cancelled", reason: "r" });
    expect(types([released])).toEqual(["Cancel reserve"]);
    const other = setUp({ delayMs: { topup: HOUR } });
    other.post("topup", a);
    expect(types(other.advanceTo(START + HOUR))).toEqual([]);
  });
});
