import type { Quantity } from "@tmf654/contract";
import type { VoucherRecord } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import { voucherRecord } from "../scenarios/bucket-body.ts";
import type { SeedVoucher } from "../scenarios/scenario.ts";
import type { EngineCore } from "./core.ts";
import type { MockEngine } from "./engine.ts";

/** Actions of the control plane on buckets and vouchers, which the contract does not have. */
export interface SubscriberActions {
  /** Uses value of a bucket, as a call or a download does. */
  spend(bucketId: string, amount: Required<Pick<Quantity, "amount" | "units">>): EngineResult;
  suspend(bucketId: string): EngineResult;
  resume(bucketId: string): EngineResult;
  /** Ends the validity of a bucket now. */
  expire(bucketId: string): EngineResult;
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
    spend: (bucketId, amount) => run({ type: "spend", bucketId, amount }),
    suspend: (bucketId) => run({ type: "suspend", bucketId }),
    resume: (bucketId) => run({ type: "resume", bucketId }),
    expire: (bucketId) => run({ type: "expire", bucketId }),
    addVoucher: (voucher) => core.store.putVoucher(voucherRecord(voucher, now())),
    vouchers: () => [...core.store.vouchers()],
    bucketsOf: (msisdn) =>
      [...core.store.buckets.having("logicalResource.id", msisdn)].map(({ id }) => id),
  };
}
