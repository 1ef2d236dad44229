import { bucketIn, type Draft, move } from "./draft.ts";
import { spendable } from "./posting.ts";
import { isExpired } from "./rules.ts";

/** Whether what an expired bucket holds is lost, by policy. */
export const forfeitsBalance = (draft: Draft, bucketId: string): boolean => {
  const { now, policy } = draft.context;
  return policy.onExpiry === "forfeit" && isExpired(bucketIn(draft, bucketId)?.endsAt, now);
};

/** Posts what an expired bucket holds to `expiry`, where policy forfeits it. Harmless to repeat. */
export const forfeit = (draft: Draft, bucketId: string): void => {
  const bucket = bucketIn(draft, bucketId);
  if (bucket === undefined || !forfeitsBalance(draft, bucketId)) return;
  const { dimension, remaining: steps } = bucket;
  move(draft, { from: spendable(bucketId), to: "expiry", dimension, steps, actionId: undefined });
};
