import { describe, expect, test } from "vitest";
import { type ActionKind, explain } from "../src/index.ts";
import { createLedger, eur, START, summarize } from "./test-ledger.ts";

const b1 = { bucket: { id: "b1" }, amount: eur(5) };
const HOUR = 3_600_000;
const until = (ms: number) => ({ validFor: { endDateTime: new Date(START + ms).toISOString() } });

function openLedger(options: Parameters<typeof createLedger>[0] = {}) {
  const ledger = createLedger(options);
  for (const id of ["b1", "b2"]) ledger.open(id, { remainingValue: eur(20) });
  return ledger;
}

describe("A validFor that has passed", () => {
  for (const kind of ["reserve", "topup", "adjust"] as const satisfies ActionKind[]) {
    test.each([
      ["years ago", -10 * 365 * 24 * HOUR, "validForPassed"],
      ["a millisecond ago", -1, "validForPassed"],
      ["now", 0, "validForPassed"],
      ["in a millisecond", 1, undefined],
    ])(`a ${kind} whose validFor ends %s`, (_, ms, code) => {
      const ledger = openLedger();
      const { refusal, result } = ledger.post(kind, { ...b1, ...until(ms) });
      expect(refusal?.code).toBe(code);
      if (refusal === undefined) return;
      expect(result?.status).toBe("failed");
      expect(explain(refusal)).toContain(until(ms).validFor.endDateTime);
      expect(ledger.bucket("b1")).toMatchObject({
        remainingValue: eur(20),
        reservedValue: eur(0),
      });
      expect(ledger.advanceTo(START + HOUR)).toEqual([]);
    });
  }

  test("a transfer only records the period", () => {
    const { outcome } = openLedger().post("transfer", {
      ...b1,
      ...until(-1),
      receiverBucket: { id: "b2" },
      usageType: "monetary",
      receiverBucketUsageType: "monetary",
    });
    expect(outcome).toBe("accepted");
  });

  test("under refusals: reject, nothing is recorded", () => {
    const ledger = openLedger({ refusals: "reject" });
    expect(ledger.post("reserve", { ...b1, ...until(-1) }).refusal?.http).toBe(409);
    expect(ledger.state.action.size).toBe(0);
  });

  test.each([
    ["into the past", { validFor: { endDateTime: "2020-01-01T00:00:00Z" } }, "validForPassed"],
    ["to now", until(0), "validForPassed"],
    ["into the past, released with it", { status: "cancelled", ...until(-1) }, "validForPassed"],
    ["into the past, consumed with it", { status: "completed", ...until(-1) }, "validForPassed"],
    ["to a later instant", until(1), undefined],
    ["not at all", until(HOUR), undefined],
  ])("an open reservation whose end is moved %s", (_, body, code) => {
    const ledger = openLedger();
    ledger.post("reserve", { ...b1, ...until(HOUR) });
    expect(ledger.patch("reserve", "reserve-1", body).refusal?.code).toBe(code);
    const end = code === undefined ? body : until(HOUR);
    expect(ledger.action("reserve-1")).toMatchObject({ status: "created", validFor: end.validFor });
    expect(ledger.bucket("b1").reservedValue).toEqual(eur(5));
  });

  test("a delayed top-up whose validFor ends during the delay is refused at the end", () => {
    const ledger = openLedger({ delayMs: { topup: HOUR } });
    ledger.post("topup", { ...b1, ...until(1) });
    expect(ledger.advanceTo(START + HOUR).map(summarize)).toEqual([
      "refused validForPassed Failure",
    ]);
  });
});

describe("A validFor that starts later", () => {
  const from = (ms: number, rest = {}) => ({
    validFor: { startDateTime: new Date(START + ms).toISOString(), ...rest },
  });
  for (const kind of ["reserve", "topup", "adjust"] as const satisfies ActionKind[]) {
    test.each([
      ["yesterday", from(-24 * HOUR), undefined],
      ["now", from(0), undefined],
      ["in a millisecond", from(1), "validForNotStarted"],
      ["tomorrow, with an end", from(24 * HOUR, until(48 * HOUR).validFor), "validForNotStarted"],
    ])(`a ${kind} that starts %s`, (_, period, code) => {
      const ledger = openLedger();
      const { refusal } = ledger.post(kind, { ...b1, ...period });
      expect(refusal?.code).toBe(code);
      if (refusal === undefined) return;
      expect(explain(refusal)).toContain(period.validFor.startDateTime);
      expect(ledger.remaining("b1")).toBe(20e6);
    });
  }

  test("a transfer only records the period", () => {
    const { outcome } = openLedger().post("transfer", {
      ...b1,
      ...from(HOUR),
      receiverBucket: { id: "b2" },
    });
    expect(outcome).toBe("accepted");
  });

  test("an open reservation is not moved to a later start", () => {
    const ledger = openLedger();
    ledger.post("reserve", { ...b1, ...until(HOUR) });
    const { refusal } = ledger.patch("reserve", "reserve-1", from(1));
    expect(refusal?.code).toBe("validForNotStarted");
    expect(ledger.patch("reserve", "reserve-1", from(0)).outcome).toBe("accepted");
  });
});

describe("An amount of 0", () => {
  const longer = until(48 * HOUR);
  const shorter = until(12 * HOUR);
  const code = {
    topup: "amountNotPositive",
    adjust: "amountZero",
    reserve: "amountNotPositive",
    transfer: "amountNotPositive",
  } as const;
  test.each([
    ["topup", "alone", {}, 24, code.topup],
    ["topup", "with a later end", longer, 24, undefined],
    ["topup", "with an earlier end", shorter, 24, code.topup],
    ["topup", "with an end, without one in the bucket", longer, undefined, code.topup],
    ["adjust", "alone", {}, 24, code.adjust],
    ["adjust", "with a later end", longer, 24, undefined],
    ["adjust", "with an earlier end", shorter, 24, code.adjust],
    ["adjust", "with an end, without one in the bucket", longer, undefined, code.adjust],
    ["reserve", "alone", {}, 24, code.reserve],
    ["reserve", "with a later end", longer, 24, code.reserve],
    ["transfer", "alone", {}, 24, code.transfer],
    ["transfer", "with a later end", longer, 24, code.transfer],
  ] as const)("%s of 0, %s", (kind, _, period, hours, expected) => {
    const ledger = createLedger();
    const own = hours === undefined ? {} : until(hours * HOUR);
    for (const id of ["b1", "b2"]) ledger.open(id, { remainingValue: eur(20), ...own });
    const amount = eur(0);
    const receiver = kind === "transfer" ? { receiverBucket: { id: "b2" } } : {};
    const { refusal } = ledger.post(kind, { ...b1, ...period, ...receiver, amount });
    expect(refusal?.code).toBe(expected);
    const moved = expected === undefined ? longer : own;
    expect(ledger.bucket("b1").validFor).toEqual("validFor" in moved ? moved.validFor : undefined);
    expect(ledger.remaining("b1")).toBe(20e6);
  });
});

describe("An auto-top-up whose validFor ends", () => {
  const weekly = { ...b1, isAutoTopup: true, recurringPeriod: "weekly" } as const;
  const WEEK = 7 * 24 * HOUR;
  const executions = (ledger: ReturnType<typeof createLedger>) =>
    [...ledger.state.action.values()].filter(({ parent }) => parent).map(({ status }) => status);

  test("is refused when it ends before its start", () => {
    const validFor = {
      startDateTime: new Date(START + WEEK).toISOString(),
      ...until(WEEK - 1).validFor,
    };
    const ledger = openLedger();
    expect(ledger.post("topup", { ...weekly, validFor }).refusal?.code).toBe("validForPassed");
    expect(executions(ledger)).toEqual([]);
  });

  test("does not set the validity of its executions: the policy does", () => {
    const topupValidity = [
      { usageType: "monetary", atLeast: eur(5), period: { days: 3 } },
    ] as const;
    for (const [policy, days] of [
      [{ topupValidity }, 3],
      [{}, 1],
    ] as const) {
      const ledger = createLedger(policy);
      ledger.open("b1", { remainingValue: eur(20), ...until(24 * HOUR) });
      const { result } = ledger.post("topup", { ...weekly, ...until(2 * WEEK) });
      expect(ledger.bucket("b1").validFor).toEqual(until(days * 24 * HOUR).validFor);
      expect(ledger.action(result?.id ?? "").validFor).toEqual(until(2 * WEEK).validFor);
      expect(ledger.action("topup-2")).not.toHaveProperty("validFor");
    }
  });

  test("does not revive an expired bucket", () => {
    const ledger = createLedger();
    ledger.open("b1", { remainingValue: eur(20), ...until(HOUR) });
    ledger.setNow(START + HOUR);
    const { refusal } = ledger.post("topup", { ...weekly, ...until(2 * WEEK) });
    expect(refusal?.code).toBe("bucketExpired");
    expect(ledger.remaining("b1")).toBe(20e6);
  });

  test("executes what was due before the end, although the clock is past the end", () => {
    const ledger = openLedger();
    const { result } = ledger.post("topup", { ...weekly, ...until(WEEK + 1) });
    ledger.setNow(START + 2 * WEEK);
    ledger.run({ type: "due", actionId: result?.id ?? "" });
    expect(executions(ledger)).toEqual(["completed", "completed"]);
    expect(ledger.action(result?.id ?? "").status).toBe("completed");
  });

  test("is refused when it has ended, and nothing is credited", () => {
    const ledger = openLedger();
    const { refusal } = ledger.post("topup", { ...weekly, ...until(-1) });
    expect(refusal?.code).toBe("validForPassed");
    expect(executions(ledger)).toEqual(["failed"]);
    expect(ledger.remaining("b1")).toBe(20e6);
  });

  test.each([
    ["before the third execution", 2 * WEEK - 1, 2],
    ["at the third execution", 2 * WEEK, 2],
    ["after the third execution", 2 * WEEK + 1, 3],
  ])("%s: it completes and executes no more", (_, ms, count) => {
    const ledger = openLedger();
    ledger.post("topup", { ...weekly, ...until(ms) });
    ledger.advanceTo(START + 10 * WEEK);
    expect(executions(ledger)).toEqual(Array(count).fill("completed"));
    expect(ledger.action("topup-1").status).toBe("completed");
  });
});
