import type { StoredModules } from "../database/parts.ts";
import { applySettings, type SettingName, type StoredSettings } from "../database/settings.ts";
import { isRecordTable, listTables, parseRow, recordTables } from "../database/tables.ts";
import type { LoggedPosting } from "../engine/posting-log.ts";
import type { Delivery } from "../events/delivery.ts";
import type { RowChange, StateRow } from "../ports/database.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import type { StateTable } from "../ports/state-changes.ts";

/** Puts the rows of other replicas in place, in order. Returns the settings among them. */
export function applyRows(
  parts: StoredModules,
  rows: readonly RowChange[],
  machineNow: number,
  isSender: boolean,
): Partial<StoredSettings> {
  const rowsOf = (name: StateTable) => rows.filter(({ table }) => table === name);
  const settings = settingsOf(rowsOf("setting"));
  putSettings(parts, settings, machineNow);
  for (const row of rows) {
    const { table, id } = row;
    if (isRecordTable(table)) recordTables[table].put(parts, id, parsedValue(row));
    else if (table === "key") parts.keys.put(id, parsedValue(row) as IdempotencyRecord | undefined);
  }
  addPostings(parts, rowsOf("posting"));
  mergeList(parts, "receivedEvent", rowsOf("receivedEvent"));
  const listeners = rowsOf("listener");
  mergeList(parts, "listener", listeners);
  for (const { id, value } of listeners) if (value === undefined) parts.outbox.drop(id);
  putDeliveries(parts, rowsOf("delivery"), isSender);
  parts.clock.reschedule();
  return settings;
}

/** Reads settings from their rows. */
export function settingsOf(rows: readonly RowChange[]): Partial<StoredSettings> {
  const entries = rows.map((row) => [row.id as SettingName, parsedValue(row)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Puts settings in place. Another profile changes how records are shown and when they are due. */
export function putSettings(
  parts: StoredModules,
  settings: Partial<StoredSettings>,
  machineNow: number,
): void {
  applySettings(parts, settings, machineNow);
  if (settings.profile) parts.core.store.load(parts.core.store.save());
}

/** Lets the outbox begin again with its deliveries: it sends them, or no longer sends them. */
export function restartDeliveries({ outbox }: Pick<StoredModules, "outbox">): void {
  outbox.load(outbox.deliveries().map(toWaiting));
}

/** A delivery that no replica sends at the moment. */
export function toWaiting(delivery: Delivery): Delivery {
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
  parts: StoredModules,
  table: "listener" | "receivedEvent",
  rows: readonly RowChange[],
): void {
  if (rows.length === 0) return;
  const merged = new Map(listTables[table].entries(parts));
  for (const row of rows) {
    const value = parsedValue(row);
    if (value === undefined) merged.delete(row.id);
    else merged.set(row.id, value);
  }
  listTables[table].load(parts, [...merged.values()]);
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
    if (delivery) known.set(row.id, toWaiting(delivery));
    if (isSender && delivery && !isEnded(delivery) && (!before || isReplayed)) {
      outbox.add(toWaiting(delivery));
    }
  }
  if (!isSender) outbox.load([...known.values()]);
}

function isEnded({ state }: Delivery): boolean {
  return state === "delivered" || state === "undelivered";
}

/** Puts a part of all rows in place. Rows of lists are collected: a list loads as a whole. */
export function loadPart(
  parts: StoredModules,
  rows: readonly StateRow[],
  lists: Map<StateTable, unknown[]>,
): void {
  for (const row of rows) {
    const { table, id } = row;
    if (isRecordTable(table)) recordTables[table].put(parts, id, parseRow(row));
    else if (table !== "setting") {
      const values = lists.get(table) ?? [];
      lists.set(table, values);
      values.push(parseRow(row));
    }
  }
}

/** Loads lists as a whole. */
export function loadLists(
  parts: StoredModules,
  lists: ReadonlyMap<StateTable, readonly unknown[]>,
  names: readonly StateTable[] = Object.keys(listTables) as StateTable[],
): void {
  for (const [name, { load }] of Object.entries(listTables)) {
    if (!names.includes(name as StateTable)) continue;
    const values = lists.get(name as StateTable) ?? [];
    load(parts, name === "delivery" ? (values as Delivery[]).map(toWaiting) : values);
  }
  parts.clock.reschedule();
}
