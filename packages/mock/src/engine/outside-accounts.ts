import type { Account, OutsideAccount, Posting } from "@tmf654/ledger";

/** The totals of the outside accounts. In each dimension, they and the buckets add up to zero. */
export interface OutsideTotals {
  add(postings: readonly Posting[]): void;
  /**
   * Returns whole steps by dimension and account. The steps are negative for value that went into
   * buckets.
   */
  balances(): Readonly<Record<string, Readonly<Partial<Record<OutsideAccount, number>>>>>;
  save(): readonly (readonly [string, number])[];
  load(savedTotals: readonly (readonly [string, number])[]): void;
}

/** Creates the totals of one mock. */
export function createOutsideTotals(): OutsideTotals {
  const totals = new Map<string, number>();
  const addSteps = (account: Account, dimension: string, steps: number): void => {
    if (typeof account !== "string") return;
    const key = `${dimension} ${account}`;
    totals.set(key, (totals.get(key) ?? 0) + steps);
  };
  return {
    add: (postings) => {
      for (const { from, to, dimension, steps } of postings) {
        addSteps(from, dimension, -steps);
        addSteps(to, dimension, steps);
      }
    },
    balances: () => {
      const stepsByDimension: Record<string, Record<string, number>> = {};
      for (const [key, steps] of totals) {
        const [dimension = "", account = ""] = key.split(" ");
        stepsByDimension[dimension] = { ...stepsByDimension[dimension], [account]: steps };
      }
      return stepsByDimension;
    },
    save: () => [...totals],
    load: (savedTotals) => {
      totals.clear();
      for (const [key, steps] of savedTotals) totals.set(key, steps);
    },
  };
}
