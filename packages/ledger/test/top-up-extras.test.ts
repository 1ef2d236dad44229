import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BucketBody, Policy } from "../src/index.ts";
import { createLedger, eur, HOUR, idOf, type Ledger, mb, summarize } from "./test-ledger.ts";

const account = { partyAccount: { id: "pa1" } };
const end = (day: string) => ({ validFor: { endDateTime: `${day}T12:00:00.000Z` } });

function setUp(policy: Partial<Policy>): Ledger {
  const ledger = createLedger(policy);
  ledger.open("main", { remainingValue: eur(10), ...account, ...end("2030-03-01") });
  const bonus = { remainingValue: eur(1), ...account, ...end("2030-02-01") };
  ledger.open("bonus", bonus, { transferable: false });
  ledger.open("data", { usageType: "data", remainingValue: mb(100), ...account });
  ledger.open("other", { remainingValue: eur(1), partyAccount: { id: "pa2" } });
  ledger.voucher({ code: "card", amount: eur(20) });
  return ledger;
}
const topup = (ledger: Ledger, n: number, extra = {}) =>
  ledger.post("topup", {
    bucket: { id: "main" },
    usageType: "monetary",
    amount: eur(n),
    ...extra,
  });
const left = (ledger: Ledger) =>
  ["main", "bonus", "data"].map((id) => ledger.bucket(id).remainingValue?.amount);
const of = (n: number) => ({ usageType: "monetary", atLeast: eur(n) }) as const;

describe("Top-up: bonus", () => {
  const rules = [
    { ...of(10), bonus: eur(1) },
    { ...of(20), bonus: eur(5), period: { days: 30 } },
    { ...of(50), bonus: mb(500), to: "data" as const },
  ];

  test.each([
    ["less than any rule", 9.99, [19.99, 1, 100]],
    ["the bonus bucket of the account", 10, [20, 2, 100]],
    ["the largest amount that is reached", 20, [30, 6, 100]],
    ["another usage type", 50, [60, 1, 600]],
  ])("%s: %d EUR", (_, n, expected) => {
    const ledger = setUp({ topupBonuses: rules });
    topup(ledger, n);
    expect(left(ledger)).toEqual(expected);
  });

  test("is a child of the top-up, posted from bonus, and brings validity", () => {
    const ledger = setUp({ topupBonuses: rules });
    const decision = topup(ledger, 20);
    expect(summarize(decision)).toBe("accepted Create Create");
    const id = idOf(decision);
    const child = decision.events[1]?.action;
    expect(child && ledger.action(child.id)).toMatchObject({
      status: "completed",
      amount: eur(5),
      bucket: { id: "bonus" },
      balanceTopup: { id, role: "parent", href: `/topupBalance/${id}` },
    });
    expect(ledger.postings.at(-1)).toMatchObject({ from: "bonus", steps: 5e6 });
    expect(ledger.bucket("bonus")).toMatchObject(end("2030-02-14"));
  });

  test("goes to a pack that waits for its first use last, and keeps its validity", () => {
    const waits = { transferable: false, firstUse: { days: 7 } };
    const open = (ledger: Ledger) => {
      const pack = { usageType: "data", remainingValue: mb(1), ...account, ...end("2030-01-20") };
      ledger.open("travel", pack as BucketBody, waits);
      return ledger;
    };
    const bonus = [{ ...of(10), bonus: mb(500), to: "data" as const, period: { days: 30 } }];
    const ledger = open(setUp({ topupBonuses: bonus }));
    topup(ledger, 10);
    expect([left(ledger)[2], ledger.remaining("travel")]).toEqual([600, 2 ** 20]);
    const other = open(setUp({ topupBonuses: bonus }));
    // `roam` waits for its first use too, but it can be transferred.
    const roam = { usageType: "data", remainingValue: mb(1), ...account } as const;
    other.open("roam", roam as BucketBody, { firstUse: { days: 30 } });
    other.run({ type: "suspend", bucketId: "data" });
    topup(other, 10);
    expect(other.bucket("travel")).toMatchObject({ remainingValue: mb(501), ...end("2030-01-20") });
  });

  test("goes to the topped-up bucket, or to no bucket, when no other bucket exists", () => {
    const ledger = setUp({ topupBonuses: rules });
    topup(ledger, 10, { bucket: { id: "other" } });
    expect(ledger.bucket("other").remainingValue).toEqual(eur(12));
    topup(ledger, 50, { bucket: { id: "other" } });
    expect([ledger.bucket("other").remainingValue, left(ledger)[2]]).toEqual([eur(62), 100]);
  });

  test.each([
    ["a suspended bonus bucket", (l: Ledger) => l.run({ type: "suspend", bucketId: "bonus" })],
    ["an expired bonus bucket", (l: Ledger) => l.run({ type: "expire", bucketId: "bonus" })],
  ])("%s: the main balance receives the bonus", (_, act) => {
    const ledger = setUp({ topupBonuses: rules });
    act(ledger);
    topup(ledger, 10);
    expect(left(ledger)).toEqual([21, 1, 100]);
  });

  test("never exceeds a ceiling", () => {
    const ledger = setUp({ topupBonuses: rules, ceilings: { data: mb(599) } });
    topup(ledger, 50);
    expect(left(ledger)).toEqual([60, 1, 100]);
  });

  test("comes with a voucher, when a delay ends and with each execution, not with a refusal", () => {
    const ledger = setUp({ topupBonuses: rules, delayMs: { topup: HOUR } });
    topup(ledger, 0, { voucher: "card" });
    expect(left(ledger)).toEqual([10, 1, 100]);
    expect(ledger.advanceTo(ledger.now() + HOUR).map(summarize)).toEqual(["accepted Create"]);
    expect(left(ledger)).toEqual([30, 6, 100]);
    topup(ledger, 10, { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 2 });
    ledger.advanceTo(ledger.now() + 200 * HOUR);
    expect(left(ledger)).toEqual([50, 8, 100]);
    topup(ledger, 10, { paymentMethod: { id: "pm_declined" } });
    expect(left(ledger)).toEqual([50, 8, 100]);
  });
});

describe("Top-up: fee and tax", () => {
  test.each([0.000_000_1, 1e300])("an amount of %d is a 400 also with a tax", (amount) => {
    const ledger = setUp({ topupTaxes: [{ ...of(0), percent: 19 }] });
    expect(topup(ledger, amount).refusal).toMatchObject({ code: "amountInexact", http: 400 });
  });

  test.each([
    ["a fixed fee", { topupFees: [{ ...of(1), fixed: eur(0.5) }] }, 10, 9.5, 0.5, 0],
    ["a share as tax", { topupTaxes: [{ ...of(1), percent: 19 }] }, 10, 8.1, 0, 1.9],
    [
      "rounded down to a step",
      { topupTaxes: [{ ...of(0), percent: 33 }] },
      0.00001,
      0.000007,
      0,
      0.000003,
    ],
    [
      "both",
      {
        topupFees: [{ ...of(1), percent: 10, fixed: eur(1) }],
        topupTaxes: [{ ...of(1), percent: 5 }],
      },
      10,
      7.5,
      2,
      0.5,
    ],
    [
      "never more than the amount",
      { topupFees: [{ ...of(0), fixed: eur(5) }], topupTaxes: [{ ...of(0), percent: 50 }] },
      4,
      0,
      4,
      0,
    ],
    ["none below its amount", { topupFees: [{ ...of(20), fixed: eur(5) }] }, 10, 10, 0, 0],
  ] as const)("%s", (_, policy, n, credit, fee, tax) => {
    const ledger = setUp(policy);
    const { result } = topup(ledger, n);
    const shown = result && ledger.action(result.id);
    expect(shown).toMatchObject({ status: "completed", amount: eur(n) });
    expect(shown?.creditedAmount).toEqual(credit === n ? undefined : eur(credit));
    expect(ledger.bucket("main").remainingValue?.amount).toBeCloseTo(10 + credit, 9);
    const posted = (to: string) =>
      ledger.postings.filter((each) => each.to === to).map(({ from, steps }) => [from, steps]);
    expect(posted("fee")).toEqual(fee === 0 ? [] : [["payment", fee * 1e6]]);
    expect(posted("tax")).toEqual(tax === 0 ? [] : [["payment", tax * 1e6]]);
  });

  test("a share is exact to the step", () => {
    const percents = fc.oneof(
      fc.integer({ min: 0, max: 10_000 }).map((n) => [n, 100] as const),
      fc.integer({ min: 0, max: 1000 }).map((n) => [n, 10_000_000] as const),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), percents, (cents, [n, per]) => {
        const ledger = createLedger(
          { topupTaxes: [{ ...of(0), percent: n / per }] },
          { isChecked: false },
        );
        ledger.open("main");
        topup(ledger, cents / 100);
        const posted = ledger.postings.find(({ to }) => to === "tax")?.steps ?? 0;
        expect(BigInt(posted)).toBe((BigInt(cents) * 10_000n * BigInt(n)) / (BigInt(per) * 100n));
      }),
      { examples: [[2515, [230, 100]]] },
    );
  });

  test("the value of a voucher pays fees too, and a ceiling applies to the credited amount", () => {
    const topupFees = [{ ...of(1), percent: 50 }];
    const ledger = setUp({ topupFees, ceilings: { monetary: eur(20) } });
    expect(topup(ledger, 21).refusal?.code).toBe("balanceCeilingExceeded");
    topup(ledger, 0, { voucher: "card" });
    expect(left(ledger)[0]).toBe(20);
    expect(ledger.postings.at(-1)).toMatchObject({ from: "voucher", to: "fee", steps: 10e6 });
  });
});
