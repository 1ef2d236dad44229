import type { Policy } from "../src/index.ts";
import { HOUR } from "./test-ledger.ts";
import type { Bounds, BucketSetup, Terms } from "./workload.ts";

/** A quantity of hundredths of a currency, or of whole pieces of another unit. */
export const quantity = (amount: number, units: string) => ({
  amount: units === "EUR" || units === "USD" ? amount / 100 : amount,
  units,
});

const unitOf = { monetary: "EUR", data: "MB" } as const;
const usages = ["monetary", "data"] as const satisfies readonly BucketSetup["usageType"][];

/** Makes a policy by usage type from one value for each usage type. */
const byUsageType = <T, R>(
  valuesByType: Partial<Record<BucketSetup["usageType"], T>>,
  make: (t: T, units: string) => R,
) =>
  Object.fromEntries(
    usages.flatMap((usage) => {
      const own = valuesByType[usage];
      return own === undefined ? [] : [[usage, make(own, unitOf[usage])]];
    }),
  );

const limitsOf = ({ least, most, perDay }: Bounds, units: string) => ({
  minimum: quantity(least, units),
  maximum: quantity(most, units),
  perDay: quantity(perDay, units),
});

/** Rates between money and data, in both directions. */
function ratesOf(rate: number | undefined): Policy["conversions"] {
  if (rate === undefined) return [];
  const [cent, piece] = [quantity(1, "EUR"), quantity(1, "MB")];
  return [
    { from: "monetary", to: "data", amount: cent, worth: quantity(rate, "MB") },
    { from: "data", to: "monetary", amount: piece, worth: quantity(rate, "EUR") },
  ];
}

/** Fees, taxes and bonuses of top-ups in EUR. */
function extrasOf({ fee, taxPercent, bonus }: Terms): Partial<Policy> {
  const usageType = "monetary";
  const atLeast = (amount: number) => ({ usageType, atLeast: quantity(amount, "EUR") }) as const;
  return {
    topupFees: fee ? [{ ...atLeast(fee.atLeast), fixed: quantity(fee.fixed, "EUR") }] : [],
    topupTaxes: taxPercent ? [{ ...atLeast(0), percent: taxPercent }] : [],
    topupBonuses: bonus
      ? [
          {
            ...atLeast(bonus.atLeast),
            bonus: quantity(bonus.amount, bonus.units),
            ...(bonus.units === "MB" && { to: "data" }),
          },
        ]
      : [],
  };
}

/** The terms of a workload as a policy of the ledger. */
export function policyOf(terms: Terms): Partial<Policy> {
  const { cost, validity, holdingHours, delayHours } = terms;
  return {
    onExpiry: terms.forfeits ? "forfeit" : "freeze",
    refusals: terms.rejects ? "reject" : "task",
    ceilings: byUsageType(terms.ceiling, quantity),
    tariffs: usages.flatMap((usageType) => {
      const value = cost[usageType];
      return value === undefined ? [] : [{ usageType, cost: { value: value / 100, unit: "EUR" } }];
    }),
    limits: Object.fromEntries(
      Object.entries(terms.bounds).map(([kind, own]) => [kind, byUsageType(own, limitsOf)]),
    ),
    delayMs: Object.fromEntries(
      Object.entries(delayHours).map(([kind, hours]) => [kind, hours * HOUR]),
    ),
    ...extrasOf(terms),
    lifecycle: terms.life && { graceDays: terms.life.grace, barredDays: terms.life.barred },
    endOfValidity: terms.isToMidnight ? "midnight" : "instant",
    signals: terms.soonHours === undefined ? [] : ["completed", "lowBalance", "expiringSoon"],
    ...(terms.soonHours !== undefined && { expiringSoonMs: terms.soonHours * HOUR }),
    unknownBucket: terms.opensUnknown ? "create" : "refuse",
    topupSuspended: terms.lifts ? "lift" : "refuse",
    overdraft: byUsageType(terms.overdraft, quantity),
    emergencyCredit: terms.loan
      ? {
          monetary: {
            amount: quantity(terms.loan.amount, "EUR"),
            fee: quantity(terms.loan.fee, "EUR"),
          },
        }
      : {},
    lowBalance: byUsageType(terms.low, quantity),
    conversions: ratesOf(terms.rate),
    holdingTimeMs: holdingHours === undefined ? undefined : holdingHours * HOUR,
    topupValidity: validity
      ? [
          {
            usageType: "monetary",
            atLeast: quantity(validity.atLeast, "EUR"),
            period: { days: validity.days },
          },
        ]
      : [],
  };
}
