import { describe, expect, test } from "vitest";
import { type ActionRecord, explain, type Policy } from "../src/index.ts";
import { at, createLedger, DAY, eur, HOUR, hrefOf, idOf, START, short } from "./kit.ts";

const account = { partyAccount: { id: "pa1" } };
const b1 = { bucket: { id: "b1" }, usageType: "monetary" } as const;
const until = (text: string) => ({ validFor: { endDateTime: text } });

const opened = (options: Partial<Policy> = {}, end?: string) => {
  const ledger = createLedger(options);
  ledger.open("b1", { remainingValue: eur(5), ...account, ...(end && until(end)) });
  return ledger;
};

describe("§2 Top-up: adds to the bucket", () => {
  test("completes at once, and says when", () => {
    const ledger = opened();
    const decision = ledger.post("topup", { ...b1, amount: eur(10) });
    expect(short(decision)).toBe("accepted Create");
    expect(ledger.action(idOf(decision))).toMatchObject({
      id: "topup-1",
      href: hrefOf("topupBalance", "topup-1"),
      status: "completed",
      amount: eur(10),
      usageType: "monetary",
      requestedDate: "2030-01-15T12:00:00.000Z",
      confirmationDate: "2030-01-15T12:00:00.000Z",
      partyAccount: { id: "pa1" },
      relatedParty: [],
    });
    expect(ledger.postings.at(-1)).toMatchObject({ from: "payment", steps: 10_000_000 });
  });

  test("an unknown bucket is refused by default", () => {
    const decision = createLedger().post("topup", { ...b1, amount: eur(1) });
    expect(decision.refusal?.code).toBe("bucketNotFound");
    expect(decision.result).toMatchObject({ bucketId: "b1", status: "failed" });
  });

  test('an unknown bucket is created under unknownBucket: "create"', () => {
    const ledger = createLedger({ unknownBucket: "create" });
    const product = [{ id: "p1" }];
    ledger.post("topup", { ...b1, ...account, product, amount: eur(1) });
    expect(ledger.bucket("b1")).toMatchObject({
      usageType: "monetary",
      remainingValue: eur(1),
      product,
      partyAccount: { id: "pa1" },
      confirmationDate: "2030-01-15T12:00:00.000Z",
    });
    ledger.post("adjust", { bucket: { id: "b2" }, usageType: "data", amount: eur(1) });
    expect(ledger.state.bucket.has("b2")).toBe(false);
    ledger.post("adjust", { bucket: { id: "b3" }, usageType: "monetary", amount: eur(1) });
    expect(ledger.state.bucket.has("b3")).toBe(true);
    // What is taken from must exist.
    expect(ledger.post("reserve", { bucket: { id: "b4" }, amount: eur(1) }).refusal?.code).toBe(
      "bucketNotFound",
    );
  });

  test("a created bucket without an amount's unit takes its usage type's", () => {
    const ledger = createLedger({ unknownBucket: "create" });
    ledger.voucher({ code: "v", amount: { amount: 3, units: "SMS" } });
    const policyless = { bucket: { id: "s" }, usageType: "sms", voucher: "v" } as const;
    ledger.post("topup", { ...policyless, amount: { amount: 0, units: "SMS" } });
    expect(ledger.bucket("s").remainingValue).toEqual({ amount: 3, units: "SMS" });
  });
});

describe("§2 Top-up: validity", () => {
  test.each([
    ["later than the bucket's: moves it", "2030-02-01T00:00:00Z", "2030-03-01T00:00:00.000Z"],
    [
      "earlier than the bucket's: changes nothing",
      "2030-06-01T00:00:00Z",
      "2030-06-01T00:00:00.000Z",
    ],
    ["after the bucket expired: revives it", "2030-01-01T00:00:00Z", "2030-03-01T00:00:00.000Z"],
  ])("validFor %s", (_, end, expected) => {
    const ledger = opened({}, end);
    ledger.post("topup", { ...b1, amount: eur(1), ...until("2030-03-01T01:00:00+01:00") });
    expect(ledger.bucket("b1")).toMatchObject({
      status: "active",
      remainingValue: eur(6),
      validFor: { endDateTime: expected },
    });
  });

  test("a bucket without an end keeps having none", () => {
    const ledger = opened();
    ledger.post("topup", { ...b1, amount: eur(1), ...until("2030-03-01T00:00:00Z") });
    expect(ledger.bucket("b1").validFor).toBeUndefined();
  });

  test("an expired bucket is refused unless the top-up brings validity: bucketExpired", () => {
    const ledger = opened({}, "2030-01-15T12:00:00Z");
    expect(ledger.bucket("b1").status).toBe("expired");
    const refused = ledger.post("topup", { ...b1, amount: eur(1) });
    expect(refused.refusal && explain(refused.refusal)).toBe(
      "bucket b1 expired at 2030-01-15T12:00:00.000Z",
    );
  });

  test("the largest policy topupValidity that the amount reaches", () => {
    const rule = (amount: number, days: number) =>
      ({ usageType: "monetary", atLeast: eur(amount), period: { days } }) as const;
    const voice = {
      usageType: "voice",
      atLeast: { amount: 0, units: "min" },
      period: { days: 90 },
    };
    const topupValidity = [rule(5, 7), rule(20, 60), rule(10, 30), voice as never];
    for (const [amount, end] of [
      [4, "2030-01-16T00:00:00.000Z"],
      [5, "2030-01-22T12:00:00.000Z"],
      [19.99, "2030-02-14T12:00:00.000Z"],
      [20, "2030-03-16T12:00:00.000Z"],
    ] as const) {
      const ledger = opened({ topupValidity }, "2030-01-16T00:00:00Z");
      ledger.post("topup", { ...b1, amount: eur(amount) });
      expect(ledger.bucket("b1").validFor?.endDateTime).toBe(end);
    }
  });

  test("a voucher's validity goes before policy's, the request's before both", () => {
    const topupValidity = [
      { usageType: "monetary", atLeast: eur(0), period: { days: 90 } } as const,
    ];
    const ledger = opened({ topupValidity }, "2030-01-16T00:00:00Z");
    ledger.voucher({ code: "one", amount: eur(1), grants: { months: 1 } });
    ledger.voucher({ code: "two", amount: eur(1), grants: { months: 1 } });
    ledger.post("topup", { ...b1, amount: eur(1), voucher: "one" });
    expect(ledger.bucket("b1").validFor?.endDateTime).toBe("2030-02-15T12:00:00.000Z");
    const dated = { ...b1, amount: eur(1), ...until("2030-02-20T00:00:00Z") };
    ledger.post("topup", { ...dated, voucher: "two" });
    expect(ledger.bucket("b1").validFor?.endDateTime).toBe("2030-02-20T00:00:00.000Z");
  });

  test("a validFor that is no date-time is a 400", () => {
    const decision = opened().post("topup", { ...b1, amount: eur(1), ...until("soon") });
    expect(decision).toMatchObject({
      changes: [],
      refusal: { code: "dateTimeInvalid", http: 400 },
    });
  });

  test("a suspended bucket refuses unless configured", () => {
    for (const [topupSuspended, expected] of [
      ["refuse", "refused bucketSuspended Failure"],
      ["accept", "accepted Create"],
    ] as const) {
      const ledger = opened({ topupSuspended });
      ledger.run({ type: "suspend", bucketId: "b1" });
      expect(short(ledger.post("topup", { ...b1, amount: eur(1) }))).toBe(expected);
    }
  });
});

describe("§2 Top-up: voucher", () => {
  const withCard = (options: Partial<Policy> = {}) => {
    const ledger = opened(options);
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
    expect(short(ledger.post("topup", { ...card, amount }))).toBe(expected);
    expect(ledger.remaining("b1")).toBe(expected.startsWith("accepted") ? 30_000_000 : 5_000_000);
  });

  test("works once, and is used up only when the top-up completes", () => {
    const ledger = withCard({ delayMs: { topup: HOUR } });
    const first = ledger.post("topup", { ...card, amount: eur(0) });
    const second = ledger.post("topup", { ...card, amount: eur(0) });
    expect([short(first), short(second)]).toEqual(["accepted Create", "accepted Create"]);
    expect(ledger.state.voucher.get("card")?.state).toBe("active");
    const [one, two] = ledger.advanceTo(START + HOUR);
    expect(one && short(one)).toBe("accepted");
    expect(two && short(two)).toBe("refused voucherUsed Failure");
    expect(ledger.state.voucher.get("card")).toMatchObject({ state: "used", usedBy: idOf(first) });
    expect(ledger.action(idOf(first))).toMatchObject({ status: "completed", amount: eur(25) });
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(30));
    expect(ledger.postings.at(-1)?.from).toBe("voucher");
  });

  test("an expired voucher is refused from the instant it names", () => {
    const ledger = opened();
    ledger.voucher({ code: "card", amount: eur(25), expiresAt: START });
    const decision = ledger.post("topup", { ...card, amount: eur(0) });
    expect(decision.refusal && explain(decision.refusal)).toBe(
      "voucher card expired at 2030-01-15T12:00:00.000Z",
    );
  });

  const guess = (ledger: ReturnType<typeof opened>) =>
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

  test("a good code resets the count, and so does the end of a lock", () => {
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

  test("both numbers are configurable, and attempts count where nothing is recorded", () => {
    const ledger = withCard({ voucherLockout: { misses: 1, lockMs: DAY }, refusals: "reject" });
    expect([guess(ledger), guess(ledger)]).toEqual(["voucherUnknown", "voucherLocked"]);
    expect(ledger.state.action.size).toBe(0);
    ledger.setNow(START + DAY - 1);
    expect(guess(ledger)).toBe("voucherLocked");
  });

  test("another party account is not locked; without an account the bucket is what is locked", () => {
    const ledger = withCard({ voucherLockout: { misses: 1, lockMs: DAY } });
    ledger.open("b2", { partyAccount: { id: "pa2" } });
    ledger.open("b3");
    guess(ledger);
    const other = { voucher: "guess", amount: eur(0) };
    expect(ledger.post("topup", { ...other, bucket: { id: "b2" } }).refusal?.code).toBe(
      "voucherUnknown",
    );
    ledger.post("topup", { ...other, bucket: { id: "b3" } });
    expect(ledger.state.voucherLock.get("b3")?.lockedUntil).toBe(START + DAY);
  });
});

describe("§2 Top-up: payment", () => {
  const pay = (id: string, extra = {}) => ({
    ...b1,
    amount: eur(1),
    paymentMethod: { id, ...extra },
  });
  const once = { "@type": "PaymentTransaction" };

  test.each([
    ["pm_approved", "accepted Create", "completed"],
    ["pm_declined", "refused paymentDeclined Failure", "failed"],
    ["pm_insufficient_funds", "refused paymentDeclined Failure", "failed"],
    ["pm_slow", "accepted Create", "created"],
    ["pm_lost_answer", "accepted Create", "completed"],
    ["anything else", "accepted Create", "completed"],
    ["toString", "accepted Create", "completed"],
  ])("%s: %s", (id, expected, status) => {
    const ledger = opened();
    const decision = ledger.post("topup", pay(id));
    expect(short(decision)).toBe(expected);
    expect(decision.result?.status).toBe(status);
  });

  test("pm_slow completes after its delay, or the policy's when that is longer", () => {
    for (const [options, delay] of [
      [{}, 30_000],
      [{ slowPaymentMs: 5 }, 5],
      [{ delayMs: { topup: HOUR } }, HOUR],
    ] as const) {
      const ledger = opened(options);
      const id = idOf(ledger.post("topup", pay("pm_slow")));
      expect(ledger.advanceTo(START + delay - 1)).toEqual([]);
      ledger.advanceTo(START + delay);
      expect(ledger.action(id).status).toBe("completed");
    }
  });

  test("the caller's gateway answer goes before the test values", () => {
    const ledger = opened();
    ledger.gateway("insufficientFunds");
    const decision = ledger.post("topup", pay("pm_approved"));
    expect(decision.refusal && explain(decision.refusal)).toBe(
      "the payment was refused for insufficient funds",
    );
  });

  test("a PaymentTransaction's second use is a duplicateRequest that names the first", () => {
    const ledger = opened();
    const first = ledger.post("topup", pay("tx", once));
    const second = ledger.post("topup", pay("tx", once));
    expect(second).toMatchObject({
      outcome: "refused",
      changes: [],
      notices: [],
      refusal: { code: "duplicateRequest", http: 409, duplicateOf: idOf(first) },
    });
    expect(ledger.remaining("b1")).toBe(6_000_000);
    // A method, unlike a transaction, is used again and again.
    ledger.post("topup", pay("pm"));
    expect(ledger.post("topup", pay("pm")).outcome).toBe("accepted");
  });

  test("a payment whose first use failed can be used again; one that is on its way cannot", () => {
    const ledger = opened();
    ledger.gateway("declined");
    ledger.post("topup", pay("tx", once));
    ledger.gateway("slow");
    expect(short(ledger.post("topup", pay("tx", once)))).toBe("accepted Create");
    expect(ledger.post("topup", pay("tx", once)).refusal?.code).toBe("duplicateRequest");
  });
});

describe("§2 Top-up: auto-top-up", () => {
  const auto = (period: string, periods?: number, extra = {}) => ({
    ...b1,
    amount: eur(1),
    isAutoTopup: true,
    recurringPeriod: period as "weekly",
    ...(periods && { numberOfPeriods: periods }),
    ...extra,
  });
  const children = (ledger: ReturnType<typeof opened>, id: string): ActionRecord[] =>
    [...ledger.state.action.values()].filter(({ parent }) => parent?.id === id);

  test("the parent stays created, each execution is a linked child, the first at once", () => {
    const ledger = opened();
    const decision = ledger.post("topup", auto("weekly", 3));
    const id = idOf(decision);
    expect(short(decision)).toBe("accepted Create Create");
    expect(ledger.action(id)).toMatchObject({ status: "created", isAutoTopup: true });
    const [child] = children(ledger, id);
    expect(child && ledger.action(child.id)).toMatchObject({
      status: "completed",
      balanceTopup: {
        id,
        href: hrefOf("topupBalance", id),
        role: "parent",
        "@referredType": "TopupBalance",
      },
    });
    expect(child && ledger.action(child.id)).not.toHaveProperty("isAutoTopup");
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(6));
    const ran = ledger.advanceTo(START + 7 * DAY);
    expect(ran.map(short)).toEqual(["accepted Create"]);
    expect(ledger.action(id).status).toBe("created");
    ledger.advanceTo(START + 365 * DAY);
    // After the last period the parent completes.
    expect(ledger.action(id).status).toBe("completed");
    expect(children(ledger, id)).toHaveLength(3);
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(8));
  });

  test.each([
    ["weekly", ["2030-01-31", "2030-02-07", "2030-02-14", "2030-02-21"]],
    ["fortnightly", ["2030-01-31", "2030-02-14", "2030-02-28", "2030-03-14"]],
    ["monthly", ["2030-01-31", "2030-02-28", "2030-03-31", "2030-04-30"]],
  ])("%s keeps to the calendar of its anchor: %s", (period, days) => {
    const ledger = opened();
    ledger.setNow(at("2030-01-31T10:00:00Z"));
    const id = idOf(ledger.post("topup", auto(period)));
    ledger.advanceTo(at("2030-04-30T10:00:00Z"));
    const dates = children(ledger, id).map(({ id: child }) => ledger.action(child).requestedDate);
    expect(dates.slice(0, 4)).toEqual(days.map((day) => `${day}T10:00:00.000Z`));
    expect(ledger.action(id).status).toBe("created");
  });

  test("months are counted in UTC unless configured", () => {
    // 23:30 on 30 January in UTC is already the 31st two hours further east.
    const ledger = opened({ utcOffsetMinutes: 120 });
    ledger.setNow(at("2030-01-30T23:30:00Z"));
    const id = idOf(ledger.post("topup", auto("monthly", 2)));
    ledger.advanceTo(at("2030-03-30T00:00:00Z"));
    const [, second] = children(ledger, id);
    expect(second && ledger.action(second.id).requestedDate).toBe("2030-02-27T23:30:00.000Z");
  });

  test("numberOfPeriods counts the first", () => {
    const ledger = opened();
    const id = idOf(ledger.post("topup", auto("weekly", 1)));
    expect(ledger.action(id).status).toBe("completed");
    expect(children(ledger, id)).toHaveLength(1);
  });

  test("if the first is refused the parent is failed with the same failure", () => {
    const ledger = opened();
    const decision = ledger.post(
      "topup",
      auto("weekly", 3, { paymentMethod: { id: "pm_declined" } }),
    );
    expect(short(decision)).toBe("refused paymentDeclined Failure Failure");
    const [child] = children(ledger, idOf(decision));
    expect(decision.result).toMatchObject({ status: "failed" });
    expect(child?.refusal).toEqual(decision.result?.refusal);
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
  });

  test("nothing is recorded of a refused one where refusals are rejected", () => {
    const ledger = opened({ refusals: "reject" });
    const decision = ledger.post(
      "topup",
      auto("weekly", 3, { paymentMethod: { id: "pm_declined" } }),
    );
    expect(decision).toMatchObject({ outcome: "refused", changes: [], result: undefined });
  });

  test("a first execution refused after its delay fails the parent too", () => {
    const ledger = opened({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    expect(ledger.action(id).status).toBe("created");
    ledger.run({ type: "suspend", bucketId: "b1" });
    const [late] = ledger.advanceTo(START + HOUR);
    expect(late && short(late)).toBe("refused bucketSuspended Failure Failure");
    expect(ledger.action(id)).toMatchObject({
      status: "failed",
      failure: { code: "bucketSuspended" },
    });
  });

  test("a later refused child sends its own failure and does not stop the parent", () => {
    const ledger = opened();
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.run({ type: "suspend", bucketId: "b1" });
    expect(ledger.advanceTo(START + 7 * DAY).map(short)).toEqual(["accepted Failure"]);
    ledger.run({ type: "resume", bucketId: "b1" });
    expect(ledger.advanceTo(START + 14 * DAY).map(short)).toEqual(["accepted Create"]);
    expect(children(ledger, id).map(({ status }) => status)).toEqual([
      "completed",
      "failed",
      "completed",
    ]);
    expect(ledger.action(id).status).toBe("completed");
  });

  test("a later child refused after its delay leaves the parent alone", () => {
    const ledger = opened({ delayMs: { topup: HOUR } });
    const id = idOf(ledger.post("topup", auto("weekly", 3)));
    ledger.advanceTo(START + 7 * DAY);
    ledger.run({ type: "suspend", bucketId: "b1" });
    ledger.advanceTo(START + 8 * DAY);
    expect(children(ledger, id).map(({ status }) => status)).toEqual(["completed", "failed"]);
    expect(ledger.action(id).status).toBe("created");
  });

  test.each([
    ["a voucher", { voucher: "card" }],
    ["a PaymentTransaction", { paymentMethod: { id: "tx", "@type": "PaymentTransaction" } }],
    ["no period", { recurringPeriod: undefined }],
    ["zero periods", { numberOfPeriods: 0 }],
    ["half a period", { numberOfPeriods: 1.5 }],
  ])("with %s: 400", (_, extra) => {
    const decision = opened().post("topup", auto("weekly", 3, extra));
    expect(decision).toMatchObject({
      changes: [],
      refusal: { code: "autoTopupInvalid", http: 400, path: "isAutoTopup" },
    });
  });

  test("cancelling the parent ends it", () => {
    const ledger = opened();
    const id = idOf(ledger.post("topup", auto("weekly")));
    expect(short(ledger.patch("topup", id, { status: "cancelled" }))).toBe("accepted Cancel");
    expect(ledger.advanceTo(START + 365 * DAY)).toEqual([]);
  });
});
