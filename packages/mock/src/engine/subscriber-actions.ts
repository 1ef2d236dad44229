import type { Quantity } from "@tmf654/contract";
import type { VoucherRecord } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import type { Resource } from "../ports/resource.ts";
import { voucherRecord } from "../scenarios/bucket-body.ts";
import type { SeedVoucher } from "../scenarios/scenario.ts";
import type { EngineCore } from "./core.ts";
import type { MockEngine } from "./engine.ts";
import { SubscriberError } from "./subscriber-error.ts";

/**
 * Actions of the control plane on buckets and vouchers, which the contract does not have. They
 * return the bucket afterwards, and throw a SubscriberError when they are refused.
 */
export interface SubscriberActions {
  /** Uses value of a bucket, as a call or a download does. */
  spend(bucketId: string, amount: Required<Pick<Quantity, "amount" | "units">>): Resource;
  suspend(bucketId: string): Resource;
  resume(bucketId: string): Resource;
  /** Ends the validity of a bucket now. */
  expire(bucketId: string): Resource;
  /** Adds a voucher, or replaces the voucher with the same code. */
  addVoucher(voucher: SeedVoucher): void;
  /** All vouchers, also used ones. */
  vouchers(): readonly VoucherRecord[];
  /** The bucket ids of a subscriber, by MSISDN. */
  bucketsOf(msisdn: string): readonly string[];
}

/** Creates the subscriber actions of one engine. */
export function createSubscriberActions(
  core: EngineCore,
  { run, now }: MockEngine,
): SubscriberActions {
  return {
    spend: (bucketId, amount) => done("spend", bucketId, run({ type: "spend", bucketId, amount })),
    suspend: (bucketId) => done("suspend", bucketId, run({ type: "suspend", bucketId })),
    resume: (bucketId) => done("resume", bucketId, run({ type: "resume", bucketId })),
    expire: (bucketId) => done("expire", bucketId, run({ type: "expire", bucketId })),
    addVoucher: (voucher) => core.store.putVoucher(voucherRecord(voucher, now())),
    vouchers: () => [...core.store.vouchers()],
    bucketsOf: (msisdn) =>
      [...core.store.buckets.having("logicalResource.id", msisdn)].map(({ id }) => id),
  };
}

/** The bucket after an action. A refusal would be easy to miss in the set-up of a test. */
function done(action: string, bucketId: string, outcome: EngineResult): Resource {
  if (outcome.kind !== "done") throw new SubscriberError(action, bucketId, outcome);
  return outcome.resource as Resource;
}
