import { describe, expect, test } from "vitest";
import { explain, type Policy } from "../src/index.ts";
import { createLedger, DAY, eur, HOUR, idOf, START, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const until = (text: string) => ({ validFor: { endDateTime: text } });

function openLedger(options: Partial<Policy> = {}, end?: string) {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(5), ...account, ...(end && until(end)) });
  return ledger;
}

describe("Top-up: voucher", () => {
  const withCard = (options: Partial<Policy> = {}) => {
    const ledger = openLedger(options);
    ledger.voucher({ code: "card", amount: eur(25) });
    return ledger;
  };
  const card = { ...b1, voucher: "card" };

  test.each([
    ["its own amount", {}, eur(25), "accepted Create"],
    ["0, to take it", {}, eur(0), "accepted Create"],
    ["another amount", {}, eur(20), "refused voucherAmountMismatch Failure"],
    ["another amount, ignored", { voucherAmount: "ignore" }, eur(20), "accepted Create"],
    [
      "another unit, ignored",
      { voucherAmount: "ignore" },
      { amount: 1, units: "x" },
      "accepted Create",
    ],
  ] as const)("a request of %s", (_, options, amount, expected) => {
    const ledger = withCard(options);
    expect(summarize(ledger.post("topup", { ...card, amount }))).toBe(expected);
    expect(ledger.remaining("b1")).toBe(expected.startsWith("accepted") ? 30_000_000 : 5_000_000);
  });

  test.each([
    ["sms", "sms", { amount: 5, units: "SMS" }, "other", "refused usageTypeMismatch Failure"],
    ["sms", "sms", { amount: 5, units: "SMS" }, "sms", "accepted Create"],
    ["any", undefined, { amount: 5, units: "SMS" }, "other", "accepted Create"],
  ] as const)(
    "a voucher tops up only buckets of its usage type: %s",
    (_, usageType, worth, actual, expected) => {
      const ledger = createLedger();
      ledger.open("b", { usageType: actual, remainingValue: { amount: 1, units: "SMS" } });
      ledger.voucher({ code: "pack", amount: worth, ...(usageType && { usageType }) });
      const body = { bucket: { id: "b" }, amount: worth, voucher: "pack" };
      expect(summarize(ledger.post("topup", body))).toBe(expected);
    },
  );

  test.each([
    ["below zero", eur(-5)],
    ["of a fraction of a step", eur(0.000_000_1)],
    ["of an unknown unit", { amount: 5, units: "doubloons" }],
  ])("a voucher %s adds nothing, for any requested amount", (_, worth) => {
    for (const voucherAmount of ["match", "ignore"] as const) {
      const ledger = createLedger({ voucherAmount });
      ledger.open("b", { remainingValue: eur(10) });
      ledger.voucher({ code: "odd", amount: worth });
      const decision = ledger.post("topup", {
        bucket: { id: "b" },
        voucher: "odd",
        amount: eur(0),
      });
      expect(decision.refusal?.code).toBe("voucherAmountMismatch");
      expect(ledger.remaining("b")).toBe(10e6);
    }
  });

  test("a voucher of zero is accepted, and adds nothing", () => {
    const ledger = withCard();
    ledger.voucher({ code: "empty", amount: eur(0) });
    const decision = ledger.post("topup", { ...b1, voucher: "empty", amount: eur(0) });
    expect([summarize(decision), ledger.remaining("b1")]).toEqual(["accepted Create", 5e6]);
  });

  test("if the voucher's amount is ignored, a top-up without a voucher keeps its own", () => {
    const ledger = withCard({ voucherAmount: "ignore" });
    expect(summarize(ledger.post("topup", { ...b1, amount: eur(1) }))).toBe("accepted Create");
    expect(ledger.remaining("b1")).toBe(6e6);
  });

  test("works once, and is used up only when the top-up completes", () => {
    const ledger = withCard({ delayMs: { topup: HOUR } });
    const first = ledger.post("topup", { ...card, amount: eur(0) });
    const second = ledger.post("topup", { ...card, amount: eur(0) });
    expect([summarize(first), summarize(second)]).toEqual(["accepted Create", "accepted Create"]);
    expect(ledger.state.voucher.get("CARD")?.state).toBe("active");
    const [one, two] = ledger.advanceTo(START + HOUR);
    expect(one && summarize(one)).toBe("accepted");
    expect(two && summarize(two)).toBe("refused voucherUsed Failure");
    expect(ledger.state.voucher.get("CARD")).toMatchObject({ state: "used", usedBy: idOf(first) });
    expect(ledger.action(idOf(first))).toMatchObject({ status: "completed", amount: eur(25) });
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(30));
    expect(ledger.postings.at(-1)?.from).toBe("voucher");
  });

  test("a refused top-up keeps its amount: a patch to the voucher's amount is a change", () => {
    const ledger = withCard();
    const id = idOf(ledger.post("topup", { ...card, amount: eur(20) }));
    expect(summarize(ledger.patch("topup", id, { amount: eur(20) }))).toBe("unchanged");
    const other = ledger.patch("topup", id, { amount: eur(25) });
    expect(summarize(other)).toBe("refused attributeNotPatchable");
  });

  test("an expired voucher is refused from the instant of its end", () => {
    const ledger = openLedger();
    ledger.voucher({ code: "card", amount: eur(25), expiresAt: START });
    const decision = ledger.post("topup", { ...card, amount: eur(0) });
    expect(decision.refusal && explain(decision.refusal)).toBe(
      "voucher card expired at 2030-01-15T12:00:00.000Z",
    );
  });

  const guess = (ledger: ReturnType<typeof openLedger>) =>
    ledger.post("topup", { ...b1, amount: eur(0), voucher: "guess" }).refusal?.code;

  test("three unknown codes lock vouchers of the party account for an hour", () => {
    const ledger = withCard();
    const tries = [guess(ledger), guess(ledger), guess(ledger), guess(ledger)];
    expect(tries.slice(0, 3)).toEqual(Array(3).fill("voucherUnknown"));
    expect(tries[3]).toBe("voucherLocked");
    const good = ledger.post("topup", { ...card, amount: eur(0) });
    expect(good.refusal && explain(good.refusal)).toContain("2030-01-15T13:00:00.000Z");
    // A payment is not a voucher.
    expect(ledger.post("topup", { ...b1, amount: eur(1) }).outcome).toBe("accepted");
    ledger.setNow(START + HOUR);
    expect(ledger.post("topup", { ...card, amount: eur(0) }).outcome).toBe("accepted");
  });

  test("a valid code resets the count, and so does the end of a lock", () => {
    const ledger = withCard();
    guess(ledger);
    guess(ledger);
    ledger.post("topup", { ...card, amount: eur(0) });
    expect([guess(ledger), guess(ledger), guess(ledger)]).toEqual(Array(3).fill("voucherUnknown"));
    ledger.setNow(START + HOUR);
    expect([guess(ledger), guess(ledger), guess(ledger), guess(ledger)]).toEqual([
      ...Array(3).fill("voucherUnknown"),
      "voucherLocked",
    ]);
  });

  test("the number of codes and the duration are configurable; unrecorded attempts count", () => {
    const ledger = withCard({ voucherLockout: { misses: 1, lockMs: DAY }, refusals: "reject" });
    expect([guess(ledger), guess(ledger)]).toEqual(["voucherUnknown", "voucherLocked"]);
    expect(ledger.state.action.size).toBe(0);
    ledger.setNow(START + DAY - 1);
    expect(guess(ledger)).toBe("voucherLocked");
  });

  test("another party account is not locked; without an account the bucket is locked", () => {
    const ledger = withCard({ voucherLockout: { misses: 1, lockMs: DAY } });
    ledger.open("b2", { partyAccount: { id: "pa2" } });
    ledger.open("b3");
    guess(ledger);
    const other = { voucher: "guess", amount: eur(0) };
    expect(ledger.post("topup", { ...other, bucket: { id: "b2" } }).refusal?.code).toBe(
      "voucherUnknown",
    );
    ledger.post("topup", { ...other, bucket: { id: "b3" }, partyAccount: { id: "pa9" } });
    expect(ledger.state.voucherLock.get("pa9")?.lockedUntil).toBe(START + DAY);
    ledger.post("topup", { ...other, bucket: { id: "b3" } });
    expect(ledger.state.voucherLock.get("b3")?.lockedUntil).toBe(START + DAY);
  });
});
