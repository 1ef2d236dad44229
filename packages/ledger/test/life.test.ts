import { describe, expect, test } from "vitest";
import { bucketStatus, explain, nextDue, type Policy } from "../src/index.ts";
import { at, createLedger, DAY, eur, HOUR, type Ledger, START } from "./test-ledger.ts";

const lifecycle = { graceDays: 3, barredDays: 5 };
const validity = {
  topupValidity: [{ usageType: "monetary", atLeast: eur(5), period: { days: 30 } }],
} as const;
const end = (text: string) => ({ validFor: { endDateTime: text } });
const a = { bucket: { id: "a" }, amount: eur(1) };

function setUp(policy: Partial<Policy> = {}, until = "2030-01-16T12:00:00Z"): Ledger {
  const ledger = createLedger(policy);
  ledger.open("a", { remainingValue: eur(10), ...end(until) });
  ledger.open("b", { remainingValue: eur(10) });
  return ledger;
}
const endOf = (ledger: Ledger) => ledger.bucket("a").validFor?.endDateTime;

describe("Bucket life: end at local midnight", () => {
  const midnight = { endOfValidity: "midnight" } as const;

  test.each([
    [0, "2030-01-16T12:00:00Z", "2030-01-17T00:00:00.000Z"],
    [0, "2030-01-16T00:00:00Z", "2030-01-16T00:00:00.000Z"],
    [60, "2030-01-16T22:59:59Z", "2030-01-16T23:00:00.000Z"],
    [-330, "2030-01-16T05:30:01Z", "2030-01-17T05:30:00.000Z"],
  ])("at %d minutes from UTC, %s is %s", (utcOffsetMinutes, until, expected) => {
    expect(endOf(setUp({ ...midnight, utcOffsetMinutes }, until))).toBe(expected);
  });

  test.each([
    ["a top-up by policy", (l: Ledger) => l.post("topup", { ...a, amount: eur(5) }), "2030-02-15"],
    [
      "a top-up with validFor",
      (l: Ledger) => l.post("topup", { ...a, ...end("2030-03-01T01:00:00Z") }),
      "2030-03-02",
    ],
    [
      "an adjustment",
      (l: Ledger) => l.post("adjust", { ...a, ...end("2030-03-01T01:00:00Z") }),
      "2030-03-02",
    ],
  ])("%s", (_, act, day) => {
    const ledger = setUp({ ...midnight, ...validity });
    act(ledger);
    expect(endOf(ledger)).toBe(`${day}T00:00:00.000Z`);
    // By default a validity ends at its exact second.
    const other = setUp(validity);
    act(other);
    expect(endOf(other)).not.toContain("T00:00:00");
  });

  test("a first use and a bonus with validity", () => {
    const rule = { usageType: "monetary", atLeast: eur(1), bonus: eur(1), period: { days: 9 } };
    const ledger = setUp({ ...midnight, topupBonuses: [rule as never] });
    ledger.open("pack", { remainingValue: eur(1) }, { firstUse: { days: 1 } });
    ledger.run({ type: "spend", bucketId: "pack", amount: eur(1) });
    expect(ledger.bucket("pack").validFor?.endDateTime).toBe("2030-01-17T00:00:00.000Z");
    ledger.post("topup", a);
    expect(endOf(ledger)).toBe("2030-01-25T00:00:00.000Z");
  });

  test("the end of a reservation stays as it is", () => {
    const ledger = setUp(midnight);
    ledger.post("reserve", { ...a, ...end("2030-01-15T13:00:00Z") });
    ledger.advanceTo(START + HOUR);
    expect(ledger.bucket("a").reservedValue).toEqual(eur(0));
  });
});

describe("Bucket life: grace, barred, terminated", () => {
  test.each([
    ["before the end", 0.9, "active", undefined, undefined, undefined],
    ["in the days of grace", 1, "active", "grace", undefined, undefined],
    ["at their last instant", 3.99, "active", "grace", undefined, undefined],
    ["barred", 4, "expired", "barred", "bucketExpired", undefined],
    ["until the last day", 8.99, "expired", "barred", "bucketExpired", undefined],
    ["terminated", 9, "expired", "terminated", "bucketExpired", "bucketTerminated"],
  ])("%s", (_, days, status, stage, debit, credit) => {
    const ledger = setUp({ lifecycle, ...validity });
    ledger.advanceTo(START + days * DAY);
    expect(ledger.bucket("a")).toMatchObject({
      status,
      ...(stage && { lifeStage: stage }),
    });
    expect(ledger.bucket("a").lifeStage).toBe(stage);
    expect(ledger.post("reserve", a).refusal?.code).toBe(debit);
    const received = ledger.post("transfer", {
      ...a,
      bucket: { id: "b" },
      receiverBucket: { id: "a" },
    });
    expect(received.refusal?.code).toBe(debit && "receiverBucketExpired");
    const { refusal } = ledger.post("topup", { ...a, amount: eur(5) });
    expect(refusal?.code).toBe(credit);
    if (refusal === undefined) expect(ledger.bucket("a").status).toBe("active");
    else expect(explain(refusal)).toBe("bucket a was terminated at 2030-01-24T12:00:00.000Z");
  });

  test("a barred bucket is not revived without validity, and a terminated bucket is not adjusted", () => {
    const ledger = setUp({ lifecycle });
    ledger.advanceTo(START + 5 * DAY);
    expect(ledger.post("topup", a).refusal?.code).toBe("bucketExpired");
    expect(ledger.post("adjust", { ...a, ...end("2030-03-01T00:00:00Z") }).outcome).toBe(
      "accepted",
    );
    const late = setUp({ lifecycle });
    late.advanceTo(START + 10 * DAY);
    const { refusal } = late.post("adjust", { ...a, ...end("2030-03-01T00:00:00Z") });
    expect(refusal?.code).toBe("bucketTerminated");
  });

  test("the value is kept until the termination, and lost then", () => {
    const ledger = setUp({ lifecycle, onExpiry: "forfeit" });
    const record = ledger.state.bucket.get("a");
    expect(record && nextDue(record, ledger.policy)?.at).toBe(at("2030-01-24T12:00:00Z"));
    ledger.advanceTo(START + 8.9 * DAY);
    expect(ledger.bucket("a").remainingValue).toEqual(eur(10));
    ledger.advanceTo(START + 9 * DAY);
    expect(ledger.bucket("a").remainingValue).toEqual(eur(0));
    expect(ledger.postings.at(-1)).toMatchObject({ to: "expiry", steps: 10e6 });
  });

  test("without the policy there are no stages", () => {
    const ledger = setUp(validity);
    ledger.advanceTo(START + 400 * DAY);
    expect(ledger.bucket("a")).not.toHaveProperty("lifeStage");
    expect(ledger.post("topup", { ...a, amount: eur(5) }).outcome).toBe("accepted");
    const record = ledger.state.bucket.get("b");
    expect(record && bucketStatus(record, ledger.now())).toBe("active");
  });
});

describe("Top-up: the bar is lifted", () => {
  test.each([
    ["refuse", "bucketSuspended", true],
    ["accept", undefined, true],
    ["lift", undefined, false],
  ] as const)("topupSuspended: %s", (topupSuspended, code, isSuspended) => {
    const ledger = setUp({ topupSuspended });
    ledger.run({ type: "suspend", bucketId: "a" });
    expect(ledger.post("topup", a).refusal?.code).toBe(code);
    expect(ledger.state.bucket.get("a")?.suspended).toBe(isSuspended);
  });

  test("a top-up of 0 does not lift the bar", () => {
    const ledger = setUp({ topupSuspended: "lift" });
    ledger.run({ type: "suspend", bucketId: "a" });
    const validFor = { endDateTime: "2031-01-01T00:00:00Z" };
    expect(ledger.post("topup", { ...a, amount: eur(0), validFor }).outcome).toBe("accepted");
    expect(ledger.bucket("a").status).toBe("suspended");
  });

  test("a declined payment does not lift the bar", () => {
    const ledger = setUp({ topupSuspended: "lift" });
    ledger.run({ type: "suspend", bucketId: "a" });
    ledger.post("topup", { ...a, paymentMethod: { id: "pm_declined" } });
    expect(ledger.bucket("a").status).toBe("suspended");
  });
});
