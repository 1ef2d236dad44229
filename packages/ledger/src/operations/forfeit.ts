import type { DecisionDraft } from "../model/context.ts";
import { forfeitTime } from "../model/life.ts";
import { spendableAccount } from "../model/posting.ts";
import { isExpired } from "../rules/rule.ts";
import { bucketOf, postMovement } from "./draft.ts";

/** Whether the policy forfeits the value of an expired bucket. */
export function forfeitsBalance(draft: DecisionDraft, bucketId: string): boolean {
  const { now, policy } = draft.context;
  return isExpired(forfeitTime(bucketOf(draft, bucketId)?.endsAt, policy), now);
}

/**
 * Posts the value of an expired bucket to `expiry` if the policy forfeits it. A repeated call does
 * nothing.
 */
export function forfeitBalance(draft: DecisionDraft, bucketId: string): void {
  const bucket = bucketOf(draft, bucketId);
  if (bucket === undefined || !forfeitsBalance(draft, bucketId)) return;
  const { dimension } = bucket;
  // A debt is not forfeited.
  const steps = Math.max(0, bucket.remaining);
  postMovement(draft, {
    from: spendableAccount(bucketId),
    to: "expiry",
    dimension,
    steps,
    actionId: undefined,
  });
}
