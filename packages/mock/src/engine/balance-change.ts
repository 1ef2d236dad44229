import { type Policy, quantityOf } from "@tmf654/ledger";
import type { BalanceChange } from "../ports/activity.ts";

/** A change of a bucket's balance, in whole steps. */
export interface ChangeInSteps {
  readonly bucketId: string;
  readonly spendable: number;
  readonly reserved: number;
  /** The spendable amount after the change. */
  readonly remaining: number;
}

/** Returns a change as quantities in a unit, or nothing if the balance is the same. */
export function balanceChangeOf(
  { bucketId, spendable, reserved, remaining }: ChangeInSteps,
  units: string,
  policy: Policy,
): readonly BalanceChange[] {
  if (spendable === 0 && reserved === 0) return [];
  const quantityFrom = (steps: number) => quantityOf(steps, units, policy);
  return [
    {
      bucketId,
      spendable: quantityFrom(spendable),
      reserved: quantityFrom(reserved),
      remaining: quantityFrom(remaining),
    },
  ];
}
