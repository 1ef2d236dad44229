import { describe, expect, test } from "vitest";
import { dayOf, explain, type Policy } from "../src/index.ts";
import { createLedger, DAY, eur, HOUR, idOf, mb, START, summarize } from "./test-ledger.ts";

function openLedger(options: Partial<Policy> = {}) {
  const ledger = createLedger(options);
  const of = (id: string) => ({
    partyAccount: { id },
    logicalResource: [{ id: `msisdn of ${id}` }],
  });
  ledger.open("a", { remainingValue: eur(20), ...of("pa1") });
  ledger.open("b", { remainingValue: eur(1), ...of("pa2") });
  ledger.open("data a", { usageType: "data", remainingValue: mb(100), ...of("pa1") });
  ledger.open("data b", { usageType: "data", remainingValue: mb(1), ...of("pa2") });
  return ledger;
}
const a = { bucket: { id: "a" } };
const toB = { ...a, receiverBucket: { id: "b" }, reason: "a gift" };
const dataToB = { bucket: { id: "data a" }, receiverBucket: { id: "data b" }, amount: mb(40) };
const cost = (value: number, unit = "EUR") => ({ transferCost: { value, unit } });

describe("Transfer: one atomic movement between two buckets", () => {
  test("debits one bucket and credits the other with the same amount", () => {
    const ledger = openLedger();
    const decision = ledger.post("transfer", { ...toB, amount: eur(8) });
    expect(summarize(decision)).toBe("accepted Create");
    expect([ledger.remaining("a"), ledger.remaining("b")]).toEqual([12e6, 9e6]);
    expect(ledger.action(idOf(decision))).toMatchObject({
      status: "completed",
      reason: "a gift",
      logicalResource: [{ id: "msisdn of pa1" }],
      receiverBucket: { id: "b" },
    });
    expect(decision.result).not.toHaveProperty("transferCost");
  });

  test.each([
    { name: "the originator pays by default", amount: 8, fee: 1, left: [11, 9] },
    {
      name: "originator: amount + cost",
      costOwner: "originator",
      amount: 8,
      fee: 1,
      left: [11, 9],
    },
    {
      name: "receiver: credited amount − cost",
      costOwner: "receiver",
      amount: 8,
      fee: 1,
      left: [12, 8],
    },
    {
      name: "receiver: a cost of the whole amount",
      costOwner: "receiver",
      amount: 8,
      fee: 8,
      left: [12, 1],
    },
    { name: "amount + cost is the whole balance", amount: 19, fee: 1, left: [0, 20] },
  ] as const)("$name", ({ amount, fee, left, ...row }) => {
    const ledger = openLedger();
    const decision = ledger.post("transfer", {
      ...toB,
      ...("costOwner" in row && { costOwner: row.costOwner }),
      ...cost(fee),
      amount: eur(amount),
    });
    expect(summarize(decision)).toBe("accepted Create");
    expect([ledger.remaining("a"), ledger.remaining("b")]).toEqual(left.map((n) => n * 1e6));
    const fees = ledger.postings.filter(({ to }) => to === "fee");
    expect(fees.map(({ steps }) => steps)).toEqual([fee * 1e6]);
    expect(decision.result).toMatchObject(cost(fee));
    // The credited amount is shown only if it differs from the amount.
    const isTheirs = "costOwner" in row && row.costOwner === "receiver";
    expect(decision.result?.creditedAmount).toEqual(isTheirs ? eur(amount - fee) : undefined);
  });

  test.each([
    { name: "amount + cost above the balance", amount: 19.5, fee: 1, code: "insufficientBalance" },
    {
      name: "a cost above the amount",
      costOwner: "receiver",
      amount: 1,
      fee: 1.01,
      code: "costNotCollectable",
    },
    { name: "a cost below zero", amount: 1, fee: -1, code: "costNotCollectable" },
    { name: "a cost with too many digits", amount: 1, fee: 0.000_000_1, code: "amountInexact" },
  ] as const)("$name: $code", ({ amount, fee, code, ...row }) => {
    const ledger = openLedger();
    const decision = ledger.post("transfer", {
      ...toB,
      ...("costOwner" in row && { costOwner: row.costOwner }),
      ...cost(fee),
      amount: eur(amount),
    });
    expect(decision.refusal?.code).toBe(code);
    expect([ledger.remaining("a"), ledger.remaining("b")]).toEqual([20e6, 1e6]);
  });

  test.each([
    { name: "the receiver, above the amount", body: toB, costOwner: "receiver", fee: 30 },
    { name: "the receiver, below zero", body: toB, costOwner: "receiver", fee: -1 },
    { name: "the receiver, without money", body: dataToB, costOwner: "receiver", fee: 99 },
    { name: "the originator by default", body: dataToB, costOwner: undefined, fee: 99 },
    { name: "the originator by request", body: dataToB, costOwner: "originator", fee: 99 },
  ] as const)("costNotCollectable names the side that pays: $name", (row) => {
    const { body, costOwner, fee } = row;
    const side = costOwner === "receiver" ? costOwner : undefined;
    const ledger = openLedger();
    const decision = ledger.post("transfer", {
      amount: eur(1),
      ...body,
      ...(costOwner && { costOwner }),
      ...cost(fee),
    });
    expect(decision.refusal).toMatchObject({ code: "costNotCollectable" });
    expect(decision.refusal?.side).toBe(side);
    expect(ledger.action(idOf(decision)).failure?.side).toBe(side);
  });

  test("a cost without a unit is a 400", () => {
    const transferCost = { value: 1 };
    const { refusal } = openLedger().post("transfer", { ...toB, amount: eur(1), transferCost });
    expect(refusal).toMatchObject({ code: "quantityIncomplete", http: 400, path: "transferCost" });
  });

  test("the needed amount is amount plus cost", () => {
    const { refusal } = openLedger().post("transfer", { ...toB, ...cost(1), amount: eur(20) });
    expect(refusal && explain(refusal)).toBe(
      "insufficient balance: €21.00 needed, €20.00 available",
    );
  });

  test("a tariff sets the cost and overrides the cost of the request", () => {
    const tariffs = [{ usageType: "monetary", cost: { value: 0.5, unit: "EUR" } }] as const;
    const ledger = openLedger({ tariffs });
    const decision = ledger.post("transfer", { ...toB, ...cost(3), amount: eur(1) });
    expect(ledger.action(idOf(decision)).transferCost).toEqual({ value: 0.5, unit: "EUR" });
    expect(ledger.remaining("a")).toBe(18.5e6);
    // For other usage types, the request's cost is charged.
    ledger.post("transfer", { ...dataToB, ...cost(1) });
    expect(ledger.remaining("a")).toBe(17.5e6);
  });

  test("a cost in another unit is taken from the payer's money, soonest expiry first", () => {
    const ledger = openLedger();
    const pa1 = { partyAccount: { id: "pa1" } };
    const ends = (day: string) => ({ validFor: { endDateTime: `2030-02-${day}T00:00:00Z` } });
    ledger.open("late", { remainingValue: eur(5), ...pa1, ...ends("20") });
    ledger.open("soon", { remainingValue: eur(5), ...pa1, ...ends("10") });
    ledger.open("sooner, too little", { remainingValue: eur(0.5), ...pa1, ...ends("05") });
    ledger.open("expired", { remainingValue: eur(5), ...pa1, ...ends("01") });
    ledger.open("suspended", {
      remainingValue: eur(5),
      ...pa1,
      ...ends("02"),
      status: "suspended",
    });
    ledger.open("dollars", { remainingValue: { amount: 5, units: "USD" }, ...pa1, ...ends("03") });
    ledger.setNow(START + 17 * DAY);
    ledger.post("transfer", { ...dataToB, ...cost(1) });
    expect(ledger.bucket("soon").remainingValue).toEqual(eur(4));
    expect(ledger.remaining("data b")).toBe(41 * 1024 ** 2);
    ledger.post("transfer", { ...dataToB, ...cost(5), costOwner: "receiver" });
    expect(ledger.remaining("b")).toBe(1e6);
    const { refusal } = ledger.post("transfer", { ...dataToB, ...cost(2), costOwner: "receiver" });
    expect(refusal && explain(refusal)).toBe("the receiver cannot pay the cost of €2.00");
  });

  test("buckets that end together pay in order of id", () => {
    const ledger = createLedger();
    const of = { partyAccount: { id: "p" }, validFor: { endDateTime: "2031-01-01T00:00:00Z" } };
    for (const id of ["z", "m", "y"]) ledger.open(id, { remainingValue: eur(5), ...of });
    ledger.open("from", { usageType: "data", remainingValue: mb(9), ...of });
    ledger.open("to", { usageType: "data" });
    const body = { bucket: { id: "from" }, receiverBucket: { id: "to" }, amount: mb(1) };
    ledger.post("transfer", { ...body, ...cost(1) });
    expect(ledger.bucket("m").remainingValue).toEqual(eur(4));
  });

  test("a payer without a party account has no other bucket", () => {
    const ledger = openLedger();
    ledger.open("loose", { usageType: "data", remainingValue: mb(9) });
    const body = { bucket: { id: "loose" }, receiverBucket: { id: "data b" }, amount: mb(1) };
    expect(ledger.post("transfer", { ...body, ...cost(1) }).refusal?.code).toBe(
      "costNotCollectable",
    );
    // A cost of 0 needs no bucket that pays.
    expect(ledger.post("transfer", { ...body, ...cost(0) }).outcome).toBe("accepted");
  });

  test("the usage types and dimensions of both buckets agree, by request and by record", () => {
    const ledger = openLedger();
    const both = { ...a, amount: eur(1), receiverBucket: { id: "data b" } };
    const decision = ledger.post("transfer", { ...both, receiverBucketUsageType: "data" });
    expect(decision.refusal).toMatchObject({ code: "usageTypeMismatch", side: "receiver" });
    expect(ledger.action(idOf(decision)).failure).toEqual({
      code: "usageTypeMismatch",
      message: "usage type mismatch: monetary requested, the bucket has data",
      side: "receiver",
    });
    const said = { ...toB, amount: eur(1), receiverBucketUsageType: "data" } as const;
    const { refusal } = ledger.post("transfer", said);
    expect(refusal && explain(refusal)).toBe(
      "usage type mismatch: data requested, the bucket has monetary",
    );
  });

  test("a minimum, a maximum and a sum per day limit transfers", () => {
    const limits = {
      transfer: { monetary: { minimum: eur(1), maximum: eur(5), perDay: eur(8) } },
    };
    const ledger = openLedger({ limits });
    const send = (amount: number) => {
      const { refusal } = ledger.post("transfer", { ...toB, amount: eur(amount) });
      return refusal ? explain(refusal) : "accepted";
    };
    expect([send(0.99), send(5.01), send(5), send(3.01), send(3), send(1)]).toEqual([
      "outside the transfer limit: at least €1.00",
      "outside the transfer limit: at most €5.00",
      "accepted",
      "outside the transfer limit: at most €8.00 per day",
      "accepted",
      "outside the transfer limit: at most €8.00 per day",
    ]);
    ledger.setNow(START + 12 * HOUR);
    expect(send(5)).toBe("accepted");
    // Without a limit per day, transfers are not counted.
    expect(ledger.post("transfer", dataToB).outcome).toBe("accepted");
    expect(ledger.view.transferredOn("data a", dayOf(ledger.now()))).toBe(0);
    expect(ledger.view.transferredOn("a", dayOf(ledger.now()))).toBe(5e6);
    expect(ledger.view.transferredOn("a", dayOf(START))).toBe(8e6);
  });

  test("a sum per day in another currency neither limits nor counts", () => {
    const ledger = openLedger({ limits: { transfer: { monetary: { perDay: eur(1) } } } });
    const usd = (amount: number) => ({ amount, units: "USD" });
    ledger.open("usd a", { remainingValue: usd(20) });
    ledger.open("usd b", { remainingValue: usd(0) });
    const body = { bucket: { id: "usd a" }, receiverBucket: { id: "usd b" }, amount: usd(5) };
    expect(ledger.post("transfer", body).outcome).toBe("accepted");
    expect(ledger.view.transferredOn("usd a", dayOf(ledger.now()))).toBe(0);
  });

  test("the sum per day counts every bucket of the account and usage type", () => {
    const ledger = openLedger({ limits: { transfer: { monetary: { perDay: eur(8) } } } });
    ledger.open("a2", { remainingValue: eur(20), partyAccount: { id: "pa1" } });
    const send = (id: string, n: number) =>
      ledger.post("transfer", { bucket: { id }, receiverBucket: { id: "b" }, amount: eur(n) });
    expect(send("a", 5).outcome).toBe("accepted");
    expect(send("a2", 3.01).refusal?.code).toBe("limitExceeded");
    expect(send("a2", 3).outcome).toBe("accepted");
    expect(send("a", 0.01).refusal?.code).toBe("limitExceeded");
  });

  test("a bucket that holds exactly the cost pays it", () => {
    const ledger = openLedger();
    ledger.post("transfer", { ...dataToB, ...cost(20) });
    expect(ledger.remaining("a")).toBe(0);
  });

  test("a bucket that was reopened for another account pays for that account alone", () => {
    const ledger = openLedger();
    ledger.run({ type: "close", bucketId: "a" });
    ledger.open("a", { remainingValue: eur(20), partyAccount: { id: "pa2" } });
    const { refusal } = ledger.post("transfer", { ...dataToB, ...cost(2) });
    expect(refusal?.code).toBe("costNotCollectable");
    ledger.post("transfer", { ...dataToB, ...cost(2), costOwner: "receiver" });
    expect(ledger.remaining("a")).toBe(18e6);
  });

  test("a transfer whose cost equals its amount reaches a bucket at its ceiling", () => {
    const ledger = createLedger({ ceilings: { monetary: eur(5) } });
    ledger.open("a", { remainingValue: eur(9) });
    ledger.open("b", { remainingValue: eur(9) });
    const request = { ...toB, amount: eur(1), ...cost(1), costOwner: "receiver" } as const;
    expect(summarize(ledger.post("transfer", request))).toBe("accepted Create");
    expect([ledger.remaining("a"), ledger.remaining("b")]).toEqual([8e6, 9e6]);
  });

  test("the receiver's ceiling applies to the amount after the cost", () => {
    const options = { ceilings: { monetary: eur(9) } };
    const send = (extra: object) => {
      const ledger = createLedger(options);
      ledger.open("a", { remainingValue: eur(9) });
      ledger.open("b", { remainingValue: eur(1) });
      return ledger.post("transfer", { ...toB, amount: eur(8.5), ...extra }).refusal;
    };
    expect(send({})).toMatchObject({ code: "balanceCeilingExceeded", side: "receiver" });
    expect(send({ ...cost(0.5), costOwner: "receiver" })).toBeUndefined();
  });
});
