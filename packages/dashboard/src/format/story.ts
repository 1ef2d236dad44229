import type { Account, BucketPosting } from "@tmf654/mock/control";
import { stepsOf } from "./amount.ts";
import type { BalancePoint } from "./chart.ts";

/** A side of a posting in words, with its bucket if it is another one. */
export interface AccountView {
  readonly text: string;
  readonly bucketId?: string;
}

const accountTexts: Readonly<Record<string, string>> = {
  opening: "Opening balance",
  payment: "Payments",
  voucher: "Vouchers",
  adjustment: "Adjustments",
  usage: "Usage",
  fee: "Fees",
  expiry: "Forfeited value",
  conversion: "Conversion",
  bonus: "Bonuses",
  tax: "Taxes",
  credit: "Emergency credit",
};

/** Returns a side of a posting in words, as a bucket sees it. */
export function accountView(account: Account, bucketId: string): AccountView {
  if (typeof account === "string") return { text: accountTexts[account] ?? account };
  const part = account.part === "held" ? "Held" : "Balance";
  return account.bucketId === bucketId
    ? { text: part }
    : { text: part, bucketId: account.bucketId };
}

const commandTexts: Readonly<Record<string, string>> = {
  open: "Opened",
  topup: "Top-up",
  adjust: "Adjustment",
  transfer: "Transfer",
  reserve: "Reservation",
  use: "Use of a reservation",
  patch: "Change of an action",
  delete: "Cancelled action",
  spend: "Usage",
  expire: "Expiry",
  forfeit: "Forfeited",
  close: "Closed",
  due: "Due effect",
  reverse: "Reversal",
};

/** Returns what a posting is for, in words. */
export function commandText(command: string): string {
  return commandTexts[command] ?? command;
}

/** Returns 1 for a posting that adds to the balance, -1 for one that takes from it, otherwise 0. */
export function directionOf({ from, to }: BucketPosting, bucketId: string): -1 | 0 | 1 {
  const isBalance = (account: Account): boolean =>
    typeof account !== "string" && account.bucketId === bucketId && account.part === "spendable";
  if (isBalance(to)) return 1;
  return isBalance(from) ? -1 : 0;
}

/**
 * Returns the balances of a bucket in order of time, with the present as the last one. Postings of
 * one instant are one point. `postings` has the latest first.
 */
export function storyPoints(
  postings: readonly BucketPosting[],
  now: number,
): readonly BalancePoint[] {
  const points: BalancePoint[] = [];
  for (const posting of [...postings].reverse()) {
    const at = Date.parse(posting.time);
    if (points.at(-1)?.at === at) points.pop();
    const [spendable, held] = [stepsOf(posting.spendable), stepsOf(posting.held)];
    points.push({ at, spendable, held, number: posting.number });
  }
  const last = points.at(-1);
  if (!last) return [];
  const { number: _, ...present } = last;
  return now > last.at ? [...points, { ...present, at: now }] : points;
}
