import { applySettings, type SettingName, type StoredSettings } from "../database/settings.ts";
import type { StoredModules } from "../database/stored-modules.ts";
import { isRecordTable, listTables, parseRow, recordTables } from "../database/tables.ts";
import type { LoggedPosting } from "../engine/posting-log.ts";
import type { Delivery } from "../events/delivery.ts";
import type { RowChange, StateRow } from "../ports/database.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import type { StateTable } from "../ports/state-changes.ts";

/** Puts the rows of other replicas in place, in order. Returns the settings among them. */
export function applyRows(
  modules: StoredModules,
  rows: readonly RowChange[],
  machineNow: number,
  isSender: boolean,
): Partial<StoredSettings> {
  const rowsOf = (name: StateTable) => rows.filter(({ table }) => table === name);
  const settings = settingsOf(rowsOf("setting"));
  putSettings(modules, settings, machineNow);
  for (const row of rows) if (isSingle(row)) putSingle(modules, row, parsedValue(row));
  addPostings(modules, rowsOf("posting"));
  mergeList(modules, "receivedEvent", rowsOf("receivedEvent"));
  const listeners = rowsOf("listener");
  mergeList(modules, "listener", listeners);
  for (const { id, value } of listeners) if (value === undefined) modules.outbox.drop(id);
  putDeliveries(modules, rowsOf("delivery"), isSender);
  modules.clock.reschedule();
  return settings;
}

/** Whether a row is put in place by itself. The rows of other tables are loaded together. */
export function isSingle({ table }: Pick<StateRow, "table">): boolean {
  return isRecordTable(table) || table === "key";
}

/** Puts the value of a single row in place, or removes it without a value. */
export function putSingle(
  modules: StoredModules,
  { table, id }: Pick<StateRow, "table" | "id">,
  value: unknown,
): void {
  if (isRecordTable(table)) recordTables[table].put(modules, id, value);
  else modules.keys.put(id, value as IdempotencyRecord | undefined);
}

/** Reads settings from their rows. */
export function settingsOf(rows: readonly RowChange[]): Partial<StoredSettings> {
  const entries = rows.map((row) => [row.id as SettingName, parsedValue(row)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Puts settings in place. Another profile changes how records are shown and when they are due. */
export function putSettings(
  modules: StoredModules,
  settings: Partial<StoredSettings>,
  machineNow: number,
): void {
  applySettings(modules, settings, machineNow);
  if (settings.profile) modules.core.store.load(modules.core.store.save());
}

/** Lets the outbox begin again with its deliveries: it sends them, or no longer sends them. */
export function restartDeliveries({ outbox }: Pick<StoredModules, "outbox">): void {
  outbox.load(outbox.deliveries().map(sendingToWaiting));
}

/** Returns a delivery that is being sent as a waiting one. Other states do not change. */
export function sendingToWaiting(delivery: Delivery): Delivery {
  return delivery.state === "sending" ? { ...delivery, state: "waiting" } : delivery;
}

function parsedValue({ value, ...row }: RowChange): unknown {
  return value === undefined ? undefined : parseRow({ ...row, value });
}

/** Adds postings. Every replica counts them alike, and removes the oldest ones itself. */
function addPostings({ postings }: StoredModules, rows: readonly RowChange[]): void {
  let last = postings.latestFirst().next().value?.sequence ?? 0;
  for (const row of rows) {
    const logged = parsedValue(row) as LoggedPosting | undefined;
    if (!logged || logged.sequence <= last) continue;
    if (logged.sequence > last + 1) postings.load([...postings.save(), logged]);
    else postings.add([logged.posting], logged.command, logged.at);
    last = logged.sequence;
  }
}

function mergeList(
  modules: StoredModules,
  table: "listener" | "receivedEvent",
  rows: readonly RowChange[],
): void {
  if (rows.length === 0) return;
  const merged = new Map(listTables[table].entries(modules));
  for (const row of rows) {
    const value = parsedValue(row);
    if (value === undefined) merged.delete(row.id);
    else merged.set(row.id, value);
  }
  listTables[table].load(modules, [...merged.values()]);
}

/**
 * Puts deliveries in place. The replica that sends gets new ones from the others. It knows the rest
 * better itself.
 */
function putDeliveries(
  { outbox }: StoredModules,
  rows: readonly RowChange[],
  isSender: boolean,
): void {
  if (rows.length === 0) return;
  const known = new Map(outbox.deliveries().map((delivery) => [delivery.id, delivery]));
  for (const row of rows) {
    const delivery = parsedValue(row) as Delivery | undefined;
    const before = known.get(row.id);
    const isReplayed = before && isEnded(before) && delivery && !isEnded(delivery);
    // A delivery that is sent again is the last one of its bucket.
    if (!delivery || isReplayed) known.delete(row.id);
    if (delivery) known.set(row.id, sendingToWaiting(delivery));
    if (isSender && delivery && !isEnded(delivery) && (!before || isReplayed)) {
      outbox.add(sendingToWaiting(delivery));
    }
  }
  if (!isSender) outbox.load([...known.values()]);
}

function isEnded({ state }: Delivery): boolean {
  return state === "delivered" || state === "undelivered";
}

/** Puts a page of all rows in place. Rows of lists are collected: a list loads as a whole. */
export function loadPage(
  modules: StoredModules,
  rows: readonly StateRow[],
  lists: Map<StateTable, unknown[]>,
): void {
  for (const row of rows) {
    const { table, id } = row;
    if (isRecordTable(table)) recordTables[table].put(modules, id, parseRow(row));
    else if (table !== "setting") {
      const values = lists.get(table) ?? [];
      lists.set(table, values);
      values.push(parseRow(row));
    }
  }
}

/** Loads lists as a whole. */
export function loadLists(
  modules: StoredModules,
  lists: ReadonlyMap<StateTable, readonly unknown[]>,
  names: readonly StateTable[] = Object.keys(listTables) as StateTable[],
): void {
  for (const [name, { load }] of Object.entries(listTables)) {
    if (!names.includes(name as StateTable)) continue;
    const values = lists.get(name as StateTable) ?? [];
    load(modules, name === "delivery" ? (values as Delivery[]).map(sendingToWaiting) : values);
  }
  modules.clock.reschedule();
}
