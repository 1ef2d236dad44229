import type { ActionFacts } from "../model/context.ts";
import { roundValidityEnd, validityEndFrom } from "../model/life.ts";
import type { BucketRecord, VoucherRecord } from "../model/records.ts";
import { parseInstant } from "../model/time.ts";
import { ruleFor } from "./by-amount.ts";
import { isExpired, type RefusalRule } from "./rule.ts";

/** A request with a `validFor`, or a bucket's own description. */
interface HasValidFor {
  readonly body: Pick<ActionFacts["body"], "validFor">;
}

type PeriodMember = "startDateTime" | "endDateTime";

/** The instant that `validFor` names: undefined if it names none, NaN for an invalid date. */
function instantIn({ body }: HasValidFor, member: PeriodMember): number | undefined {
  const text = body.validFor?.[member];
  if (text === undefined || text === null) return undefined;
  return parseInstant(text) ?? Number.NaN;
}

/** The end that a request's `validFor` names. */
export const requestedEnd = (dated: HasValidFor): number | undefined =>
  instantIn(dated, "endDateTime");

/** The start that a request's `validFor` names. */
export const requestedStart = (dated: HasValidFor): number | undefined =>
  instantIn(dated, "startDateTime");

const periodMembers: readonly PeriodMember[] = ["endDateTime", "startDateTime"];

const invalidDateMember = (dated: HasValidFor): PeriodMember | undefined =>
  periodMembers.find((member) => Number.isNaN(instantIn(dated, member)));

/** The path of the member of `validFor` that is not a date-time. */
export const invalidDatePath = (dated: HasValidFor): string =>
  `validFor.${invalidDateMember(dated)}`;

export const dateTimeInvalid: RefusalRule<HasValidFor> = {
  code: "dateTimeInvalid",
  path: invalidDatePath,
  when: (dated) => invalidDateMember(dated) !== undefined,
  detail: (dated) => ({ text: dated.body.validFor?.[invalidDateMember(dated) ?? "endDateTime"] }),
};

/** The instant at which a request takes effect. An auto-top-up may start later. */
const effectiveInstant = ({ body, now }: ActionFacts): number =>
  body.isAutoTopup === true ? Math.max(requestedStart({ body }) ?? now, now) : now;

/** The refusal of a period that ends before the request takes effect. */
export const validForPassed: RefusalRule<ActionFacts> = {
  code: "validForPassed",
  when: (facts) => isExpired(requestedEnd(facts), effectiveInstant(facts)),
  detail: (facts) => ({ at: requestedEnd(facts) }),
};

/** The refusal of a period that begins later: the amount of a bucket has one validity. */
export const validForNotStarted: RefusalRule<ActionFacts> = {
  code: "validForNotStarted",
  when: (facts) => (requestedStart(facts) ?? 0) > effectiveInstant(facts),
  detail: (facts) => ({ at: requestedStart(facts) }),
};

/** The end of validity that a request names, adjusted by the policy. */
function requestedValidityEnd(facts: ActionFacts): number | undefined {
  // The `validFor` of an auto-top-up limits its executions, not the bucket.
  const endInRequest = facts.body.isAutoTopup === true ? undefined : requestedEnd(facts);
  return endInRequest === undefined ? undefined : roundValidityEnd(endInRequest, facts.policy);
}

/** The bucket's end after an adjustment: what the request names, unless it already lasts longer. */
export function endAfterAdjustment(facts: ActionFacts): number | undefined {
  const { endsAt } = facts.bucket;
  return endsAt === undefined ? undefined : Math.max(requestedValidityEnd(facts) ?? endsAt, endsAt);
}

/**
 * The bucket's end after a top-up: the end from the request, the voucher or the policy, in this
 * order, unless the bucket already lasts longer. A bucket without an end stays without one.
 */
export function endAfterTopup(
  facts: ActionFacts,
  bucket: BucketRecord,
  voucher: VoucherRecord | undefined,
): number | undefined {
  if (bucket.endsAt === undefined) return undefined;
  const period = voucher?.grants ?? ruleFor(facts.policy.topupValidity, facts)?.period;
  const { now, policy } = facts;
  const grantedEnd =
    requestedValidityEnd(facts) ??
    (period && validityEndFrom(now, period, policy)) ??
    bucket.endsAt;
  return Math.max(grantedEnd, bucket.endsAt);
}
