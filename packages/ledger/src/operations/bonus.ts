import { exceedsCeiling, parseAmount } from "../model/amounts.ts";
import { validUntil } from "../model/life.ts";
import { creditOrder } from "../model/order.ts";
import type { BonusRule } from "../model/policy.ts";
import { spendable } from "../model/posting.ts";
import type { ActionBody, ActionRecord, BucketRecord } from "../model/records.ts";
import { addPeriod } from "../model/time.ts";
import { become } from "../model/transitions.ts";
import { ruleFor } from "../rules/by-amount.ts";
import { type ActionFacts, gather } from "../rules/facts.ts";
import { isUsable } from "../rules/rule.ts";
import { bucketOf, type DecisionDraft, postMovement, putAction, setEnd } from "./draft.ts";
import { newAction } from "./submit.ts";

/** The bucket for a bonus: one that cannot be transferred, else the topped up one, else another. */
function bonusBucket(
  draft: DecisionDraft,
  { view, bucket, policy, now }: ActionFacts,
  { bonus, to, usageType }: BonusRule,
): BucketRecord | undefined {
  const account = bucket.details.partyAccount?.id;
  const topped = bucketOf(draft, bucket.id);
  const others = account === undefined ? [] : [...view.bucketsOf(account)];
  const all = [...others.filter(({ id }) => id !== bucket.id), ...(topped ? [topped] : [])];
  const rank = ({ id, transferable }: BucketRecord): number =>
    transferable === false ? 0 : id === bucket.id ? 1 : 2;
  const { unit, steps } = parseAmount(bonus, undefined, policy);
  return all
    .filter((each) => each.usageType === (to ?? usageType) && each.dimension === unit?.dimension)
    .filter((each) => isUsable(each, now, policy) && !exceedsCeiling(each, steps, policy))
    .sort((a, b) => rank(a) - rank(b) || creditOrder(a, b))[0];
}

/** Credits the bonus that policy gives a completed top-up, as a child of it. */
export function giveBonus(draft: DecisionDraft, facts: ActionFacts, topup: ActionRecord): void {
  const { policy, view, now } = facts;
  const rule = topup.status === "completed" ? ruleFor(policy.topupBonuses, facts) : undefined;
  const target = rule && bonusBucket(draft, facts, rule);
  if (rule === undefined || target === undefined) return;
  const { bonus: amount, period } = rule;
  const { id, dimension, usageType, endsAt } = target;
  const body: ActionBody = {
    description: "Bonus",
    bucket: { id },
    usageType,
    amount,
    balanceTopup: { id: topup.id, role: "parent", "@referredType": "TopupBalance" },
  };
  const asked = gather(view, body, draft.context);
  const child = newAction({ kind: "topup" }, asked, draft.context.nextId("topup"));
  const { steps } = parseAmount(amount, target, policy);
  postMovement(draft, { from: "bonus", to: spendable(id), dimension, steps, actionId: child.id });
  if (period && endsAt !== undefined) {
    setEnd(
      draft,
      id,
      Math.max(endsAt, validUntil(addPeriod(now, period, policy.utcOffsetMinutes), policy)),
    );
  }
  const parent = { id: topup.id, index: 1 };
  const completed = { ...become(child, "completed", now), steps, parent, isBonus: true };
  draft.events.push({ type: "Create", action: putAction(draft, completed) });
}
