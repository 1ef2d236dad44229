import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apply,
  type DecisionContext,
  decideTopup,
  defaultPolicy,
  emptyState,
  viewOf,
} from "../src/index.ts";
import { createLedger, eur, hrefOf, mb, START, summarize } from "./test-ledger.ts";

const bucket = { bucket: { id: "b1" } };
function openLedger(amount: { amount: number; units: string }, options = {}) {
  const ledger = createLedger(options);
  const usageType = amount.units === "EUR" ? "monetary" : "data";
  ledger.open("b1", { usageType, remainingValue: amount });
  return ledger;
}

describe("Amounts: exact, without binary floating point", () => {
  test("0.1 + 0.2 is 0.3", () => {
    const ledger = openLedger(eur(0.1));
    ledger.post("topup", { ...bucket, amount: eur(0.2) });
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(0.3));
  });

  test("0.3 − 0.1 − 0.2 can be spent, and nothing is left", () => {
    const ledger = openLedger(eur(0.3));
    for (const amount of [0.1, 0.2]) {
      expect(summarize(ledger.run({ type: "spend", bucketId: "b1", amount: eur(amount) }))).toBe(
        "accepted",
      );
    }
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(0));
  });

  test("a million top-ups of 0.01 are exactly 10000", () => {
    const state = emptyState();
    const view = viewOf(state);
    const ledger = openLedger(eur(0));
    const start = ledger.state.bucket.get("b1");
    apply(state, [{ table: "bucket", id: "b1", record: start }]);
    let count = 0;
    const context: DecisionContext = {
      now: START,
      policy: defaultPolicy,
      // Ids are reused, so that the state does not have a million records.
      nextId: () => `topup-${count++ % 100}`,
    };
    const body = { ...bucket, amount: eur(0.01) };
    for (let done = 0; done < 1_000_000; done++) {
      apply(state, decideTopup(view, body, context).changes);
    }
    expect(state.bucket.get("b1")?.remaining).toBe(10_000 * 1e6);
  }, 60_000);
});

describe("Amounts: whole steps, 15 digits, 2^53 − 1", () => {
  test.each([
    ["more than 15 digits", { amount: 1234567890.123456, units: "EUR" }],
    ["a fraction of a step", { amount: 0.000_000_1, units: "EUR" }],
    ["a fraction of a byte", { amount: 0.3, units: "B" }],
    ["more than 2^53 − 1 steps", { amount: 9_007_199_255, units: "EUR" }],
    ["not finite", { amount: Number.POSITIVE_INFINITY, units: "EUR" }],
  ])("%s is a 400 that records nothing", (_, amount) => {
    const ledger = openLedger(eur(1));
    const decision = ledger.post("topup", { ...bucket, amount });
    expect(decision).toMatchObject({
      outcome: "refused",
      changes: [],
      refusal: { code: "amountInexact", http: 400, path: "amount" },
    });
  });

  test("an amount of an unknown unit fits no bucket, whatever its size", () => {
    const ledger = openLedger(eur(1));
    const ask = (amount: number) =>
      ledger.post("topup", { ...bucket, amount: { amount, units: "x" } });
    expect(ask(1e15).refusal?.code).toBe("unitMismatch");
    expect(ask(1e15 + 1).refusal?.code).toBe("amountInexact");
  });

  const most = [
    ["monetary", "EUR", 1e9, 0.000_001],
    ["sms", "SMS", 1e9, 0.000_001],
    ["data", "B", 1e15, 1],
    ["voice", "s", 1e15, 1],
  ] as const;

  test.each(most)(
    "%s: a balance that would need more than 15 digits is balanceCeilingExceeded",
    (usageType, units, amount, step) => {
      const ledger = createLedger();
      const last = { amount: units === "EUR" || units === "SMS" ? 999_999_999 : 1e15 - 1, units };
      ledger.open("b1", { usageType, remainingValue: last });
      const rest = { amount: amount - last.amount, units };
      // An amount that fills the bucket exactly is accepted.
      expect(summarize(ledger.post("topup", { ...bucket, amount: rest }))).toBe("accepted Create");
      expect(ledger.remaining("b1")).toBe(1e15);
      for (const kind of ["topup", "adjust"] as const) {
        const decision = ledger.post(kind, { ...bucket, amount: { amount: step, units } });
        expect(summarize(decision)).toBe("refused balanceCeilingExceeded Failure");
      }
      ledger.open("b2", { usageType, remainingValue: { amount: step, units } });
      const from = { bucket: { id: "b2" }, receiverBucket: { id: "b1" } };
      const moved = ledger.post("transfer", { ...from, amount: { amount: step, units } });
      expect(moved.refusal).toMatchObject({ code: "balanceCeilingExceeded", side: "receiver" });
      // One step less is an amount of fifteen nines, which is shown exactly and can be sent back.
      const less = ledger.run({ type: "spend", bucketId: "b1", amount: { amount: step, units } });
      expect(summarize(less)).toBe("accepted");
      const shown = ledger.bucket("b1").remainingValue ?? {};
      expect(String(shown.amount).replace(".", "")).toBe("9".repeat(15));
      expect(summarize(ledger.run({ type: "spend", bucketId: "b1", amount: shown }))).toBe(
        "accepted",
      );
      expect(ledger.remaining("b1")).toBe(0);
    },
  );

  test.each([
    ["more than the most", eur(1_000_000_000.01), "balanceCeilingExceeded"],
    [
      "more than the most, in a larger unit",
      { amount: 910, units: "TB" },
      "balanceCeilingExceeded",
    ],
    ["the most", eur(1_000_000_000), undefined],
  ])("a bucket is opened with %s", (_, remainingValue, code) => {
    const ledger = createLedger();
    const usageType = remainingValue.units === "EUR" ? "monetary" : "data";
    expect(ledger.open("b1", { usageType, remainingValue }).refusal?.code).toBe(code);
  });

  test("a higher ceiling in the policy does not raise the most that can be shown", () => {
    const ledger = openLedger(eur(1_000_000_000), { ceilings: { monetary: eur(2_000_000_000) } });
    const decision = ledger.post("topup", { ...bucket, amount: eur(1) });
    expect(decision.refusal?.code).toBe("balanceCeilingExceeded");
  });

  test("held amounts count towards the ceiling", () => {
    const ledger = openLedger(eur(1_000_000_000));
    ledger.post("reserve", { ...bucket, amount: eur(900_000_000) });
    expect(summarize(ledger.post("topup", { ...bucket, amount: eur(1) }))).toMatch(
      /^refused balance/,
    );
  });

  test("every value shown can be posted back, whatever is taken from a balance", () => {
    const steps = fc.oneof(fc.integer({ min: 1, max: 1e15 }), fc.integer({ min: 1, max: 1e13 }));
    fc.assert(
      fc.property(fc.constantFrom("EUR", "TB", "GiB", "h"), steps, steps, (units, held, spent) => {
        const usageType = units === "EUR" ? "monetary" : units === "h" ? "voice" : "data";
        const small = units === "EUR" ? "EUR" : units === "h" ? "s" : "B";
        const most = { amount: small === "EUR" ? 1e9 : 1e15, units: small };
        const of = (count: number) => ({
          amount: small === "EUR" ? count / 1e6 : count,
          units: small,
        });
        const ledger = createLedger();
        ledger.open("b1", { usageType, remainingValue: { amount: 0, units } });
        ledger.post("topup", { ...bucket, amount: most });
        ledger.post("reserve", { ...bucket, amount: of(held) });
        ledger.run({ type: "spend", bucketId: "b1", amount: of(spent) });
        const { remainingValue = {}, reservedValue = {} } = ledger.bucket("b1");
        const before = ledger.state.bucket.get("b1");
        ledger.open("b2", { usageType, remainingValue });
        ledger.open("b3", { usageType, remainingValue: reservedValue });
        for (const [id, own = 0] of [
          ["b2", before?.remaining],
          ["b3", before?.reserved],
        ] as const) {
          // 15 digits show every step of 10 TB; above, the last digit may be cut.
          const lost = own - (ledger.remaining(id) ?? Number.NaN);
          expect(lost).toBeGreaterThanOrEqual(0);
          expect(lost).toBeLessThanOrEqual(own > 1e13 ? 10 : 0);
        }
      }),
      { numRuns: Math.ceil(50 * Number(process.env.TMF654_DEEP ?? 1)) },
    );
  });
});

describe("Amounts: dimensions and units", () => {
  test.each([
    [1024, 1023],
    [1000, 999],
  ] as const)("1 GB less 1 MB is exact in base %d", (dataBase, left) => {
    const ledger = openLedger({ amount: 1, units: "GB" }, { dataBase });
    ledger.run({ type: "spend", bucketId: "b1", amount: mb(1) });
    expect(ledger.remaining("b1")).toBe(left * dataBase ** 2);
    const shown = ledger.bucket("b1").remainingValue;
    // The amount is shown in its own unit if that is exact, else in the next smaller unit.
    expect(shown).toEqual(dataBase === 1000 ? { amount: 0.999, units: "GB" } : shown);
    expect(summarize(ledger.run({ type: "spend", bucketId: "b1", amount: shown ?? {} }))).toBe(
      "accepted",
    );
    expect(ledger.remaining("b1")).toBe(0);
  });

  test("a bucket shows both amounts in its own unit, cut after 15 digits", () => {
    const ledger = openLedger({ amount: 1, units: "GB" });
    expect(ledger.bucket("b1").remainingValue).toEqual({ amount: 1, units: "GB" });
    ledger.run({ type: "spend", bucketId: "b1", amount: { amount: 1, units: "B" } });
    ledger.post("reserve", { ...bucket, amount: { amount: 1, units: "KB" } });
    const { remainingValue, reservedValue } = ledger.bucket("b1");
    expect(remainingValue).toEqual({ amount: 0.999999045394361, units: "GB" });
    expect(reservedValue).toEqual({ amount: 9.5367431640625e-7, units: "GB" });
  });

  test.each([
    ["USD", 1],
    ["MB", 1],
    ["doubloons", 1],
  ])("%s cannot be counted in a bucket of EUR", (units, amount) => {
    const ledger = openLedger(eur(10));
    const decision = ledger.post("topup", { ...bucket, amount: { amount, units } });
    expect(decision.refusal?.code).toBe("unitMismatch");
    // The failed task shows what was sent.
    expect(decision.result?.amount).toEqual({ amount, units });
  });

  test.each([1e15 + 2, 3.5e38, -3.5e38, Number.NaN])("%d of no known unit: 400", (amount) => {
    const decision = openLedger(eur(10)).post("topup", {
      ...bucket,
      amount: { amount, units: "doubloons" },
    });
    expect(decision.refusal).toMatchObject({ code: "amountInexact", http: 400, path: "amount" });
  });

  test.each([
    ["monetary", "EUR"],
    ["voice", "min"],
    ["data", "MB"],
    ["sms", "SMS"],
  ] as const)(
    "a %s bucket is measured in %s by default, and in no other dimension",
    (usageType, units) => {
      const ledger = createLedger();
      expect(summarize(ledger.open("b1", { usageType }))).toBe("accepted");
      expect(ledger.bucket("b1").remainingValue).toEqual({ amount: 0, units });
      const wrong = usageType === "data" ? eur(1) : mb(1);
      expect(ledger.open("b2", { usageType, remainingValue: wrong }).refusal?.code).toBe(
        "usageTypeMismatch",
      );
    },
  );

  test.each(["unit", "point", "day", "EUR", "h", "GB", "SMS"])(
    "a bucket of other may count %s",
    (units) => {
      const ledger = createLedger();
      ledger.open("b1", { usageType: "other", remainingValue: { amount: 2, units } });
      ledger.run({ type: "spend", bucketId: "b1", amount: { amount: 1, units } });
      expect(ledger.bucket("b1").remainingValue).toEqual({ amount: 1, units });
      expect(ledger.open("b2", { usageType: "other" }).outcome).toBe("accepted");
      expect(ledger.bucket("b2").remainingValue).toEqual({ amount: 0, units: "unit" });
    },
  );
});

describe("Amounts: what a bucket shows", () => {
  test("remainingValue is without the held amount, and reservedValue is the held amount", () => {
    const ledger = openLedger(eur(10));
    ledger.post("reserve", { ...bucket, amount: eur(4) });
    expect(ledger.bucket("b1")).toMatchObject({ remainingValue: eur(6), reservedValue: eur(4) });
  });

  test("remainingValueName is the remaining value in the configured locale", () => {
    const german = openLedger(eur(1234.5), { locale: "de" }).bucket("b1").remainingValueName;
    expect(german?.replaceAll("\u00a0", " ")).toBe("1.234,50 €");
    expect(openLedger(eur(1234.5)).bucket("b1").remainingValueName).toBe("€1,234.50");
  });

  test.each([[{ amount: 1 }], [{ units: "EUR" }], [{}], [undefined]])(
    "a Quantity of %o is a 400: no default is applied",
    (amount) => {
      const ledger = openLedger(eur(10));
      const decision = ledger.post("topup", { ...bucket, ...(amount && { amount }) });
      expect(decision.refusal).toMatchObject({ code: "quantityIncomplete", http: 400 });
    },
  );

  test("missing units are the bucket's if the policy allows it", () => {
    const ledger = openLedger(eur(10), { missingUnits: "bucket" });
    const decision = ledger.post("topup", { ...bucket, amount: { amount: 1 } });
    expect(decision.result?.amount).toEqual(eur(1));
    expect(ledger.bucket("b1").remainingValue).toEqual(eur(11));
  });

  test("the caller sets the base of each href", () => {
    expect(openLedger(eur(1)).bucket("b1").href).toBe(hrefOf("bucket", "b1"));
  });
});
