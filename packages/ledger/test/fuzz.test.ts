import fc from "fast-check";
import { expect, test } from "vitest";
import { type ActionBody, type ActionKind, actionResource, historyEntry } from "../src/index.ts";
import { createLedger, eur, hrefOf } from "./test-ledger.ts";

const deep = Number(process.env.TMF654_DEEP ?? 1);
const kinds = ["topup", "adjust", "reserve", "transfer"] as const satisfies readonly ActionKind[];

/** A valid value, or any JSON value. */
const or = (...right: readonly unknown[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...right) }, fc.jsonValue({ maxDepth: 2 }));

const attributes = {
  amount: fc.oneof(
    or(eur(1), eur(0)),
    fc.record({ amount: or(1), units: or("EUR") }, { requiredKeys: [] }),
  ),
  bucket: or({ id: "b1" }, { id: "b2" }, { id: "missing" }),
  receiverBucket: or({ id: "b1" }, { id: "b2" }),
  receiverBucketUsageType: or("monetary"),
  receiverLogicalResource: or({ id: "r" }),
  usageType: or("monetary", "data"),
  partyAccount: or({ id: "pa1" }),
  logicalResource: or([{ id: "l" }], { id: "l" }),
  product: or([{ id: "p" }]),
  relatedParty: or([{ id: "r" }], { id: "r" }),
  requestor: or({ id: "r" }),
  channel: or({ id: "web" }),
  validFor: fc.oneof(or({}), fc.record({ endDateTime: or("2031-01-01T00:00:00Z") })),
  voucher: or("card", "guess"),
  paymentMethod: or({ id: "pm_slow" }, { id: "tx", "@type": "PaymentTransaction" }),
  isAutoTopup: or(true, false),
  recurringPeriod: or("weekly"),
  numberOfPeriods: or(2),
  transferCost: fc.oneof(
    or({ value: 1, unit: "EUR" }),
    fc.record({ value: or(1), unit: or("EUR") }),
  ),
  costOwner: or("receiver"),
  status: or("completed", "cancelled"),
  reason: or("r"),
};

const body = fc.record(attributes, { requiredKeys: [] });

test(
  "any JSON body is decided and shown, and no invariant breaks",
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...kinds), body, body), { minLength: 1, maxLength: 6 }),
        fc.constantFrom("refuse" as const, "create" as const),
        fc.constantFrom("match" as const, "ignore" as const),
        (requests, unknownBucket, voucherAmount) => {
          const missingUnits = unknownBucket === "create" ? "bucket" : "refuse";
          const ledger = createLedger({ unknownBucket, voucherAmount, missingUnits });
          ledger.open("b1", { remainingValue: eur(5), partyAccount: { id: "pa1" } });
          ledger.open("b2");
          ledger.voucher({ code: "card", amount: eur(2) });
          for (const [kind, asked, patch] of requests) {
            const { result } = ledger.post(kind, asked as ActionBody);
            if (result === undefined) continue;
            ledger.patch(kind, result.id, patch);
            const now = ledger.state.action.get(result.id) ?? result;
            const shown = actionResource(now, hrefOf);
            expect(typeof shown.amount?.units).toBe("string");
            expect(historyEntry(now, ledger.view, hrefOf).receiverLogicalResource).toBeDefined();
          }
          ledger.advanceTo(ledger.now() + 30 * 86_400_000);
        },
      ),
      { numRuns: Math.ceil(200 * deep) },
    );
  },
  20_000 * Math.max(1, deep),
);
