import { describe, expect, test } from "vitest";
import type { Policy } from "../src/index.ts";
import { createLedger, eur, HOUR, idOf, type Ledger, START, summarize } from "./test-ledger.ts";

const request = {
  bucket: { id: "a" },
  usageType: "monetary",
  amount: eur(5),
  isAutoTopup: true,
} as const;

function setUp(remaining: number, policy: Partial<Policy> = { lowBalance: { monetary: eur(2) } }) {
  const ledger = createLedger(policy);
  ledger.open("a", { remainingValue: eur(remaining) });
  ledger.open("b");
  return ledger;
}
const spend = (ledger: Ledger, n: number) =>
  ledger.run({ type: "spend", bucketId: "a", amount: eur(n) });
const left = (ledger: Ledger) => (ledger.remaining("a") ?? 0) / 1e6;
/** Runs what is due now. */
const settle = (ledger: Ledger) => ledger.advanceTo(ledger.now()).map(summarize);

describe("Top-up: auto-top-up without a period", () => {
  test("waits until a debit leaves less than the policy's threshold", () => {
    const ledger = setUp(10);
    expect(summarize(ledger.post("topup", request))).toBe("accepted Create");
    spend(ledger, 8);
    expect([settle(ledger), left(ledger)]).toEqual([[], 2]);
    spend(ledger, 0.01);
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create"], 6.99]);
    spend(ledger, 6);
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create"], 5.99]);
  });

  test("is not tried again when a low bucket changes without a debit", () => {
    const ledger = setUp(1);
    ledger.post("topup", request);
    spend(ledger, 5);
    ledger.run({ type: "suspend", bucketId: "a" });
    expect(settle(ledger)).toEqual(["accepted Failure"]);
    ledger.run({ type: "resume", bucketId: "a" });
    expect([settle(ledger), left(ledger)]).toEqual([[], 1]);
    spend(ledger, 0.5);
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create"], 5.5]);
  });

  test("tops up at once when the balance is low", () => {
    const ledger = setUp(1);
    expect(summarize(ledger.post("topup", request))).toBe("accepted Create Create");
    expect(left(ledger)).toBe(6);
  });

  test("without a threshold the auto-top-up waits until nothing is left", () => {
    const ledger = setUp(1, {});
    ledger.post("topup", request);
    spend(ledger, 0.99);
    expect(settle(ledger)).toEqual([]);
    spend(ledger, 0.01);
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create"], 5]);
  });

  test.each([
    ["a debit", (l: Ledger) => l.post("adjust", { bucket: { id: "a" }, amount: eur(-9) })],
    ["a reservation", (l: Ledger) => l.post("reserve", { bucket: { id: "a" }, amount: eur(9) })],
    [
      "a transfer",
      (l: Ledger) =>
        l.post("transfer", {
          bucket: { id: "a" },
          receiverBucket: { id: "b" },
          amount: eur(9),
        }),
    ],
  ])("%s makes it due", (_, debit) => {
    const ledger = setUp(10);
    ledger.post("topup", request);
    debit(ledger);
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create"], 6]);
  });

  test("a closed bucket leaves a cancelled auto-top-up as it is", () => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", request));
    ledger.patch("topup", id, { status: "cancelled", reason: "no longer wanted" });
    const cancelled = ledger.state.action.get(id);
    expect(ledger.state.bucket.get("a")?.autoTopups).toEqual([id]);
    ledger.run({ type: "close", bucketId: "a" });
    expect(ledger.state.action.get(id)).toBe(cancelled);
    expect(settle(ledger)).toEqual([]);
  });

  test("numberOfPeriods counts the executions, and the last one completes the auto-top-up", () => {
    const ledger = setUp(1);
    const id = idOf(ledger.post("topup", { ...request, numberOfPeriods: 2 }));
    spend(ledger, 5);
    settle(ledger);
    expect([ledger.action(id).status, left(ledger)]).toEqual(["completed", 6]);
    spend(ledger, 5);
    expect([settle(ledger), left(ledger)]).toEqual([[], 1]);
  });

  test("no execution runs when the balance is high again", () => {
    const ledger = setUp(10);
    ledger.post("topup", request);
    spend(ledger, 9);
    ledger.post("topup", { bucket: { id: "a" }, amount: eur(20) });
    expect([settle(ledger), left(ledger)]).toEqual([["accepted"], 21]);
  });

  test("a refused execution is tried again only after the next debit", () => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", request));
    ledger.patch("topup", id, { paymentMethod: { id: "pm_declined" } });
    // The first execution decides the outcome of the parent, as with a period, so it must succeed.
    ledger.patch("topup", id, { paymentMethod: { id: "pm_approved" } });
    spend(ledger, 9);
    settle(ledger);
    ledger.patch("topup", id, { paymentMethod: { id: "pm_declined" } });
    spend(ledger, 5);
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Failure"], 1]);
    expect(ledger.advanceTo(START + 100 * HOUR)).toEqual([]);
    spend(ledger, 0.5);
    expect(settle(ledger)).toEqual(["accepted Failure"]);
  });

  test("another debit during a delayed execution starts no second one", () => {
    const ledger = setUp(10, { lowBalance: { monetary: eur(2) }, delayMs: { topup: HOUR } });
    ledger.post("topup", request);
    spend(ledger, 9);
    expect(settle(ledger)).toEqual(["accepted Create"]);
    spend(ledger, 0.5);
    expect(settle(ledger)).toEqual([]);
    ledger.advanceTo(START + 2 * HOUR);
    expect(left(ledger)).toBe(5.5);
  });

  test("waits for its start as well", () => {
    const ledger = setUp(1);
    const startDateTime = "2030-01-16T12:00:00Z";
    ledger.post("topup", { ...request, validFor: { startDateTime } });
    spend(ledger, 0.5);
    expect([settle(ledger), left(ledger)]).toEqual([[], 0.5]);
    ledger.advanceTo(START + 24 * HOUR);
    expect(left(ledger)).toBe(5.5);
  });

  test("ends by its validFor", () => {
    const ledger = setUp(10);
    const id = idOf(
      ledger.post("topup", { ...request, validFor: { endDateTime: "2030-01-16T12:00:00Z" } }),
    );
    ledger.advanceTo(START + 24 * HOUR);
    expect(ledger.action(id).status).toBe("completed");
    spend(ledger, 9);
    expect([settle(ledger), left(ledger)]).toEqual([[], 1]);
  });

  test.each([
    ["cancelled", (l: Ledger, id: string) => l.patch("topup", id, { isAutoTopup: false })],
    ["deleted", (l: Ledger, id: string) => l.remove("topup", id)],
    ["of a suspended bucket", (l: Ledger) => l.run({ type: "suspend", bucketId: "a" })],
    ["of an expired bucket", (l: Ledger) => l.run({ type: "expire", bucketId: "a" })],
  ])("an auto-top-up that is %s is not made due", (_, end) => {
    const ledger = setUp(10, { lowBalance: { monetary: eur(2) }, onExpiry: "forfeit" });
    end(ledger, idOf(ledger.post("topup", request)));
    spend(ledger, 9);
    expect(settle(ledger)).toEqual([]);
  });

  test("an edit keeps the auto-top-up due, and cannot add a period", () => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", request));
    spend(ledger, 9);
    expect(summarize(ledger.patch("topup", id, { amount: eur(3) }))).toBe("accepted");
    expect(ledger.patch("topup", id, { recurringPeriod: "weekly" }).refusal?.code).toBe(
      "attributeNotPatchable",
    );
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create"], 4]);
  });

  test("waits for a debit; resuming a bucket with a low balance does not make the auto-top-up due", () => {
    const ledger = setUp(1);
    ledger.run({ type: "suspend", bucketId: "a" });
    ledger.post("topup", request);
    ledger.run({ type: "resume", bucketId: "a" });
    const before = left(ledger);
    expect([settle(ledger), left(ledger)]).toEqual([[], before]);
  });

  test("two auto-top-ups of one bucket both wait", () => {
    const ledger = setUp(10);
    for (const _ of [1, 2]) ledger.post("topup", request);
    spend(ledger, 9);
    // The first execution leaves enough balance.
    expect([settle(ledger), left(ledger)]).toEqual([["accepted Create", "accepted"], 6]);
  });
});

describe("PATCH: isAutoTopup false", () => {
  const weekly = { ...request, recurringPeriod: "weekly" } as const;
  const ends = { isAutoTopup: false };

  test("cancels an auto-top-up, and a repeat changes nothing", () => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", weekly));
    expect(summarize(ledger.patch("topup", id, ends))).toBe("accepted Cancel");
    expect(ledger.action(id)).toMatchObject({ status: "cancelled", isAutoTopup: false });
    expect(summarize(ledger.patch("topup", id, ends))).toBe("unchanged");
    expect(ledger.advanceTo(START + 1000 * HOUR)).toEqual([]);
  });

  test.each([
    ["with the current status", { ...ends, status: "created" }, "accepted Cancel"],
    ["with the status cancelled", { ...ends, status: "cancelled" }, "accepted Cancel"],
    ["with fewer periods", { ...ends, numberOfPeriods: 1 }, "accepted Cancel"],
    [
      "cancelled by status, with fewer periods",
      { status: "cancelled", numberOfPeriods: 1 },
      "accepted Cancel",
    ],
    ["with an impossible status", { ...ends, status: "failed" }, "refused statusNotRequestable"],
    ["as true", { isAutoTopup: true }, "unchanged"],
  ])("%s", (_, body, result) => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", { ...weekly, numberOfPeriods: 9 }));
    expect(summarize(ledger.patch("topup", id, body))).toBe(result);
  });

  test("is refused once it has completed, and for any other top-up", () => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", { ...weekly, numberOfPeriods: 1 }));
    expect(ledger.patch("topup", id, ends).refusal?.code).toBe("actionClosed");
    const plain = idOf(ledger.post("topup", { bucket: { id: "a" }, amount: eur(1) }));
    expect(ledger.patch("topup", plain, ends).refusal?.code).toBe("attributeNotPatchable");
  });

  test("repeats a cancel by status", () => {
    const ledger = setUp(10);
    const id = idOf(ledger.post("topup", weekly));
    ledger.patch("topup", id, { status: "cancelled" });
    expect(summarize(ledger.patch("topup", id, ends))).toBe("unchanged");
  });
});
