import type { Posting } from "./posting.ts";
import type { ActionRecord, BucketRecord, VoucherLock, VoucherRecord } from "./records.ts";
import type { Refusal } from "./refusals.ts";

/** One record as it is after the decision; `record: undefined` removes it. */
export type RecordChange =
  | { readonly table: "bucket"; readonly id: string; readonly record: BucketRecord | undefined }
  | { readonly table: "action"; readonly id: string; readonly record: ActionRecord }
  | { readonly table: "voucher"; readonly id: string; readonly record: VoucherRecord }
  | {
      readonly table: "voucherLock";
      readonly id: string;
      readonly record: VoucherLock | undefined;
    }
  /** `id` is the id of the payment, and `record` is the action that used it. */
  | { readonly table: "paymentUse"; readonly id: string; readonly record: string }
  /** All steps that left bucket `id` by transfers on `day`. */
  | {
      readonly table: "transferDay";
      readonly id: string;
      /** The number of days since 1970-01-01. */
      readonly day: number;
      /** The number of steps. */
      readonly record: number;
    };

/** An event to send to listeners: its type, and the action at that moment. */
export interface ActionEvent {
  /** `Completed` is an extension that a policy enables. */
  readonly type: "Create" | "Cancel" | "Failure" | "Completed";
  readonly action: ActionRecord;
}

/** A signal about a bucket. A policy enables it. The contract has no event for such a signal. */
export interface BucketSignal {
  readonly type: "LowBalance" | "ExpiringSoon";
  readonly bucket: BucketRecord;
}

/** A decision of the ledger. It has no effect until all of its `changes` are applied. */
export interface Decision<R = ActionRecord | BucketRecord> {
  /** `unchanged`: the requested state is already reached, and nothing changes. */
  readonly outcome: "accepted" | "refused" | "unchanged";
  readonly refusal: Refusal | undefined;
  /** The record to return; a refused POST has one when the policy records a failed task. */
  readonly result: R | undefined;
  /** A refused decision may have changes too: it may record a failed task or count a wrong code. */
  readonly changes: readonly RecordChange[];
  readonly postings: readonly Posting[];
  readonly events: readonly ActionEvent[];
  readonly signals: readonly BucketSignal[];
}
