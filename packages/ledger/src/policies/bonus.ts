import { accountBuckets } from "../model/account.ts";
import { exceedsCeiling, parseAmount } from "../model/amounts.ts";
import type { DecisionDraft, PolicyModules } from "../model/context.ts";
import { validityEndFrom } from "../model/life.ts";
import { creditOrder } from "../model/order.ts";
import type { BonusRule } from "../model/policy.ts";
import { spendableAccount } from "../model/posting.ts";
import type { ActionBody, ActionRecord, BucketRecord } from "../model/records.ts";
import { bucketOf, putAction, updateBucket } from "../operations/draft.ts";
import { ruleFor } from "../rules/by-amount.ts";
import { isUsable } from "../rules/rule.ts";
import { makeAction } from "./make-action.ts";

/**
 * The bucket for a bonus: first one that cannot be transferred, then the topped-up bucket, then
 * another. A pack that waits for its first use comes last.
 */
function bonusBucket(
  draft: DecisionDraft,
  toppedUpBucket: BucketRecord,
  { bonus, to, usageType }: BonusRule,
): BucketRecord | undefined {
  const { view, context } = draft;
  const { policy, now } = context;
  const otherBuckets = accountBuckets(toppedUpBucket, view).filter(
    ({ id }) => id !== toppedUpBucket.id,
  );
  const candidates = [...otherBuckets, toppedUpBucket];
  const rank = ({ id, transferable, firstUse }: BucketRecord): number =>
    (firstUse ? 3 : 0) + (transferable === false ? 0 : id === toppedUpBucket.id ? 1 : 2);
  const { unit, steps } = parseAmount(bonus, undefined, policy);
  return candidates
    .filter((each) => each.usageType === (to ?? usageType) && each.dimension === unit?.dimension)
    .filter((each) => isUsable(each, now, policy) && !exceedsCeiling(each, steps, policy))
    .sort((a, b) => rank(a) - rank(b) || creditOrder(a, b))[0];
}

/** Whether a change completes a top-up that may bring a bonus: not an emergency credit, nor a bonus. */
function earnsBonus({ view }: DecisionDraft, topup: ActionRecord): boolean {
  const { kind, status, source, auto, id } = topup;
  const isPaid = source === undefined || source === "voucher";
  const isNew = view.action(id)?.status !== "completed";
  return kind === "topup" && status === "completed" && isPaid && auto === undefined && isNew;
}

/** Credits the policy's bonus for a completed top-up, as its child. */
function giveBonus(draft: DecisionDraft, topup: ActionRecord): void {
  const { policy, now } = draft.context;
  const bucket = bucketOf(draft, topup.bucketId);
  if (bucket === undefined || !earnsBonus(draft, topup)) return;
  const rule = ruleFor(policy.topupBonuses, { policy, bucket, amount: topup });
  const target = rule && bonusBucket(draft, bucket, rule);
  if (rule === undefined || target === undefined) return;
  const { bonus: amount, period } = rule;
  const { id, dimension, usageType, endsAt, firstUse } = target;
  const { steps } = parseAmount(amount, target, policy);
  const body: ActionBody = {
    description: "Bonus",
    bucket: { id },
    usageType,
    amount,
    balanceTopup: { id: topup.id, role: "parent", "@referredType": "TopupBalance" },
  };
  const movement = { from: "bonus", to: spendableAccount(id), dimension, steps } as const;
  const parent = { id: topup.id, index: 1 };
  const child = makeAction(draft, "topup", body, movement, { steps, parent, source: "bonus" });
  putAction(draft, { ...topup, bonus: child.id });
  if (period && endsAt !== undefined && !firstUse) {
    updateBucket(draft, id, { endsAt: Math.max(endsAt, validityEndFrom(now, period, policy)) });
  }
}

/** Gives the bonus of a completed top-up, by `policy.topupBonuses`. */
export const topupBonuses: NonNullable<PolicyModules["topupBonuses"]> = (draft, change) => {
  if (change.table === "action") giveBonus(draft, change.record);
};
