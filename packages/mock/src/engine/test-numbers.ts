import { normalizeNumber } from "@tmf654/contract";
import type { ActionBody, ActionKind, BucketRecord } from "@tmf654/ledger";
import {
  type DecisionContext,
  type LedgerView,
  type Policy,
  paymentResultFor,
} from "@tmf654/ledger";
import type { Fault } from "../ports/fault.ts";
import type { AppliedTestNumber } from "../ports/request-notes.ts";

/** The behaviour of a test number. */
export type TestBehaviour = "unknown" | "declined" | "slow" | "overLimit" | "lostResponse";

/** The MSISDNs with a fixed behaviour. They are like the test cards of a card processor. */
export const testNumbers: Readonly<Record<string, TestBehaviour>> = {
  /** A number without a bucket: an action that names it is refused as `bucketNotFound`. */
  "15005550001": "unknown",
  /** Every top-up is refused as `paymentDeclined`, with any payment. */
  "15005550002": "declined",
  /** Top-ups, adjustments and transfers stay `created` for a while. */
  "15005550003": "slow",
  /** Every action is refused as `limitExceeded`. */
  "15005550004": "overLimit",
  /** Every action is applied, then the connection drops. */
  "15005550005": "lostResponse",
};

/** The view and context of a command after a test number was applied. */
export interface AdjustedCommand {
  readonly view: LedgerView;
  readonly context: DecisionContext;
  /** The fault of the response after the commit. */
  readonly fault: Fault | undefined;
  /** The test number, with what it does; undefined if there is no test number. */
  readonly testNumber: AppliedTestNumber | undefined;
}

/**
 * Applies the test numbers in an action to the view and the context that the ledger receives. In a
 * transfer, the test number of the payer comes first.
 */
export function applyTestNumber(
  kind: ActionKind,
  body: ActionBody,
  view: LedgerView,
  context: DecisionContext,
): AdjustedCommand {
  const sides = sidesOf(body, view);
  const testNumber = sides.find((side) => side.testNumber !== undefined)?.testNumber;
  const behaviour = testNumber?.behaviour;
  const isLost =
    behaviour === "lostResponse" || paymentResultFor(body.paymentMethod?.id) === "lostResponse";
  const fault: Fault | undefined = isLost ? { kind: "drop" } : undefined;
  const { policy } = context;
  switch (behaviour) {
    case "unknown": {
      const changedPolicy: Policy = { ...policy, unknownBucket: "refuse" };
      const hiddenIds = sides
        .filter((side) => side.testNumber?.behaviour === "unknown")
        .map(({ id }) => id);
      const bucket: LedgerView["bucket"] = (id) =>
        hiddenIds.includes(id) ? undefined : view.bucket(id);
      return {
        view: { ...view, bucket },
        context: { ...context, policy: changedPolicy },
        fault,
        testNumber,
      };
    }
    case "declined":
      return { view, context: { ...context, paymentResult: "declined" }, fault, testNumber };
    case "slow": {
      const slowPolicy: Policy = { ...policy, delayMs: { [kind]: policy.slowPaymentMs } };
      return { view, context: { ...context, policy: slowPolicy }, fault, testNumber };
    }
    case "overLimit": {
      const limitedPolicy = withLimit(policy, kind, sides[0]?.bucket);
      return { view, context: { ...context, policy: limitedPolicy }, fault, testNumber };
    }
    default:
      return { view, context, fault, testNumber };
  }
}

/** A bucket of an action, and the behaviour of its number. */
interface Side {
  readonly id: string | undefined;
  readonly bucket: BucketRecord | undefined;
  readonly testNumber: AppliedTestNumber | undefined;
}

function sidesOf(body: ActionBody, view: LedgerView): readonly Side[] {
  const { logicalResource, receiverLogicalResource } = body;
  return [
    sideOf(body.bucket?.id, logicalResource, view),
    sideOf(body.receiverBucket?.id, receiverLogicalResource, view),
  ];
}

function sideOf(id: string | undefined, resources: unknown, view: LedgerView): Side {
  const bucket = id === undefined ? undefined : view.bucket(id);
  const numbers = [resources, bucket?.details.logicalResource].flat().map(numberOf);
  const knownNumber = numbers.find((number) => Object.hasOwn(testNumbers, number));
  const behaviour = knownNumber === undefined ? undefined : testNumbers[knownNumber];
  const testNumber = knownNumber && behaviour ? { number: knownNumber, behaviour } : undefined;
  return { id, bucket, testNumber };
}

/** The number of a logical resource. */
function numberOf(resource: unknown): string {
  const { id } = (resource ?? {}) as { readonly id?: unknown };
  return typeof id === "string" ? normalizeNumber(id) : "";
}

/** Creates a policy with the maximum 0, which every amount exceeds. */
function withLimit(policy: Policy, kind: ActionKind, bucket: BucketRecord | undefined): Policy {
  if (!bucket) return policy;
  const maximum = { amount: 0, units: bucket.units };
  return { ...policy, limits: { [kind]: { [bucket.usageType]: { maximum } } } };
}
