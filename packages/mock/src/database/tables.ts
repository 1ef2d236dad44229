import type { ActionRecord, BucketRecord, VoucherLock, VoucherRecord } from "@tmf654/ledger";
import type { LoggedPosting } from "../engine/posting-log.ts";
import type { ReceivedEvent } from "../engine/received.ts";
import type { Delivery } from "../events/delivery.ts";
import type { Listener } from "../events/outbox.ts";
import type { StateRow } from "../ports/database.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { shareParts } from "../store/shared-parts.ts";
import { DatabaseError } from "./error.ts";
import type { StoredModules } from "./stored-modules.ts";

/** A table of the store, of which a database reads and writes single records. */
interface RecordTable {
  readonly entries: (modules: StoredModules) => Iterable<readonly [id: string, value: unknown]>;
  /** Puts a record in place, or removes it without a value. */
  readonly put: (modules: StoredModules, id: string, value: unknown) => void;
}

/** A table of another part, which is always loaded as a whole. */
interface ListTable {
  readonly entries: RecordTable["entries"];
  readonly load: (modules: StoredModules, values: readonly unknown[]) => void;
}

type StoreTable =
  | "bucket"
  | "openedBucket"
  | "action"
  | "voucher"
  | "voucherLock"
  | "paymentUse"
  | "transferDay";

/** The tables of the store, in the order in which they are loaded. */
export const recordTables: Readonly<Record<StoreTable, RecordTable>> = {
  bucket: {
    entries: ({ core }) => withIds(core.store.buckets.records(), ({ id }) => id),
    put: ({ core }, id, value) => {
      const record = value as BucketRecord | undefined;
      const { store } = core;
      store.tables.putBucket(id, record && shareParts(record, id, store.bucket(id)));
    },
  },
  openedBucket: {
    entries: ({ core }) => core.openedBuckets.sizes,
    put: ({ core }, id, value) => core.openedBuckets.put(id, value as number | undefined),
  },
  action: {
    entries: ({ core }) => withIds(core.store.history.records(), ({ id }) => id),
    put: ({ core }, id, value) =>
      core.store.tables.putAction(id, value as ActionRecord | undefined),
  },
  voucher: mapTable<VoucherRecord>(({ core }) => core.store.tables.vouchers),
  voucherLock: {
    entries: ({ core }) => core.store.tables.locks.entries(),
    put: ({ core }, id, value) => {
      const { locks } = core.store.tables;
      if (value) locks.set(id, value as VoucherLock);
      else locks.delete(id);
    },
  },
  paymentUse: mapTable<string>(({ core }) => core.store.tables.paymentUses),
  transferDay: mapTable<{ day: number; steps: number }>(
    ({ core }) => core.store.tables.transferDays,
  ),
};

/** Whether a table belongs to the store. */
export function isRecordTable(table: StateTable): table is StoreTable {
  return Object.hasOwn(recordTables, table);
}

/** The other tables. */
export const listTables: Readonly<Record<Exclude<StateTable, StoreTable | "setting">, ListTable>> =
  {
    key: {
      entries: ({ keys }) => withIds(keys.records(), ({ scope }) => scope),
      load: ({ keys }, values) => keys.load(values as IdempotencyRecord[]),
    },
    listener: {
      entries: ({ hub }) => withIds(hub.listeners(), ({ id }) => id),
      load: ({ hub }, values) => hub.load(values as Listener[]),
    },
    delivery: {
      entries: ({ outbox }) => withIds(outbox.deliveries(), ({ id }) => id),
      load: ({ outbox }, values) => outbox.load(values as Delivery[]),
    },
    receivedEvent: {
      entries: ({ receivedEvents }) => withIds(receivedEvents.list(), ({ id }) => id),
      load: ({ receivedEvents }, values) => receivedEvents.load(values as ReceivedEvent[]),
    },
    posting: {
      entries: ({ postings }) => withIds(postings.save(), ({ sequence }) => String(sequence)),
      load: ({ postings }, values) => postings.load(values as LoggedPosting[]),
    },
  };

function* withIds<T>(
  values: Iterable<T>,
  idOf: (value: T) => string,
): Iterable<readonly [string, T]> {
  for (const value of values) yield [idOf(value), value];
}

function mapTable<T>(mapOf: (modules: StoredModules) => Map<string, T>): RecordTable {
  return {
    entries: (modules) => mapOf(modules).entries(),
    put: (modules, id, value) => {
      if (value === undefined) mapOf(modules).delete(id);
      else mapOf(modules).set(id, value as T);
    },
  };
}

/** The value of a record as JSON. A posting leaves out the request, which no database stores. */
export function recordToJson(table: StateTable, value: unknown): string {
  if (table !== "posting") return JSON.stringify(value);
  const { origin: _, ...posting } = value as LoggedPosting;
  return JSON.stringify(posting);
}

/** Parses the value of a row. @throws DatabaseError when it is not JSON. */
export function parseRow({ table, id, value }: StateRow): unknown {
  try {
    return JSON.parse(value);
  } catch {
    const name = recordName({ table, id });
    throw new DatabaseError(
      `The record ${name} of the database is not JSON. Restore the database from a copy.`,
    );
  }
}

/** Names a record in a message. A long id is cut. */
export function recordName({ table, id }: Pick<StateRow, "table" | "id">): string {
  return `${table} ${JSON.stringify(id.slice(0, 80))}`;
}
