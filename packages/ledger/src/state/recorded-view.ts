import type { LedgerView } from "../model/records.ts";

/** One read of a decision: the function of the view, its arguments, and its result. */
export type LedgerRead = readonly [read: keyof LedgerView, key: string, result: unknown];

/** A view that records what is read through it. */
export interface RecordedView {
  readonly view: LedgerView;
  /** The reads so far, each once. They are plain data, so JSON can store them. */
  readonly reads: readonly LedgerRead[];
}

/** Creates a view that returns the records of another view, and stores each read. */
export function recordReads(view: LedgerView): RecordedView {
  const reads: LedgerRead[] = [];
  const record = <T>(readName: keyof LedgerView, key: string, result: T): T => {
    for (const [name, known] of reads) if (name === readName && known === key) return result;
    reads.push([readName, key, result]);
    return result;
  };
  return {
    reads,
    view: {
      bucket: (id) => record("bucket", id, view.bucket(id)),
      action: (id) => record("action", id, view.action(id)),
      bucketsOf: (account) => record("bucketsOf", account, [...view.bucketsOf(account)]),
      voucher: (code) => record("voucher", code, view.voucher(code)),
      voucherLock: (holder) => record("voucherLock", holder, view.voucherLock(holder)),
      paymentUse: (id) => record("paymentUse", id, view.paymentUse(id)),
      transferredOn: (id, day) => {
        return record("transferredOn", `${id} ${day}`, view.transferredOn(id, day));
      },
    },
  };
}

/** Creates a view of recorded reads: the part of the state that a decision read. */
export function viewOfReads(reads: readonly LedgerRead[]): LedgerView {
  const results = new Map(reads.map(([read, key, result]) => [`${read} ${key}`, result]));
  const find = <T>(readName: keyof LedgerView, key: string): T | undefined =>
    (results.get(`${readName} ${key}`) ?? undefined) as T | undefined;
  return {
    bucket: (id) => find("bucket", id),
    action: (id) => find("action", id),
    bucketsOf: (account) => find("bucketsOf", account) ?? [],
    voucher: (code) => find("voucher", code),
    voucherLock: (holder) => find("voucherLock", holder),
    paymentUse: (id) => find("paymentUse", id),
    transferredOn: (id, day) => find("transferredOn", `${id} ${day}`) ?? 0,
  };
}
