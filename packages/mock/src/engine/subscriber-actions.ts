import type { Quantity } from "@tmf654/contract";
import type { VoucherRecord } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import { voucherRecord } from "../scenarios/bucket-body.ts";
import type { SeedVoucher } from "../scenarios/scenario.ts";
import type { EngineCore } from "./core.ts";
import type { MockEngine } from "./engine.ts";

/** What the contract has no words for and a developer needs done. Buckets go by their ids. */
export type SubscriberActions = {
  /** Uses some of a bucket, as a call or a download would. */
  spend(bucketId: string, amount: Required<Pick<Quantity, "amount" | "units">>): EngineResult;
  suspend(bucketId: string): EngineResult;
  resume(bucketId: string): EngineResult;
  /** Ends its validity now. */
  expire(bucketId: string): EngineResult;
  /** Adds a voucher to the catalogue, or puts it in the place of one with its code. */
  addVoucher(voucher: SeedVoucher): void;
  /** The catalogue, used vouchers too. */
  vouchers(): readonly VoucherRecord[];
  /** Ids of a subscriber's buckets, by MSISDN. */
  bucketsOf(msisdn: string): readonly string[];
};

/** Commands of the operator over one engine. */
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
