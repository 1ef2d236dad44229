import type { Policy } from "@tmf654/ledger";

/** The days of validity that a small, a usual and a large top-up add. */
const days = [30, 90, 365] as const;

/**
 * The smallest amounts of a small, a usual and a large top-up, in each currency of the default
 * scenario.
 */
const amounts = {
  EUR: [5, 10, 20],
  GBP: [5, 10, 20],
  USD: [5, 10, 20],
  AUD: [5, 10, 20],
  SEK: [50, 100, 200],
  CLP: [2000, 5000, 10_000],
  JPY: [500, 1000, 3000],
  LKR: [100, 500, 1000],
} as const;

/** The validity of top-ups in the built-in profiles, by amount. */
export const topupValidity: Policy["topupValidity"] = Object.entries(amounts).flatMap(
  ([units, steps]) =>
    steps.map((amount, at) => ({
      usageType: "monetary",
      atLeast: { amount, units },
      period: { days: days[at] ?? 0 },
    })),
);
