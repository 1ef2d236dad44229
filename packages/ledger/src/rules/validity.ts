import { stepsIn } from "../model/amounts.ts";
import type { BucketRecord, VoucherRecord } from "../model/records.ts";
import { addPeriod, type CalendarPeriod, parseInstant } from "../model/time.ts";
import type { ActionFacts } from "./facts.ts";
import type { RefusalRule } from "./rule.ts";

/** The end that a request's `validFor` names: undefined when it names none, NaN when it is no date. */
export function requestedEnd({ body }: Pick<ActionFacts, "body">): number | undefined {
  const text = body.validFor?.endDateTime;
  if (text === undefined || text === null) return undefined;
  return parseInstant(text) ?? Number.NaN;
}

export const dateTimeInvalid: RefusalRule<ActionFacts> = {
  code: "dateTimeInvalid",
  path: "validFor.endDateTime",
  when: (facts) => Number.isNaN(requestedEnd(facts)),
  detail: ({ body }) => ({ text: body.validFor?.endDateTime }),
};

/** The validity that policy gives a top-up: of the rules that fit, the one with the largest amount. */
function periodFor({ policy, bucket, amount }: ActionFacts): CalendarPeriod | undefined {
  let best: { atLeast: number; period: CalendarPeriod } | undefined;
  for (const { usageType, atLeast, period } of policy.topupValidity) {
    const steps = stepsIn(atLeast, bucket.dimension, policy);
    if (usageType !== bucket.usageType || steps === undefined || steps > amount.steps) continue;
    if (best === undefined || steps > best.atLeast) best = { atLeast: steps, period };
  }
  return best?.period;
}

/**
 * The bucket's end after a top-up: what the request, else the voucher, else policy grants, unless
 * the bucket already lasts longer. A bucket without an end keeps having none.
 */
export function endAfterTopup(
  facts: ActionFacts,
  bucket: BucketRecord,
  voucher: VoucherRecord | undefined,
): number | undefined {
  if (bucket.endsAt === undefined) return undefined;
  const period = voucher?.grants ?? periodFor(facts);
  const granted =
    requestedEnd(facts) ??
    (period && addPeriod(facts.now, period, facts.policy.utcOffsetMinutes)) ??
    bucket.endsAt;
  return Math.max(granted, bucket.endsAt);
}
