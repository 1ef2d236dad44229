import { normalizeVoucherCode } from "@tmf654/contract";
import type { RecordChange } from "../model/decision.ts";
import type {
  ActionRecord,
  BucketRecord,
  LedgerView,
  VoucherLock,
  VoucherRecord,
} from "../model/records.ts";

/** All records of a ledger, in memory. Records are never mutated, only replaced. */
export interface MemoryState {
  readonly bucket: Map<string, BucketRecord>;
  readonly action: Map<string, ActionRecord>;
  /** The vouchers by code, as `normalizeVoucherCode` writes it. */
  readonly voucher: Map<string, VoucherRecord>;
  readonly voucherLock: Map<string, VoucherLock>;
  readonly paymentUse: Map<string, string>;
  /** Steps transferred out of a bucket, by bucket and day. */
  readonly transferDay: Map<string, Map<number, number>>;
  /** The buckets of each party account. */
  readonly bucketsOf: Map<string, Set<string>>;
}

/** An empty ledger. */
export const emptyState = (): MemoryState => ({
  bucket: new Map(),
  action: new Map(),
  voucher: new Map(),
  voucherLock: new Map(),
  paymentUse: new Map(),
  transferDay: new Map(),
  bucketsOf: new Map(),
});

function setOrDelete<T>(map: Map<string, T>, id: string, record: T | undefined): void {
  if (record === undefined) map.delete(id);
  else map.set(id, record);
}

const accountOf = (bucket: BucketRecord | undefined): string | undefined =>
  bucket?.details.partyAccount?.id;

function putBucket(state: MemoryState, id: string, record: BucketRecord | undefined): void {
  const accountBefore = accountOf(state.bucket.get(id));
  const accountAfter = accountOf(record);
  setOrDelete(state.bucket, id, record);
  if (accountBefore === accountAfter) return;
  if (accountBefore !== undefined) state.bucketsOf.get(accountBefore)?.delete(id);
  if (accountAfter === undefined) return;
  const accountBucketIds = state.bucketsOf.get(accountAfter);
  if (accountBucketIds) accountBucketIds.add(id);
  else state.bucketsOf.set(accountAfter, new Set([id]));
}

/** Applies a decision's changes: the only function that changes a state. Mutates the state's maps. */
export function apply(state: MemoryState, changes: readonly RecordChange[]): void {
  for (const change of changes) {
    if (change.table === "bucket") putBucket(state, change.id, change.record);
    else if (change.table === "action") state.action.set(change.id, change.record);
    else if (change.table === "voucher") {
      state.voucher.set(normalizeVoucherCode(change.id), change.record);
    } else if (change.table === "voucherLock")
      setOrDelete(state.voucherLock, change.id, change.record);
    else if (change.table === "paymentUse") state.paymentUse.set(change.id, change.record);
    else {
      const days = state.transferDay.get(change.id) ?? new Map<number, number>();
      state.transferDay.set(change.id, days.set(change.day, change.record));
    }
  }
}

function* bucketsOf(state: MemoryState, account: string): Iterable<BucketRecord> {
  for (const id of state.bucketsOf.get(account) ?? []) {
    const bucket = state.bucket.get(id);
    if (bucket !== undefined) yield bucket;
  }
}

/** The reads of a decision on a state. The view is live: it shows changes that are applied later. */
export const viewOf = (state: MemoryState): LedgerView => ({
  bucket: (id) => state.bucket.get(id),
  action: (id) => state.action.get(id),
  bucketsOf: (account) => bucketsOf(state, account),
  voucher: (code) => state.voucher.get(normalizeVoucherCode(code)),
  voucherLock: (holder) => state.voucherLock.get(holder),
  paymentUse: (id) => state.paymentUse.get(id),
  transferredOn: (id, day) => state.transferDay.get(id)?.get(day) ?? 0,
});
