import { outsideAccounts, trialBalance } from "../src/index.ts";
import type { Ledger } from "./test-ledger.ts";

/** Steps of each dimension in the whole numbers that the reference model counts in. */
const wholeOf = (dimension: string): readonly [steps: number, units: string] =>
  dimension === "data" ? [1024 ** 2, "MB"] : [10_000, dimension.slice("money:".length)];

/** Every bucket as the reference model writes it. */
export const balances = (ledger: Ledger): string[] =>
  [...ledger.state.bucket.values()].map((bucket) => {
    const { id, dimension, remaining, reserved, suspended, endsAt } = bucket;
    const [whole] = wholeOf(dimension);
    return `${id}: ${remaining / whole} + ${reserved / whole} ${suspended} ${endsAt}`;
  });

/** Every action as the reference model writes it, in the order of recording. */
export const statuses = (ledger: Ledger): string[] =>
  [...ledger.state.action.values()].map(({ kind, status }) => `${kind} ${status}`);

/** The balances of the accounts outside the buckets, by account and units. */
export function outside(ledger: Ledger): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [dimension, ofDimension] of trialBalance(ledger.postings)) {
    const [whole, units] = wholeOf(dimension);
    for (const account of outsideAccounts) {
      const steps = Number(ofDimension.get(account) ?? 0n);
      if (steps !== 0) sums.set(`${account} ${units}`, steps / whole);
    }
  }
  return sums;
}
