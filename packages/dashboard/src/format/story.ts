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

const commandNouns: Readonly<Partial<Record<BucketPosting["command"], string>>> = {
  open: "the opening",
  topup: "a top-up",
  adjust: "an adjustment",
  transfer: "a transfer",
  reserve: "a reservation",
  use: "a use",
  spend: "a use",
  patch: "a changed action",
  delete: "a cancelled action",
  due: "a due action",
};

/** The texts of postings with these accounts, before `of` and the noun of the command. */
const partTexts: Readonly<Record<string, string>> = {
  fee: "Fee",
  tax: "Tax",
  bonus: "Bonus",
  conversion: "Conversion",
  credit: "Emergency credit",
};

/** Returns what a posting of a bucket is for, in words, such as `Top-up by voucher`. */
export function purposeText(posting: BucketPosting, bucketId: string): string {
  const { from, to, command } = posting;
  const outside = [from, to].find((account) => typeof account === "string");
  const part = outside && partTexts[outside];
  if (part) return `${part} of ${commandNouns[command] ?? command}`;
  if (outside === "opening") return "Opening balance";
  if (outside === "expiry") return "Forfeited at the end of its validity";
  if (outside === "usage") return isHeld(from) ? "Used from a reservation" : "Usage";
  if (outside === "adjustment") return "Adjustment";
  if (isHeld(to)) return "Held by a reservation";
  if (isHeld(from)) {
    return command === "due" ? "Released at the end of a reservation" : "Released by a reservation";
  }
  if (command === "due" && outside !== undefined) return "Auto-top-up";
  if (outside === undefined) {
    const isIn = directionOf(posting, bucketId) > 0;
    return isIn ? "Transfer from another bucket" : "Transfer to another bucket";
  }
  const source = outside === "voucher" ? "voucher" : "payment";
  return from === outside ? `Top-up by ${source}` : `Returned to the ${source}`;
}

function isHeld(account: Account): boolean {
  return typeof account !== "string" && account.part === "held";
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
    points.push({ at, spendable, held, sequence: posting.sequence });
  }
  const last = points.at(-1);
  if (!last) return [];
  const { sequence: _, ...present } = last;
  return now > last.at ? [...points, { ...present, at: now }] : points;
}
