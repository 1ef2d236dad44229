import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { interleave } from "./concurrent.ts";
import { faultyLedgers } from "./faulty-ledgers.ts";
import { properties, type Start } from "./properties.ts";
import { begin } from "./runner.ts";
import { createLedger } from "./test-ledger.ts";

const deep = Number(process.env.TMF654_DEEP ?? 1);
vi.setConfig({ testTimeout: 60_000 * Math.max(1, deep) });
const runs = (count: number) => ({ numRuns: Math.ceil(count * deep) });

/** The real ledger. The invariants are a separate property, so they are not checked here. */
const real: Start = (where) => begin(where, { isChecked: false });

describe("properties of every workload", () => {
  test.each(Object.entries(properties))("%s", (_, { property, runs: count }) => {
    fc.assert(property(real), runs(count));
  });
});

describe("every property can be broken", () => {
  const rows = Object.entries(faultyLedgers).flatMap(([name, starts]) =>
    Object.entries(starts).map(([how, start]) => [name, how, start] as const),
  );
  test.each(rows)("%s: the property fails for a ledger that %s", (name, _, start) => {
    const property =
      properties[name]?.property(start) ?? expect.fail(`there is no property "${name}"`);
    const tried = fc.check(property, { numRuns: 300, seed: 1, endOnFailure: true });
    expect(tried).toMatchObject({ failed: true });
  });

  test("each property has a ledger that breaks it", () => {
    expect(Object.keys(faultyLedgers)).toEqual(Object.keys(properties));
  });
});

test("Reservation: of 100 reservations of 15 on 1000, in any order, exactly 66 succeed", () => {
  const orders = fc.shuffledSubarray([...Array(100).keys()], { minLength: 100 });
  fc.assert(
    fc.property(orders, (order) => {
      const ledger = createLedger();
      ledger.open("b", { remainingValue: { amount: 1000, units: "EUR" } });
      const outcomes = order.map(
        (place) =>
          ledger.post("reserve", {
            bucket: { id: "b" },
            description: `request ${place}`,
            amount: { amount: 15, units: "EUR" },
          }).outcome,
      );
      expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(66);
      expect(ledger.bucket("b").remainingValue).toEqual({ amount: 10, units: "EUR" });
    }),
    runs(3),
  );
});

describe("100 clients reserve 15 of 1000 at the same time", () => {
  const place = {
    id: "b",
    usageType: "monetary",
    units: "EUR",
    amount: 1000,
    account: "a",
    days: undefined,
  } as const;
  const clients = Array.from({ length: 100 }, () => [
    { type: "reserve" as const, bucket: 0, amount: 15 },
  ]);
  const countAccepted = (options: { isBlind: boolean }) => {
    const ledger = createLedger({}, { isChecked: false });
    ledger.open("b", { remainingValue: { amount: 10, units: "EUR" } });
    const mayCommit = options.isBlind ? () => true : undefined;
    const { results } = interleave(ledger, [place], clients, [], mayCommit);
    return results.filter((result) => result.startsWith("accepted")).length;
  };

  test("exactly 66 succeed", () => {
    expect(countAccepted({ isBlind: false })).toBe(66);
  });

  test("without the second check, the balance becomes negative", () => {
    expect(countAccepted({ isBlind: true })).toBe(100);
  });
});
