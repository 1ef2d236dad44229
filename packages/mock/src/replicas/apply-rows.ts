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
  for (const row of rows) if (isSingleRow(row)) putSingleRow(modules, row, parseValue(row));
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
export function isSingleRow({ table }: Pick<StateRow, "table">): boolean {
  return isRecordTable(table) || table === "key";
}

/** Puts the value of a single row in place, or removes it without a value. */
export function putSingleRow(
  modules: StoredModules,
  { table, id }: Pick<StateRow, "table" | "id">,
  value: unknown,
): void {
  if (isRecordTable(table)) recordTables[table].put(modules, id, value);
  else modules.keys.put(id, value as IdempotencyRecord | undefined);
}

/** Reads settings from their rows. */
export function settingsOf(rows: readonly RowChange[]): Partial<StoredSettings> {
  const entries = rows.map((row) => [row.id as SettingName, parseValue(row)] as const);
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

/** Restarts the deliveries of the outbox after this replica has begun or stopped sending events. */
export function restartDeliveries({ outbox }: Pick<StoredModules, "outbox">): void {
  outbox.load(outbox.deliveries().map(toWaitingDelivery));
}

/**
 * Returns a delivery with the state `waiting` in place of `sending`. Other states do not change.
 */
export function toWaitingDelivery(delivery: Delivery): Delivery {
  return delivery.state === "sending" ? { ...delivery, state: "waiting" } : delivery;
}

function parseValue({ value, ...row }: RowChange): unknown {
  return value === undefined ? undefined : parseRow({ ...row, value });
}

/** Adds postings. Every replica counts them alike, and removes the oldest ones itself. */
function addPostings({ postings }: StoredModules, rows: readonly RowChange[]): void {
  let lastSequence = postings.latestFirst().next().value?.sequence ?? 0;
  for (const row of rows) {
    const loggedPosting = parseValue(row) as LoggedPosting | undefined;
    if (!loggedPosting || loggedPosting.sequence <= lastSequence) continue;
    if (loggedPosting.sequence > lastSequence + 1)
      postings.load([...postings.save(), loggedPosting]);
    else postings.add([loggedPosting.posting], loggedPosting.command, loggedPosting.at);
    lastSequence = loggedPosting.sequence;
  }
}

function mergeList(
  modules: StoredModules,
  table: "listener" | "receivedEvent",
  rows: readonly RowChange[],
): void {
  if (rows.length === 0) return;
  const mergedEntries = new Map(listTables[table].entries(modules));
  for (const row of rows) {
    const value = parseValue(row);
    if (value === undefined) mergedEntries.delete(row.id);
    else mergedEntries.set(row.id, value);
  }
  listTables[table].load(modules, [...mergedEntries.values()]);
}

/**
 * Puts deliveries in place. The replica that sends takes only new deliveries from the others,
 * because it has the latest state of the rest.
 */
function putDeliveries(
  { outbox }: StoredModules,
  rows: readonly RowChange[],
  isSender: boolean,
): void {
  if (rows.length === 0) return;
  const knownDeliveries = new Map(outbox.deliveries().map((delivery) => [delivery.id, delivery]));
  for (const row of rows) {
    const delivery = parseValue(row) as Delivery | undefined;
    const deliveryBefore = knownDeliveries.get(row.id);
    const isReplayed = deliveryBefore && isEnded(deliveryBefore) && delivery && !isEnded(delivery);
    // A delivery that is sent again moves to the end of the list.
    if (!delivery || isReplayed) knownDeliveries.delete(row.id);
    if (delivery) knownDeliveries.set(row.id, toWaitingDelivery(delivery));
    if (isSender && delivery && !isEnded(delivery) && (!deliveryBefore || isReplayed)) {
      outbox.add(toWaitingDelivery(delivery));
    }
  }
  if (!isSender) outbox.load([...knownDeliveries.values()]);
}

function isEnded({ state }: Delivery): boolean {
  return state === "delivered" || state === "undelivered";
}

/** Puts a page of all rows in place. Rows of lists are collected: a list loads as a whole. */
export function loadPage(
  modules: StoredModules,
  rows: readonly StateRow[],
  collectedLists: Map<StateTable, unknown[]>,
): void {
  for (const row of rows) {
    const { table, id } = row;
    if (isRecordTable(table)) recordTables[table].put(modules, id, parseRow(row));
    else if (table !== "setting") {
      const values = collectedLists.get(table) ?? [];
      collectedLists.set(table, values);
      values.push(parseRow(row));
    }
  }
}

/** Loads lists as a whole. */
export function loadLists(
  modules: StoredModules,
  collectedLists: ReadonlyMap<StateTable, readonly unknown[]>,
  loadedTables: readonly StateTable[] = Object.keys(listTables) as StateTable[],
): void {
  for (const [name, { load }] of Object.entries(listTables)) {
    if (!loadedTables.includes(name as StateTable)) continue;
    const values = collectedLists.get(name as StateTable) ?? [];
    load(modules, name === "delivery" ? (values as Delivery[]).map(toWaitingDelivery) : values);
  }
  modules.clock.reschedule();
}
