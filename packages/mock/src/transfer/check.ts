import { createModules, type MockModules } from "../assembly/modules.ts";
import type { StoredSettings } from "../database/settings.ts";
import { parseRow, recordName } from "../database/tables.ts";
import type { StoredRow } from "../ports/row-store.ts";
import { checkSchema } from "../schema/check.ts";
import { snapshotIssues } from "../snapshot/issues.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import { rowSchemas } from "./row-schemas.ts";

/** A row whose value is parsed. */
interface ParsedRow extends Omit<StoredRow, "value"> {
  readonly value: unknown;
}

/** The result of a check. */
export interface StateIssues {
  readonly rows: number;
  readonly tenants: number;
  /** A sentence for each issue, with its tenant and its record. */
  readonly issues: readonly string[];
}

/**
 * Checks a stored state: the form of each record, and the invariants of the ledger. `now` is the
 * instant of the machine.
 */
export async function checkRows(
  rows: Iterable<StoredRow> | AsyncIterable<StoredRow>,
  now: number,
  onRows: (count: number) => void = () => {},
): Promise<StateIssues> {
  const rowsByTenant = new Map<string, ParsedRow[]>();
  const issues: string[] = [];
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count % 1000 === 0) onRows(count);
    const { value, rowIssues } = readValue(row);
    issues.push(...rowIssues.map((text) => `${row.tenant}: ${recordName(row)} ${text}`));
    if (rowIssues.length > 0) continue;
    const tenantRows = rowsByTenant.get(row.tenant) ?? [];
    rowsByTenant.set(row.tenant, tenantRows);
    tenantRows.push({ ...row, value });
  }
  onRows(count);
  for (const [tenant, parsedRows] of rowsByTenant) {
    issues.push(...stateIssues(parsedRows, now).map((text) => `${tenant}: ${text}`));
  }
  return { rows: count, tenants: rowsByTenant.size, issues };
}

/** Reads the value of a row, with the issues about it. */
function readValue(row: StoredRow): { readonly value?: unknown; readonly rowIssues: string[] } {
  const schema = rowSchemas[row.table];
  if (!schema) return { rowIssues: ["is of an unknown table"] };
  let value: unknown;
  try {
    value = parseRow(row);
  } catch {
    return { rowIssues: ["is not JSON"] };
  }
  const rowIssues = checkSchema(schema, value).map(({ path, message }) =>
    `${path} ${message}`.trim(),
  );
  const recordId = idOf(row.table, value);
  if (recordId !== undefined && recordId !== row.id) rowIssues.push(`has the other id ${recordId}`);
  return { value, rowIssues };
}

/** The id that a record itself has, for the tables whose records have one. */
function idOf(table: StoredRow["table"], value: unknown): string | undefined {
  const { id, scope, sequence } = Object(value) as Partial<Record<string, string | number>>;
  if (table === "key") return String(scope);
  if (table === "posting") return String(sequence);
  const hasId = ["bucket", "action", "listener", "delivery", "receivedEvent"].includes(table);
  return hasId ? String(id) : undefined;
}

/** The issues about the relations between the rows of one tenant. */
function stateIssues(rows: readonly ParsedRow[], now: number): readonly string[] {
  const settings = Object.fromEntries(
    rows.flatMap(({ table, id, value }) => (table === "setting" ? [[id, value]] : [])),
  ) as Partial<StoredSettings>;
  let modules: MockModules;
  try {
    modules = createModules(settings.profile === undefined ? {} : { profile: settings.profile });
  } catch (error) {
    return [`setting "profile" is invalid: ${error instanceof Error ? error.message : error}`];
  }
  const { core, hub } = modules;
  const issues = snapshotIssues(snapshotOf(rows, settings, modules.initialRandomStates, now), {
    policy: core.policy(),
    hrefOf: core.hrefOf,
    listenerIssue: hub.listenerIssue,
    maxListeners: Number.POSITIVE_INFINITY,
  });
  return issues.map(({ path, message }) => {
    const [, listName = "", at = "", rest = ""] =
      /^(?:store\.)?(\w+)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    const row = rows.filter(({ table }) => table === tableOfList[listName])[Number(at)];
    return `${row ? `${recordName(row)} ${rest}`.trim() : path} ${message}`;
  });
}

/** The tables of the lists of a snapshot. */
const tableOfList: Readonly<Partial<Record<string, StoredRow["table"]>>> = {
  buckets: "bucket",
  actions: "action",
  vouchers: "voucher",
  listeners: "listener",
  keys: "key",
};

/** The rows of a tenant in the form of a snapshot. */
function snapshotOf(
  rows: readonly ParsedRow[],
  { clock, random, outsideAccounts }: Partial<StoredSettings>,
  firstRandom: Snapshot["random"],
  now: number,
): Snapshot {
  const valuesOf = (table: StoredRow["table"]) =>
    rows.flatMap((row) => (row.table === table ? [row.value] : []));
  const entriesOf = (table: StoredRow["table"]) =>
    rows.flatMap((row) => (row.table === table ? [[row.id, row.value]] : []));
  const dayEntries = entriesOf("transferDay") as [string, { day: number; steps: number }][];
  // `snapshotIssues` checks all values.
  const snapshot: unknown = {
    version: 1,
    at: clock?.mode === "set" ? clock.at : now + (clock?.offsetMs ?? 0),
    clock: clock?.mode ?? "real",
    random: random ?? firstRandom,
    store: {
      buckets: valuesOf("bucket"),
      actions: valuesOf("action"),
      vouchers: valuesOf("voucher"),
      voucherLocks: entriesOf("voucherLock"),
      paymentUses: entriesOf("paymentUse"),
      transferDays: dayEntries.map(([id, { day, steps }]) => [id, day, steps]),
    },
    outsideAccounts: outsideAccounts ?? [],
    listeners: valuesOf("listener"),
    keys: valuesOf("key"),
  };
  return snapshot as Snapshot;
}
