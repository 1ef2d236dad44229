import { normalizeNumber, type Quantity, type UsageType } from "@tmf654/contract";
import type { VoucherRecord } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import type { Resource } from "../ports/resource.ts";
import { voucherRecord } from "../scenarios/bucket-body.ts";
import { ScenarioError } from "../scenarios/error.ts";
import type { SeedVoucher } from "../scenarios/scenario.ts";
import { seedVoucherSchema } from "../scenarios/schema.ts";
import { checkSchema } from "../schema/check.ts";
import type { EngineCore } from "./core.ts";
import type { MockEngine } from "./engine.ts";
import { SubscriberError } from "./subscriber-error.ts";

/**
 * The actions of the control plane on buckets and vouchers. The contract does not have these
 * actions. Each action returns the changed bucket. A refused action throws a SubscriberError.
 */
export interface SubscriberActions {
  /**
   * Spends value of a bucket, as a call or a download does. Records a consumed reservation, with
   * its event.
   */
  spend(bucketId: string, amount: Required<Pick<Quantity, "amount" | "units">>): Resource;
  /**
   * Spends value of a subscriber's buckets in the order of priority and expiry. Records the part of
   * each bucket as a consumed reservation for this number. Returns the subscriber's buckets.
   */
  spendAcross(msisdn: string, amount: Usage): readonly Resource[];
  /**
   * Reverses a top-up once, completely or in part. Returns the adjustment, which has a reference to
   * the top-up.
   */
  reverseTopup(topupId: string, how?: { amount?: number; reason?: string }): Resource;
  suspend(bucketId: string): Resource;
  resume(bucketId: string): Resource;
  /** Ends the validity of a bucket now. */
  expire(bucketId: string): Resource;
  /**
   * Adds a voucher, or replaces the voucher with the same code. @throws ScenarioError for an
   * invalid voucher.
   */
  addVoucher(voucher: SeedVoucher): void;
  /** Returns all vouchers, including used ones. */
  vouchers(): readonly VoucherRecord[];
  /** Returns the ids of a subscriber's buckets, by MSISDN. */
  bucketsOf(msisdn: string): readonly string[];
}

/** An amount that a subscriber spends. With `usageType`, only buckets of that type are used. */
export type Usage = Required<Pick<Quantity, "amount" | "units">> & {
  readonly usageType?: UsageType;
  readonly description?: string;
};

/** Creates the subscriber actions of one engine. */
export function createSubscriberActions(
  core: EngineCore,
  { run, now }: MockEngine,
): SubscriberActions {
  const bucketsOf = (msisdn: string): readonly string[] =>
    [...core.store.buckets.findByValue("logicalResource.id", normalizeNumber(msisdn))].map(
      ({ id }) => id,
    );
  return {
    spendAcross: (msisdn, { amount, units, ...usageDetails }) => {
      const bucketIds = bucketsOf(msisdn);
      const numberReference = { id: normalizeNumber(msisdn), name: "MSISDN" };
      const logicalResource = [{ ...numberReference, "@referredType": "LogicalResource" }];
      const usage = { amount: { amount, units }, ...usageDetails, logicalResource };
      const result = run({ type: "use", bucketIds, ...usage });
      requireBucket("spend from", msisdn, result, "buckets of");
      return bucketIds.flatMap((id) => core.store.buckets.resource(id) ?? []);
    },
    spend: (bucketId, amount) => {
      requireBucket("spend", bucketId, run({ type: "use", bucketIds: [bucketId], amount }));
      return core.store.buckets.resource(bucketId) as Resource;
    },
    reverseTopup: (id, { amount, reason } = {}) => {
      const record = core.store.action(id);
      const wholeAmount = record?.creditedAmount ?? record?.amount;
      const result = run({
        type: "adjust",
        body: {
          bucket: { id: record?.bucketId ?? "" },
          amount: {
            amount: -(amount ?? wholeAmount?.amount ?? 0),
            units: wholeAmount?.units ?? "",
          },
          ...(reason !== undefined && { reason }),
          balanceTopup: { id, role: "reversed", "@referredType": "TopupBalance" },
        },
      });
      return requireBucket(
        "reverse",
        id,
        toRefusedResult(record ? result : { kind: "notFound" }),
        "top-up",
      );
    },
    suspend: (bucketId) => requireBucket("suspend", bucketId, run({ type: "suspend", bucketId })),
    resume: (bucketId) => requireBucket("resume", bucketId, run({ type: "resume", bucketId })),
    expire: (bucketId) => requireBucket("expire", bucketId, run({ type: "expire", bucketId })),
    addVoucher: (voucher) => {
      const [issue] = checkSchema(seedVoucherSchema, voucher);
      if (issue) throw new ScenarioError(`invalid voucher: ${issue.path} ${issue.message}`);
      core.store.putVoucher(voucherRecord(voucher, now()));
    },
    vouchers: () => [...core.store.vouchers()],
    bucketsOf,
  };
}

/** Converts the result of a failed task into a refusal. */
function toRefusedResult(result: EngineResult): EngineResult {
  const resource = result.kind === "succeeded" ? result.resource : undefined;
  const failure = resource?.failure as { code: string; message: string } | undefined;
  return failure ? { kind: "refused", code: failure.code, message: failure.message } : result;
}

/**
 * Returns the bucket after an action. Throws a refusal, which the set-up of a test could otherwise
 * miss.
 */
function requireBucket(
  action: string,
  id: string,
  result: EngineResult,
  target = "bucket",
): Resource {
  if (result.kind !== "succeeded") throw new SubscriberError(action, id, result, target);
  return result.resource as Resource;
}
