import type { ActionBody, ActionKind, BucketRecord } from "@tmf654/ledger";
import { type Context, type LedgerView, type Policy, paymentAnswer } from "@tmf654/ledger";
import type { Fault } from "../seam.ts";

/** What a documented number does to every action on it. */
export type Behaviour = "unknown" | "declined" | "slow" | "overLimit" | "lostAnswer";

/** MSISDNs that always behave the same way, as card processors document test cards. */
export const wellKnownNumbers: Readonly<Record<string, Behaviour>> = {
  /** Nobody has it: an action that names it is refused as `bucketNotFound`. */
  "15005550001": "unknown",
  /** Every top-up is refused as `paymentDeclined`, whatever pays. */
  "15005550002": "declined",
  /** Top-ups, adjustments and transfers stay `created` for a while. */
  "15005550003": "slow",
  /** Every action is refused as `limitExceeded`. */
  "15005550004": "overLimit",
  /** Every action is applied, then the connection drops. */
  "15005550005": "lostAnswer",
};

/** How a command runs when a documented value is in it. */
export type Bent = {
  readonly view: LedgerView;
  readonly context: Context;
  /** What becomes of the answer after the commit. */
  readonly fault: Fault | undefined;
};

/** Bends the circumstances of an action to the documented values in it; the ledger stays as it is. */
export function bend(kind: ActionKind, body: ActionBody, view: LedgerView, context: Context): Bent {
  const bucket = body.bucket && view.bucket(body.bucket.id);
  const behaviour = behaviourOf(body, bucket);
  const isLost =
    behaviour === "lostAnswer" || paymentAnswer(body.paymentMethod?.id) === "lostAnswer";
  const fault: Fault | undefined = isLost ? { kind: "drop" } : undefined;
  const { policy } = context;
  switch (behaviour) {
    case "unknown": {
      const changed: Policy = { ...policy, unknownBucket: "refuse" };
      const blind = { ...view, bucket: () => undefined };
      return { view: blind, context: { ...context, policy: changed }, fault };
    }
    case "declined":
      return { view, context: { ...context, gateway: "declined" }, fault };
    case "slow": {
      const changed: Policy = { ...policy, delayMs: { [kind]: policy.slowPaymentMs } };
      return { view, context: { ...context, policy: changed }, fault };
    }
    case "overLimit":
      return { view, context: { ...context, policy: limited(policy, kind, bucket) }, fault };
    default:
      return { view, context, fault };
  }
}

function behaviourOf(body: ActionBody, bucket: BucketRecord | undefined): Behaviour | undefined {
  for (const refs of [body.logicalResource, bucket?.details.logicalResource]) {
    if (!Array.isArray(refs)) continue;
    for (const { id } of refs) if (Object.hasOwn(wellKnownNumbers, id)) return wellKnownNumbers[id];
  }
  return undefined;
}

/** The smallest maximum there is: every amount is over it. */
function limited(policy: Policy, kind: ActionKind, bucket: BucketRecord | undefined): Policy {
  if (!bucket) return policy;
  const maximum = { amount: 0, units: bucket.units };
  return { ...policy, limits: { [kind]: { [bucket.usageType]: { maximum } } } };
}
