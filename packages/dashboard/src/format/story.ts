import type { Account, BucketPosting } from "@tmf654/mock/control";
import { stepsOf } from "./amount.ts";
import type { BalancePoint } from "./chart.ts";

/**
 * One side of a posting in words, with the id of its bucket if that is not the bucket of the story.
 */
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

/** The first words of a purpose by the outside account; `of` and the command's noun follow. */
const purposeStarts: Readonly<Record<string, string>> = {
  fee: "Fee",
  tax: "Tax",
  bonus: "Bonus",
  conversion: "Conversion",
  credit: "Emergency credit",
};

/** Returns what a posting of a bucket is for, in words, such as `Top-up by voucher`. */
export function purposeText(posting: BucketPosting, bucketId: string): string {
  const { from, to, command } = posting;
  const outsideAccount = [from, to].find((account) => typeof account === "string");
  const start = outsideAccount && purposeStarts[outsideAccount];
  if (start) return `${start} of ${commandNouns[command] ?? command}`;
  if (outsideAccount === "opening") return "Opening balance";
  if (outsideAccount === "expiry") return "Forfeited at the end of its validity";
  if (outsideAccount === "usage") return isHeld(from) ? "Used from a reservation" : "Usage";
  if (outsideAccount === "adjustment") return "Adjustment";
  if (isHeld(to)) return "Held by a reservation";
  if (isHeld(from)) {
    return command === "due" ? "Released at the end of a reservation" : "Released by a reservation";
  }
  if (command === "due" && outsideAccount !== undefined) return "Auto-top-up";
  if (outsideAccount === undefined) {
    const isIn = directionOf(posting, bucketId) > 0;
    return isIn ? "Transfer from another bucket" : "Transfer to another bucket";
  }
  const source = outsideAccount === "voucher" ? "voucher" : "payment";
  return from === outsideAccount ? `Top-up by ${source}` : `Returned to the ${source}`;
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
  const lastPoint = points.at(-1);
  if (!lastPoint) return [];
  const { sequence: _, ...present } = lastPoint;
  return now > lastPoint.at ? [...points, { ...present, at: now }] : points;
}
