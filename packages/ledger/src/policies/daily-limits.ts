import { sumOverSimilarBuckets } from "../model/account.ts";
import { stepsIn } from "../model/amounts.ts";
import type { ActionFacts, PolicyModules } from "../model/context.ts";
import { dayOf } from "../model/time.ts";
import { putChange } from "../operations/draft.ts";

const dayOfTransfer = ({ now, policy }: ActionFacts): number => dayOf(now, policy.utcOffsetMinutes);

const dailyLimit = ({ policy, bucket }: ActionFacts) =>
  policy.limits.transfer?.[bucket.usageType]?.perDay;

const stepsOf = (facts: ActionFacts): number | undefined =>
  stepsIn(dailyLimit(facts), facts.bucket.dimension, facts.policy);

/** The steps that left the account's buckets of one kind by transfer on the day. */
function transferredToday(facts: ActionFacts): number {
  const { view, bucket } = facts;
  const day = dayOfTransfer(facts);
  const transferred = view.transferredOn(bucket.id, day);
  return transferred + sumOverSimilarBuckets(bucket, view, ({ id }) => view.transferredOn(id, day));
}

/** The maximum amount that an account transfers in a day, by `limits.transfer`. */
export const dailyLimits: NonNullable<PolicyModules["dailyLimits"]> = {
  refusals: (facts) => {
    const maximumSteps = stepsOf(facts);
    // Without a limit, the buckets of the account are not read.
    if (maximumSteps === undefined || transferredToday(facts) + facts.amount.steps <= maximumSteps)
      return {};
    const bound = dailyLimit(facts);
    return { limitExceeded: { action: "transfer", limit: "at most", per: " per day", bound } };
  },
  settle: (draft, facts) => {
    if (stepsOf(facts) === undefined) return;
    const { id } = facts.bucket;
    const day = dayOfTransfer(facts);
    const record = facts.view.transferredOn(id, day) + facts.amount.steps;
    putChange(draft, { table: "transferDay", id, day, record });
  },
};
