import type {
  ActionKind,
  ActionRecord,
  BucketRecord,
  Change,
  LedgerView,
  VoucherLock,
  VoucherRecord,
} from "@tmf654/ledger";
import type { Resource } from "../seam.ts";
import { type Collection, createCollection } from "./collection.ts";
import { createDueHeap } from "./due-heap.ts";
import { createRetention } from "./retention.ts";

/** Everything a world holds, as plain values: records are never changed, only replaced. */
export type WorldState = {
  readonly buckets: readonly BucketRecord[];
  readonly actions: readonly ActionRecord[];
  readonly vouchers: readonly VoucherRecord[];
  readonly voucherLocks: readonly (readonly [string, VoucherLock])[];
  readonly paymentUses: readonly (readonly [string, string])[];
  readonly transferDays: readonly (readonly [string, number, number])[];
};

/** Nobody and nothing. */
export const emptyWorld: WorldState = {
  buckets: [],
  actions: [],
  vouchers: [],
  voucherLocks: [],
  paymentUses: [],
  transferDays: [],
};

/** A record whose time has come. */
export type Due =
  | { readonly at: number; readonly bucket: BucketRecord }
  | { readonly at: number; readonly action: ActionRecord };

/** The state of one mock behind a narrow port: the ledger reads it, one door changes it. */
export type World = LedgerView & {
  apply(changes: readonly Change[]): void;
  readonly buckets: Collection<BucketRecord>;
  /** The actions of a kind that a client can still get. */
  actionsOf(kind: ActionKind): Collection<ActionRecord>;
  /** Every action, deleted ones too, the latest first. */
  readonly history: Collection<ActionRecord>;
  vouchers(): Iterable<VoucherRecord>;
  putVoucher(voucher: VoucherRecord): void;
  /** The earliest record with something due; it stays until it is taken. */
  nextDue(): Due | undefined;
  takeDue(): void;
  save(): WorldState;
  load(state: WorldState): void;
};

/** How a world shows its records, and how many actions it keeps. */
export type WorldOptions = {
  readonly showBucket: (record: BucketRecord) => Resource;
  readonly showAction: (record: ActionRecord) => Resource;
  readonly showHistory: (record: ActionRecord) => Resource;
  /** When something happens to a bucket by itself; undefined: never. */
  readonly bucketDue: (record: BucketRecord) => number | undefined;
  readonly actionDue: (record: ActionRecord) => number | undefined;
  /** Most actions kept; of more, the finished that are longest finished leave. Default: all. */
  readonly maxActions?: number | undefined;
};

type DueItem = { readonly id: string; readonly isBucket: boolean };

/** A world in memory. */
export function createWorld(options: WorldOptions): World {
  const { bucketDue, actionDue } = options;
  const buckets = createCollection({ resourceOf: options.showBucket });
  const history = createCollection({
    resourceOf: options.showHistory,
    latestBy: ({ requestedAt }: ActionRecord) => requestedAt,
  });
  const kinds: Readonly<Record<ActionKind, Collection<ActionRecord>>> = {
    topup: createCollection({ resourceOf: options.showAction }),
    adjust: createCollection({ resourceOf: options.showAction }),
    reserve: createCollection({ resourceOf: options.showAction }),
    transfer: createCollection({ resourceOf: options.showAction }),
  };
  const vouchers = new Map<string, VoucherRecord>();
  const locks = new Map<string, VoucherLock>();
  const paymentUses = new Map<string, string>();
  const transferDays = new Map<string, { day: number; steps: number }>();
  const heap = createDueHeap<DueItem>();

  const forget = (id: string): void => {
    const record = history.get(id);
    if (!record) return;
    history.remove(id);
    kinds[record.kind].remove(id);
    const payment = record.details.paymentMethod?.id;
    if (payment !== undefined && paymentUses.get(payment) === id) paymentUses.delete(payment);
  };
  const retention = createRetention(options.maxActions, () => history.size, forget);

  const putBucket = (id: string, record: BucketRecord | undefined): void => {
    if (!record) {
      buckets.remove(id);
      return;
    }
    const before = buckets.get(id);
    buckets.put(id, record);
    const at = bucketDue(record);
    const isNew = at !== undefined && (!before || bucketDue(before) !== at);
    if (isNew) heap.push(at, { id, isBucket: true });
  };
  const putAction = (id: string, record: ActionRecord): void => {
    const before = history.get(id);
    history.put(id, record);
    if (record.deleted) kinds[record.kind].remove(id);
    else kinds[record.kind].put(id, record);
    const at = actionDue(record);
    const isNew = at !== undefined && (!before || actionDue(before) !== at);
    if (isNew) heap.push(at, { id, isBucket: false });
    if (record.status !== "created" && before?.status !== record.status) retention.finished(id);
  };
  const apply = (changes: readonly Change[]): void => {
    for (const change of changes) {
      if (change.table === "bucket") putBucket(change.id, change.record);
      else if (change.table === "action") putAction(change.id, change.record);
      else if (change.table === "voucher") vouchers.set(change.id, change.record);
      else if (change.table === "voucherLock") assign(locks, change.id, change.record);
      else if (change.table === "paymentUse") paymentUses.set(change.id, change.record);
      else transferDays.set(change.id, { day: change.day, steps: change.record });
    }
  };
  const liveDue = ({ at, item }: { at: number; item: DueItem }): Due | undefined => {
    if (item.isBucket) {
      const bucket = buckets.get(item.id);
      return bucket && bucketDue(bucket) === at ? { at, bucket } : undefined;
    }
    const action = history.get(item.id);
    return action && actionDue(action) === at ? { at, action } : undefined;
  };
  const clear = (): void => {
    for (const collection of [buckets, history, ...Object.values(kinds)]) collection.clear();
    for (const map of [vouchers, locks, paymentUses, transferDays]) map.clear();
    heap.clear();
    retention.clear();
  };
  return {
    bucket: buckets.get,
    action: history.get,
    bucketsOf: (account) => buckets.having("partyAccount.id", account),
    voucher: (code) => vouchers.get(code),
    voucherLock: (holder) => locks.get(holder),
    paymentUse: (id) => paymentUses.get(id),
    transferredOn: (id, day) => {
      const kept = transferDays.get(id);
      return kept?.day === day ? kept.steps : 0;
    },
    apply,
    buckets,
    actionsOf: (kind) => kinds[kind],
    history,
    vouchers: () => vouchers.values(),
    putVoucher: (voucher) => {
      vouchers.set(voucher.code, voucher);
    },
    nextDue: () => {
      for (let top = heap.peek(); top; top = heap.peek()) {
        const due = liveDue(top);
        if (due) return due;
        heap.pop();
      }
      return undefined;
    },
    takeDue: () => {
      heap.pop();
    },
    save: () => ({
      buckets: [...buckets.records()],
      actions: [...history.records()],
      vouchers: [...vouchers.values()],
      voucherLocks: [...locks],
      paymentUses: [...paymentUses],
      transferDays: [...transferDays].map(([id, { day, steps }]) => [id, day, steps] as const),
    }),
    load: (state) => {
      clear();
      for (const record of state.buckets) putBucket(record.id, record);
      for (const record of state.actions) putAction(record.id, record);
      for (const voucher of state.vouchers) vouchers.set(voucher.code, voucher);
      for (const [id, lock] of state.voucherLocks) locks.set(id, lock);
      for (const [id, use] of state.paymentUses) paymentUses.set(id, use);
      for (const [id, day, steps] of state.transferDays) transferDays.set(id, { day, steps });
    },
  };
}

function assign<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}
