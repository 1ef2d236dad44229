import { describe, expect, test } from "vitest";
import { accumulatedBalances } from "../src/index.ts";
import { createLedger, hrefOf, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const usageType = "other" as const;

/** A ledger with buckets of 10 and 1 of the unit, and a function that makes amounts. */
function openLedger(units: string) {
  const ledger = createLedger();
  const own = { usageType, ...account } as const;
  ledger.open("b1", { ...own, remainingValue: { amount: 10, units } });
  ledger.open("b2", { ...own, remainingValue: { amount: 1, units } });
  const of = (amount: number) =>
    ({ bucket: { id: "b1" }, usageType, amount: { amount, units } }) as const;
  return { ledger, of };
}

describe.each([
  ["point", "points", "10 points"],
  ["day", "Days", "10 days"],
])("A loyalty bucket in %s", (symbol, sent, text) => {
  test("takes every action", () => {
    const { ledger, of } = openLedger(sent);
    expect(ledger.bucket("b1").remainingValueName).toBe(text);
    const left: unknown[] = [];
    const run = (line: string) => left.push(line, ledger.bucket("b1").remainingValue?.amount);
    run(summarize(ledger.post("topup", of(5))));
    run(summarize(ledger.post("adjust", of(-0.5))));
    run(summarize(ledger.post("reserve", of(4))));
    run(summarize(ledger.patch("reserve", "reserve-3", { status: "completed" })));
    run(summarize(ledger.post("transfer", { ...of(2), receiverBucket: { id: "b2" } })));
    const { amount } = of(1);
    run(summarize(ledger.run({ type: "spend", bucketId: "b1", amount })));
    run(summarize(ledger.run({ type: "use", bucketIds: ["b1", "b2"], amount })));
    expect(left).toEqual([
      ...["accepted Create", 15, "accepted Create", 14.5, "accepted Create", 10.5],
      ...["accepted", 10.5, "accepted Create", 8.5, "accepted", 7.5, "accepted Create", 6.5],
    ]);
    expect(ledger.bucket("b1").remainingValue).toEqual({ amount: 6.5, units: symbol });
    expect(ledger.bucket("b2").remainingValue).toEqual({ amount: 3, units: symbol });
  });

  test.each(["SMS", "unit", "h", "EUR", symbol === "day" ? "points" : "days"])(
    "takes no %s",
    (units) => {
      const { ledger, of } = openLedger(sent);
      const amount = { amount: 1, units };
      expect(ledger.post("topup", { ...of(1), amount }).refusal?.code).toBe("unitMismatch");
    },
  );

  test.each(["sms", "voice", "data", "monetary"] as const)("is no bucket of %s", (type) => {
    const remainingValue = { amount: 1, units: sent };
    const { refusal } = createLedger().open("b", { usageType: type, remainingValue });
    expect(refusal?.code).toBe("usageTypeMismatch");
  });
});

test("points and days have totals of their own", () => {
  const ledger = createLedger();
  for (const units of ["point", "day", "unit"]) {
    ledger.open(units, { usageType, ...account, remainingValue: { amount: 3, units } });
  }
  const totals = accumulatedBalances(
    ledger.state.bucket.values(),
    ledger.now(),
    ledger.policy,
    hrefOf,
  );
  expect([...totals].map(({ id, totalBalance }) => [id, totalBalance])).toEqual([
    ["pa1-other-points", { amount: 3, units: "point" }],
    ["pa1-other-days", { amount: 3, units: "day" }],
    ["pa1-other", { amount: 3, units: "unit" }],
  ]);
});
