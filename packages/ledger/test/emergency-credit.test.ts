import { describe, expect, test } from "vitest";
import { explain } from "../src/index.ts";
import { borrow, setUp, shown, topup } from "./emergency-credit-ledger.ts";
import { eur, idOf, type Ledger, mb, START } from "./test-ledger.ts";

test("an overdraft is recorded with the first debit below zero", () => {
  const ledger = setUp(1, { overdraft: { monetary: eur(3) } });
  const recordAfter = (n: number) => {
    ledger.run({ type: "spend", bucketId: "a", amount: eur(n) });
    return ledger.state.bucket.get("a");
  };
  expect(recordAfter(0.5)).not.toHaveProperty("overdraft");
  expect(recordAfter(0.5)).not.toHaveProperty("overdraft");
  expect(recordAfter(0.5)).toMatchObject({ remaining: -0.5e6, overdraft: 3e6 });
});

describe("Top-up: emergency credit", () => {
  test("credits the amount of the policy, and the bucket owes this amount plus the fee", () => {
    const ledger = setUp();
    const { result } = borrow(ledger);
    expect(result && ledger.action(result.id)).toMatchObject({
      status: "completed",
      amount: eur(5),
    });
    expect(shown(ledger)).toEqual([6, 5.5]);
    expect(ledger.postings.at(-1)).toMatchObject({ from: "credit", steps: 5e6 });
  });

  test("the next top-ups pay the emergency credit back before they credit the bucket", () => {
    const ledger = setUp();
    borrow(ledger);
    const first = idOf(topup(ledger, 2));
    expect([ledger.action(first).creditedAmount, shown(ledger)]).toEqual([eur(0), [6, 3.5]]);
    const second = idOf(topup(ledger, 0, { voucher: "card" }));
    expect([ledger.action(second).creditedAmount, shown(ledger)]).toEqual([eur(0), [6, 0.5]]);
    const third = idOf(topup(ledger, 10));
    expect([ledger.action(third).creditedAmount, shown(ledger)]).toEqual([
      eur(9.5),
      [15.5, undefined],
    ]);
    const fourth = idOf(topup(ledger, 10));
    expect(ledger.action(fourth)).not.toHaveProperty("creditedAmount");
  });

  test.each([
    ["no policy", 1, { emergencyCredit: {} }, 0, {}, "not in the policy"],
    [
      "another usage type",
      1,
      {},
      0,
      { bucket: { id: "data" }, usageType: "data", amount: mb(0) },
      "not in the policy",
    ],
    ["a balance that is not low", 2, {}, 0, {}, "the balance is not low"],
    ["more than it gives", 1, {}, 5.01, {}, "the amount is too high"],
  ] as const)("%s is refused", (_, remaining, policy, n, extra, reason) => {
    const ledger = setUp(remaining, policy);
    const { refusal } = borrow(ledger, n, extra);
    expect(refusal && explain(refusal)).toContain(`: ${reason}`);
    expect(shown(ledger)).toEqual([remaining, undefined]);
  });

  test("a second emergency credit is refused until the first is paid back", () => {
    const ledger = setUp();
    borrow(ledger, 0.5);
    expect(shown(ledger)).toEqual([1.5, 1]);
    expect(borrow(ledger).refusal).toMatchObject({
      code: "emergencyCreditUnavailable",
      detail: { reason: "an earlier credit is owed" },
    });
    topup(ledger, 1);
    expect(borrow(ledger, 1).outcome).toBe("accepted");
  });

  test("a second emergency credit is refused on a bucket without an account too", () => {
    const ledger = setUp();
    ledger.open("solo", { remainingValue: eur(1) });
    const borrowAgain = () => borrow(ledger, 0.5, { bucket: { id: "solo" } });
    expect(borrowAgain().outcome).toBe("accepted");
    expect(borrowAgain().refusal?.detail).toMatchObject({
      reason: "an earlier credit is owed",
    });
  });

  test("a second emergency credit is refused on another bucket of the account too", () => {
    const ledger = setUp();
    ledger.open("b", { remainingValue: eur(1), partyAccount: { id: "pa1" } });
    ledger.open("c", { remainingValue: eur(1), partyAccount: { id: "pa2" } });
    borrow(ledger);
    expect(borrow(ledger, 0, { bucket: { id: "b" } }).refusal?.code).toBe(
      "emergencyCreditUnavailable",
    );
    expect(borrow(ledger, 0, { bucket: { id: "c" } }).outcome).toBe("accepted");
  });

  test("a bucket that cannot be transferred gets no credit, because no top-up would pay it back", () => {
    const ledger = setUp();
    ledger.open("bonus", { partyAccount: { id: "pa1" } }, { transferable: false });
    expect(borrow(ledger, 0, { bucket: { id: "bonus" } }).refusal).toMatchObject({
      code: "emergencyCreditUnavailable",
      detail: { reason: "not in the policy" },
    });
    expect(borrow(ledger).outcome).toBe("accepted");
  });

  test.each(["refuse", "accept", "lift"] as const)(
    "a suspended bucket gets no credit under topupSuspended: %s, and stays suspended",
    (topupSuspended) => {
      const ledger = setUp(1, { topupSuspended });
      ledger.run({ type: "suspend", bucketId: "a" });
      expect(borrow(ledger).refusal?.code).toBe("bucketSuspended");
      expect([ledger.bucket("a").status, shown(ledger)]).toEqual(["suspended", [1, undefined]]);
      ledger.run({ type: "resume", bucketId: "a" });
      expect(borrow(ledger).outcome).toBe("accepted");
    },
  );

  test("only what exceeds the debt can be transferred", () => {
    const ledger = setUp(1.5);
    ledger.open("b", { remainingValue: eur(1), partyAccount: { id: "pa2" } });
    borrow(ledger);
    const send = (n: number) =>
      ledger.post("transfer", {
        bucket: { id: "a" },
        receiverBucket: { id: "b" },
        amount: eur(n),
      }).refusal;
    const refusal = send(1.01);
    expect(refusal && explain(refusal)).toBe("insufficient balance: €1.01 needed, €1.00 available");
    expect(send(1)).toBeUndefined();
    topup(ledger, 5.5);
    expect(send(5.5)).toBeUndefined();
  });

  test("grants no validity and no bonus, and pays no tax", () => {
    const of = { usageType: "monetary", atLeast: eur(1) } as const;
    const ledger = setUp(1, {
      topupValidity: [{ ...of, period: { days: 30 } }],
      topupBonuses: [{ ...of, bonus: eur(1) }],
      topupTaxes: [{ ...of, percent: 50 }],
    });
    ledger.open("b", { validFor: { endDateTime: "2030-01-16T00:00:00Z" } });
    borrow(ledger, 5, { bucket: { id: "b" } });
    expect(ledger.bucket("b")).toMatchObject({
      remainingValue: eur(5),
      validFor: { endDateTime: "2030-01-16T00:00:00.000Z" },
    });
    ledger.setNow(START + 86_400_000);
    expect(borrow(ledger, 5, { bucket: { id: "b" } }).refusal?.code).toBe(
      "emergencyCreditUnavailable",
    );
  });

  test("can be requested by the type of the reference too, and a voucher stays a voucher", () => {
    const paymentMethod = { id: "x", "@referredType": "EmergencyCredit" };
    const ledger = setUp();
    borrow(ledger, 0, { paymentMethod, voucher: "card" });
    expect(shown(ledger)).toEqual([4, undefined]);
    const other = setUp();
    borrow(other, 0, { paymentMethod });
    expect(shown(other)).toEqual([6, 5.5]);
  });
});

describe("Negative balance", () => {
  const overdraft = { overdraft: { monetary: eur(3) } };
  const spend = (ledger: Ledger, n: number) =>
    ledger.run({ type: "spend", bucketId: "a", amount: eur(n) });

  test("usage takes a balance below zero within the policy, and top-ups bring the balance back", () => {
    const ledger = setUp(1, overdraft);
    expect(spend(ledger, 4.01).refusal?.code).toBe("insufficientBalance");
    expect(spend(ledger, 3).outcome).toBe("accepted");
    expect(ledger.bucket("a")).toMatchObject({ remainingValue: eur(-2), status: "active" });
    expect(spend(ledger, 1.01).refusal?.code).toBe("insufficientBalance");
    topup(ledger, 1);
    topup(ledger, 5);
    expect(shown(ledger)).toEqual([4, undefined]);
  });

  test.each([
    ["a reservation", (l: Ledger) => l.post("reserve", { bucket: { id: "a" }, amount: eur(2) })],
    ["a reservation of all", (l: Ledger) => l.post("reserve", { bucket: { id: "a" } })],
    ["a debit", (l: Ledger) => l.post("adjust", { bucket: { id: "a" }, amount: eur(-2) })],
    [
      "a transfer",
      (l: Ledger) =>
        l.post("transfer", { bucket: { id: "a" }, receiverBucket: { id: "b" }, amount: eur(2) }),
    ],
  ])("%s does not go below zero", (_, act) => {
    const ledger = setUp(1, overdraft);
    ledger.open("b");
    if (_ === "a reservation of all") spend(ledger, 2);
    expect(act(ledger).refusal?.code).toBe("insufficientBalance");
  });

  test("below zero nothing remains: a reservation without amount is refused with 0", () => {
    const ledger = setUp(1, overdraft);
    spend(ledger, 3);
    const { refusal, result } = ledger.post("reserve", { bucket: { id: "a" } });
    expect([refusal?.code, result?.amount]).toEqual(["insufficientBalance", eur(0)]);
    expect(refusal && explain(refusal)).toContain("-€2.00 available");
  });

  test("consumption above a reservation and usage of the last bucket go below zero too", () => {
    const ledger = setUp(1, overdraft);
    const id = idOf(ledger.post("reserve", { bucket: { id: "a" }, amount: eur(1) }));
    ledger.patch("reserve", id, { status: "completed", reason: "r", amount: eur(4) });
    expect(shown(ledger)).toEqual([-3, undefined]);
    const other = setUp(1, overdraft);
    const use = (n: number) =>
      other.run({ type: "use", bucketIds: ["a"], amount: eur(n) }).refusal?.code;
    expect([use(4.01), use(4), use(0.1)]).toEqual([
      "insufficientBalance",
      undefined,
      "insufficientBalance",
    ]);
    expect(shown(other)).toEqual([-3, undefined]);
  });

  test.each([
    ["bonus after main", 4, [-2, 0], ["a 3", "bonus 1"]],
    ["bonus after main, as far as possible", 5, [-3, 0], ["a 4", "bonus 1"]],
    ["bonus after main, without a debt", 2, [0, 0], ["a 1", "bonus 1"]],
    ["a part of the bonus", 1.5, [0, 0.5], ["a 1", "bonus 0.5"]],
  ] as const)("usage takes the main balance below zero: %s", (_, n, balances, parts) => {
    const ledger = setUp(1, overdraft);
    const bonus = { remainingValue: eur(1), partyAccount: { id: "pa1" } };
    ledger.open("bonus", bonus, { transferable: false, priority: 1 });
    const use = (amount: number) =>
      ledger.run({ type: "use", bucketIds: ["bonus", "a"], amount: eur(amount) });
    expect(use(5.01).refusal?.code).toBe("insufficientBalance");
    const { events } = use(n);
    expect(events.map(({ action }) => `${action.bucketId} ${action.amount.amount}`)).toEqual(parts);
    expect(["a", "bonus"].map((id) => ledger.bucket(id).remainingValue?.amount)).toEqual(balances);
  });

  test("usage takes the last of several main balances below zero, and only this one", () => {
    const ledger = setUp(1, overdraft);
    ledger.open("b", { remainingValue: eur(1), partyAccount: { id: "pa1" } }, { priority: 1 });
    const use = (n: number) =>
      ledger.run({ type: "use", bucketIds: ["a", "b"], amount: eur(n) }).refusal?.code;
    expect([use(5.01), use(4), use(1.01), use(1)]).toEqual([
      "insufficientBalance",
      undefined,
      "insufficientBalance",
      undefined,
    ]);
    expect([ledger.remaining("a"), ledger.remaining("b")]).toEqual([0, -3e6]);
  });

  test("an account has one limit, and a bucket that cannot be transferred has none", () => {
    const ledger = setUp(1, overdraft);
    ledger.open("b", { remainingValue: eur(1), partyAccount: { id: "pa1" } });
    ledger.open("bonus", { partyAccount: { id: "pa1" } }, { transferable: false });
    const use = (id: string, n: number) =>
      ledger.run({ type: "spend", bucketId: id, amount: eur(n) }).refusal?.code;
    expect(use("bonus", 0.01)).toBe("insufficientBalance");
    expect(use("a", 3)).toBeUndefined();
    expect([use("b", 2.01), use("b", 2)]).toEqual(["insufficientBalance", undefined]);
    ledger.run({ type: "expire", bucketId: "a" });
    expect(use("b", 0.01)).toBe("insufficientBalance");
    expect(ledger.remaining("a")).toBe(-2e6);
  });

  test("a debt accepts a credit, is not forfeited, and ends with its bucket", () => {
    const ledger = setUp(1, { ...overdraft, onExpiry: "forfeit" });
    spend(ledger, 3);
    expect(ledger.post("adjust", { bucket: { id: "a" }, amount: eur(1) }).outcome).toBe("accepted");
    expect(shown(ledger)).toEqual([-1, undefined]);
    ledger.run({ type: "expire", bucketId: "a" });
    expect(ledger.remaining("a")).toBe(-1e6);
    ledger.run({ type: "close", bucketId: "a" });
    expect(ledger.postings.at(-1)).toMatchObject({ from: "opening", steps: 1e6 });
  });
});
