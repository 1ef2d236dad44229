import { normalizeVoucherCode } from "@tmf654/contract";
import type {
  ActionKind,
  ActionRecord,
  BucketRecord,
  LedgerView,
  RecordChange,
  VoucherLock,
  VoucherRecord,
} from "@tmf654/ledger";
import { DueHeap } from "../clock/due-heap.ts";
import { LimitedMap } from "../ports/limited-map.ts";
import type { LimitWatch } from "../ports/limits.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import { type Collection, createCollection } from "./collection.ts";
import {
  type DueItem,
  type DueRecord,
  earliestDue,
  isFirst,
  removeOutdated,
  upcomingRecords,
} from "./due-records.ts";
import type { RecordView } from "./entry.ts";
import { createRetention, type Retention } from "./retention.ts";

/** The content of a store as plain values. Records are replaced, never changed. */
export interface StoreState {
  readonly buckets: readonly BucketRecord[];
  readonly actions: readonly ActionRecord[];
  readonly vouchers: readonly VoucherRecord[];
  readonly voucherLocks: readonly (readonly [string, VoucherLock])[];
  readonly paymentUses: readonly (readonly [string, string])[];
  readonly transferDays: readonly (readonly [string, number, number])[];
}

/** The content of an empty store. */
export const emptyStore: StoreState = {
  buckets: [],
  actions: [],
  vouchers: [],
  voucherLocks: [],
  paymentUses: [],
  transferDays: [],
};

/** The records of one mock. The ledger reads them. Only `apply` and `load` change them. */
export type Store = LedgerView & {
  apply(changes: readonly RecordChange[]): void;
  readonly buckets: Collection<BucketRecord>;
  /** Returns the actions of a kind, without deleted ones. */
  actionsOf(kind: ActionKind): Collection<ActionRecord>;
  /** Returns all actions, including deleted ones, latest first. */
  readonly history: Collection<ActionRecord>;
  vouchers(): Iterable<VoucherRecord>;
  putVoucher(voucher: VoucherRecord): void;
  /** Returns the record that is due first. It stays until `takeDue`. */
  nextDue(): DueRecord | undefined;
  takeDue(): void;
  /** Reads the records that are due next, in order of time. Some may be repeated. */
  upcoming(): Iterable<DueRecord>;
  save(): StoreState;
  load(state: StoreState): void;
  /** The tables, for a database that writes single records. Such writes report no changes. */
  readonly tables: StoreTables;
};

/** The tables of a store, and the functions that put or remove a record. */
export type StoreTables = Pick<Tables, "vouchers" | "locks" | "paymentUses" | "transferDays"> &
  Pick<Writer, "putBucket" | "putAction">;

/** The options of a store. */
export interface StoreOptions {
  readonly bucketView: RecordView<BucketRecord>;
  readonly actionView: RecordView<ActionRecord>;
  readonly historyView: RecordView<ActionRecord>;
  /** Returns the instant at which a bucket changes by itself, or `undefined`. */
  readonly bucketDue: (record: BucketRecord) => readonly (number | undefined)[];
  readonly actionDue: (record: ActionRecord) => number | undefined;
  /** The limits of actions and of accounts with wrong voucher codes. */
  readonly limits: LimitWatch;
  readonly stateChanges?: StateChanges;
}

/** The tables of a store. Only `apply` and `load` change them. */
interface Tables {
  readonly buckets: Collection<BucketRecord>;
  readonly history: Collection<ActionRecord>;
  readonly kinds: Readonly<Record<ActionKind, Collection<ActionRecord>>>;
  readonly vouchers: Map<string, VoucherRecord>;
  readonly locks: LimitedMap<VoucherLock>;
  readonly paymentUses: Map<string, string>;
  readonly transferDays: Map<string, { day: number; steps: number }>;
  readonly heap: DueHeap<DueItem>;
}

/** Creates a store in memory. */
export function createStore(options: StoreOptions): Store {
  const tables = emptyTables(options);
  const { buckets, history, kinds, vouchers, locks, paymentUses, transferDays, heap } = tables;
  const retention = createRetention(
    options.limits,
    () => history.size,
    (id) => removeAction(tables, id, options.stateChanges),
  );
  const writer = writerOf(tables, options, retention);
  let foundDue: DueRecord | undefined;
  return {
    bucket: buckets.get,
    action: history.get,
    bucketsOf: (account) => buckets.findByValue("partyAccount.id", account),
    voucher: (code) => vouchers.get(normalizeVoucherCode(code)),
    voucherLock: (holder) => locks.get(holder),
    paymentUse: (id) => paymentUses.get(id),
    transferredOn: (id, day) => {
      const dayTotal = transferDays.get(id);
      return dayTotal?.day === day ? dayTotal.steps : 0;
    },
    apply: writer.apply,
    buckets,
    actionsOf: (kind) => kinds[kind],
    history,
    vouchers: () => vouchers.values(),
    putVoucher: (voucher) => {
      const code = normalizeVoucherCode(voucher.code);
      vouchers.set(code, voucher);
      options.stateChanges?.onChange?.("voucher", code, voucher);
    },
    nextDue: () => {
      // Every request asks for the next due record, so the found record is kept.
      if (!foundDue || !isFirst(foundDue, tables)) foundDue = earliestDue(tables, options);
      return foundDue;
    },
    takeDue: () => {
      heap.pop();
    },
    upcoming: () => upcomingRecords(tables, options),
    tables: { ...tables, ...writer },
    save: () => toState(tables),
    load: (state) => {
      clearTables(tables);
      foundDue = undefined;
      retention.clear();
      for (const record of state.buckets) writer.putBucket(record.id, record);
      for (const record of state.actions) writer.putAction(record.id, record);
      for (const voucher of state.vouchers) {
        vouchers.set(normalizeVoucherCode(voucher.code), voucher);
      }
      for (const [id, lock] of state.voucherLocks) locks.set(id, lock);
      for (const [id, use] of state.paymentUses) paymentUses.set(id, use);
      for (const [id, day, steps] of state.transferDays) transferDays.set(id, { day, steps });
    },
  };
}

function emptyTables(options: StoreOptions): Tables {
  const { bucketView, actionView, historyView, limits, stateChanges } = options;
  const createActions = () => createCollection(optionsOf(actionView));
  return {
    // These attributes change with time: a bucket expires, and a history entry may lose its bucket.
    buckets: createCollection({
      ...optionsOf(bucketView),
      changingAttributes: ["status", "lifeStage"],
    }),
    history: createCollection({
      ...optionsOf(historyView),
      changingAttributes: ["receiverLogicalResource.id"],
      latestBy: ({ requestedAt }) => requestedAt,
    }),
    kinds: {
      topup: createActions(),
      adjust: createActions(),
      reserve: createActions(),
      transfer: createActions(),
    },
    vouchers: new Map(),
    locks: new LimitedMap(limits, { entries: "voucherLocks", bytes: "voucherLockBytes" }, (id) =>
      stateChanges?.onChange?.("voucherLock", id, undefined),
    ),
    paymentUses: new Map(),
    transferDays: new Map(),
    heap: new DueHeap(),
  };
}

function optionsOf<R>({ show, ...view }: RecordView<R>) {
  return { resourceOf: show, ...view };
}

interface Writer {
  putBucket(id: string, record: BucketRecord | undefined): void;
  putAction(id: string, record: ActionRecord | undefined): void;
  apply(changes: readonly RecordChange[]): void;
}

function writerOf(tables: Tables, options: StoreOptions, retention: Retention): Writer {
  const { buckets, history, kinds, heap } = tables;
  const { bucketDue, actionDue } = options;
  const push = (at: number, item: DueItem): void => {
    heap.push(at, item);
    removeOutdated(tables, options);
  };
  const putBucket: Writer["putBucket"] = (id, record) => {
    if (!record) {
      buckets.remove(id);
      tables.transferDays.delete(id);
      return;
    }
    const bucketBefore = buckets.get(id);
    buckets.put(id, record);
    const knownInstants = bucketBefore ? bucketDue(bucketBefore) : [];
    for (const at of bucketDue(record)) {
      if (at !== undefined && !knownInstants.includes(at)) push(at, id);
    }
  };
  const putAction: Writer["putAction"] = (id, record) => {
    if (!record) return removeAction(tables, id);
    const actionBefore = history.get(id);
    history.put(id, record);
    if (record.deleted) kinds[record.kind].remove(id);
    else kinds[record.kind].put(id, record);
    const at = actionDue(record);
    const isNew = at !== undefined && (!actionBefore || actionDue(actionBefore) !== at);
    if (isNew) push(at, { actionId: id });
    if (record.status !== "created" && actionBefore?.status !== record.status)
      retention.addFinished(record);
  };
  const apply: Writer["apply"] = (changes) => {
    for (const change of changes) {
      reportChange(change, options.stateChanges);
      if (change.table === "bucket") putBucket(change.id, change.record);
      else if (change.table === "action") putAction(change.id, change.record);
      else if (change.table === "voucher")
        tables.vouchers.set(normalizeVoucherCode(change.id), change.record);
      else if (change.table === "voucherLock") setOrDelete(tables.locks, change.id, change.record);
      else if (change.table === "paymentUse") tables.paymentUses.set(change.id, change.record);
      else tables.transferDays.set(change.id, { day: change.day, steps: change.record });
    }
  };
  return { putBucket, putAction, apply };
}

/** Reports a change as the row of a database, with the id that the record has in its table. */
function reportChange(change: RecordChange, { onChange }: StateChanges = {}): void {
  if (!onChange) return;
  const { table, id, record } = change;
  if (table === "transferDay") onChange(table, id, { day: change.day, steps: record });
  else onChange(table, table === "voucher" ? normalizeVoucherCode(id) : id, record);
  if (table === "bucket" && !record) onChange("transferDay", id, undefined);
}

/** Removes an action and its use of a payment. */
function removeAction(
  { history, kinds, paymentUses }: Tables,
  id: string,
  { onChange }: StateChanges = {},
): void {
  const record = history.get(id);
  if (!record) return;
  history.remove(id);
  kinds[record.kind].remove(id);
  const payment = record.details.paymentMethod?.id;
  onChange?.("action", id, undefined);
  if (payment === undefined || paymentUses.get(payment) !== id) return;
  paymentUses.delete(payment);
  onChange?.("paymentUse", payment, undefined);
}

function toState(tables: Tables): StoreState {
  return {
    buckets: [...tables.buckets.records()],
    actions: [...tables.history.records()],
    vouchers: [...tables.vouchers.values()],
    voucherLocks: [...tables.locks.entries()],
    paymentUses: [...tables.paymentUses],
    transferDays: [...tables.transferDays].map(([id, { day, steps }]) => [id, day, steps] as const),
  };
}

function clearTables({ buckets, history, kinds, heap, ...maps }: Tables): void {
  for (const collection of [buckets, history, ...Object.values(kinds)]) collection.clear();
  for (const map of Object.values(maps)) map.clear();
  heap.clear();
}

function setOrDelete<T>(map: LimitedMap<T>, id: string, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}
