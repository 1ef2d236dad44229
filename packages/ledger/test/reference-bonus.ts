import type { ReferenceAction, ReferenceBucket } from "./reference-records.ts";
import { firstReason, type ReferenceState } from "./reference-state.ts";
import { type CommandOf, newAction } from "./reference-tasks.ts";

const endOrInfinity = (modelBucket: ReferenceBucket): number => modelBucket.end ?? Infinity;
const compareIds = (a: ReferenceBucket, b: ReferenceBucket): number => (a.id < b.id ? -1 : 1);

/** Compares ends, later ones first. It does not subtract, because ends can be infinite. */
const compareEndsDescending = (a: ReferenceBucket, b: ReferenceBucket): number =>
  endOrInfinity(a) === endOrInfinity(b) ? 0 : endOrInfinity(a) > endOrInfinity(b) ? -1 : 1;

/** The bonus of a top-up, which is a separate top-up; undefined when there is none. */
export function giveBonus(
  state: ReferenceState,
  modelAction: ReferenceAction,
  worth: number,
): ReferenceAction | undefined {
  const { terms, modelBuckets } = state;
  const topped = state.modelBucketAt(modelAction.at);
  const { bonus: rule } = terms;
  if (!rule || topped.units !== "EUR" || worth < rule.atLeast) return undefined;
  const rank = (modelBucket: ReferenceBucket): number =>
    (modelBucket.firstUse === undefined ? 0 : 3) +
    (modelBucket.isBound ? 0 : modelBucket === topped ? 1 : 2);
  const [modelBucket] = [...modelBuckets.values()]
    .filter((each) => each.account === topped.account && each.units === rule.units)
    .filter((each) => !each.suspended && !state.isBeforeStart(each) && !state.isExpired(each))
    .filter((each) => !state.overCeiling(each, rule.amount))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        // Among packs that wait for their first use, one that can be transferred comes first.
        Number(a.isBound === true) - Number(b.isBound === true) ||
        (b.priority ?? 0) - (a.priority ?? 0) ||
        compareEndsDescending(a, b) ||
        compareIds(a, b),
    );
  if (modelBucket === undefined) return undefined;
  modelBucket.free += rule.amount;
  state.note("bonus", modelBucket, -rule.amount);
  const bonusMembers = {
    status: "completed",
    isBonus: true,
    amount: rule.amount,
    credit: rule.amount,
  } as const;
  modelAction.bonus = {
    ...newAction(state, "topup", { bucket: 0 }),
    at: modelBucket.id,
    ...bonusMembers,
  };
  return modelAction.bonus;
}

/** Takes what is left of a bonus back, by a separate adjustment; undefined when nothing is left. */
export function takeBonus(
  state: ReferenceState,
  bonus: ReferenceAction | undefined,
): ReferenceAction | undefined {
  if (bonus === undefined || bonus.isReversed) return undefined;
  const modelBucket = state.modelBucketAt(bonus.at);
  state.forfeit(modelBucket);
  const amount = Math.min(bonus.amount, modelBucket.free);
  if (amount <= 0) return undefined;
  modelBucket.free -= amount;
  state.note("bonus", modelBucket, amount);
  bonus.isReversed = true;
  return {
    ...newAction(state, "adjust", { bucket: 0 }),
    at: modelBucket.id,
    amount: -amount,
    status: "completed",
  };
}

/** Applies usage that an account's buckets pay in the order of spending. */
export function payUsage(
  state: ReferenceState,
  { account, units, amount }: CommandOf<"use">,
): string {
  const accountBuckets = state.bucketsOf(account);
  const fittingBuckets = accountBuckets
    .filter((modelBucket) => modelBucket.units === units)
    .sort(
      (a, b) =>
        (a.priority ?? 0) - (b.priority ?? 0) || compareEndsDescending(b, a) || compareIds(a, b),
    );
  const payers = fittingBuckets.filter(
    (modelBucket) =>
      !modelBucket.suspended && !state.isBeforeStart(modelBucket) && !state.isExpired(modelBucket),
  );
  const [head] = fittingBuckets;
  const sumOf = (list: readonly ReferenceBucket[]) =>
    list.reduce((sum, { free }) => sum + Math.max(0, free), 0);
  const loanOf = (modelBucket: ReferenceBucket) =>
    Math.min(0, modelBucket.free) + state.overdraftOf(modelBucket);
  // The last bucket that may go below zero pays what the others cannot.
  const lender = payers.filter((modelBucket) => loanOf(modelBucket) > 0).at(-1);
  const debt = lender ? loanOf(lender) : 0;
  const payableAmount = sumOf(payers);
  const isStuck = payers.length === 0 && head !== undefined;
  const reason = firstReason(
    ["bucketNotFound", accountBuckets.length === 0],
    ["unitMismatch", fittingBuckets.length === 0],
    ["amountNotPositive", amount <= 0],
    ["bucketSuspended", isStuck && head.suspended],
    ["bucketNotStarted", isStuck && state.isBeforeStart(head)],
    ["bucketExpired", isStuck],
    ["insufficientBalance", amount > payableAmount + debt],
  );
  if (reason !== "") return `refused ${reason}`;
  const missingAmount = Math.max(0, amount - payableAmount);
  let left = amount - missingAmount;
  const events: string[] = [];
  for (const modelBucket of payers) {
    const bucketAmount = Math.max(0, Math.min(left, modelBucket.free));
    const part = bucketAmount + (modelBucket === lender ? missingAmount : 0);
    if (part <= 0) continue;
    left -= bucketAmount;
    modelBucket.free -= part;
    state.use(modelBucket);
    state.note("usage", modelBucket, part);
    state.modelActions.push({
      ...newAction(state, "reserve", { bucket: 0 }),
      at: modelBucket.id,
      status: "completed",
    });
    events.push("Create");
  }
  return `accepted ${events.join(" ")}`;
}
