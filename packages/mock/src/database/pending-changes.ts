import type { RowChange } from "../ports/database.ts";
import type { StateTable } from "../ports/state-changes.ts";
import type { DatabaseError } from "./error.ts";
import { currentSettings, type SettingName, type StoredSettings } from "./settings.ts";
import type { StoredModules } from "./stored-modules.ts";
import { listTables, recordTables, recordToJson } from "./tables.ts";

/** A changed record that is not stored yet. */
export interface ChangedRecord {
  readonly table: StateTable;
  readonly id: string;
  readonly value: unknown;
}

/** The changes that one transaction stores, and the promise that all waiting callers share. */
export interface Batch {
  readonly records: Map<string, ChangedRecord>;
  isWhole: boolean;
  readonly savePromise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: DatabaseError) => void;
}

/** The rows of a batch, with the settings among them. */
export interface BatchRows {
  readonly rows: Iterable<RowChange>;
  readonly settings: StoredSettings;
}

/** The collector of the changes of a mock that are not stored yet. It turns them into rows. */
export class PendingChanges {
  readonly #modules: StoredModules;
  readonly #machineNow: () => number;
  readonly #onOpen: () => void;
  /** The settings as the database has them. */
  readonly #written = new Map<string, string>();
  #settings: StoredSettings | undefined;
  #batch: Batch | undefined;

  /** `onOpen` is called with the first change of each batch. */
  constructor(modules: StoredModules, machineNow: () => number, onOpen: () => void) {
    this.#modules = modules;
    this.#machineNow = machineNow;
    this.#onOpen = onOpen;
  }

  /** The batch that takes changes. `undefined` after all changes were taken. */
  get batch(): Batch | undefined {
    return this.#batch;
  }

  /** Returns the batch that takes changes. Opens one if there is none. */
  open(): Batch {
    if (this.#batch) return this.#batch;
    this.#batch = createBatch();
    this.#onOpen();
    return this.#batch;
  }

  change(record: ChangedRecord): void {
    const { records, isWhole } = this.open();
    if (isWhole) return;
    const key = rowKey(record);
    // A record that was removed and added again is the last of its table.
    if (record.value === undefined) records.delete(key);
    records.set(key, record);
  }

  /** Returns the changes so far. Later ones are part of another batch. */
  take(): Batch | undefined {
    const batch = this.#batch;
    this.#batch = undefined;
    return batch;
  }

  rowsOf(batch: Batch): BatchRows {
    const settings = currentSettings(this.#modules, this.#machineNow(), this.#settings);
    const rows = batch.isWhole ? this.#allRows(settings) : this.#changedRows(batch, settings);
    return { rows, settings };
  }

  /** Remembers the settings that the database has now. */
  markStored(settings: StoredSettings): void {
    this.#settings = settings;
  }

  /** Remembers all settings of the database, after a load. */
  markLoaded(settings: Partial<StoredSettings>): void {
    this.#written.clear();
    for (const [name, value] of Object.entries(settings)) {
      this.#written.set(name, JSON.stringify(value));
    }
    this.#settings = settings as StoredSettings;
  }

  /** Lets the next batch store all settings again. */
  forget(): void {
    this.#written.clear();
  }

  /** Remembers settings that another process has stored. */
  adopt(settings: Partial<StoredSettings>): void {
    if (!this.#settings) return;
    for (const [name, value] of Object.entries(settings)) {
      this.#written.set(name, JSON.stringify(value));
    }
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Whether a setting has a value in the database. */
  isStored(name: SettingName, value: unknown): boolean {
    return JSON.stringify(this.#settings?.[name]) === JSON.stringify(value);
  }

  *#changedRows({ records }: Batch, settings: StoredSettings): Generator<RowChange> {
    yield* this.#changedSettings(settings);
    for (const { table, id, value } of records.values()) {
      if (table === "setting") continue;
      yield { table, id, value: value === undefined ? undefined : recordToJson(table, value) };
    }
  }

  *#changedSettings(settings: StoredSettings): Generator<RowChange> {
    for (const [id, value] of Object.entries(settings)) {
      if (value === this.#settings?.[id as SettingName] && this.#written.has(id)) continue;
      const json = JSON.stringify(value);
      if (this.#written.get(id) === json) continue;
      this.#written.set(id, json);
      yield { table: "setting", id, value: json };
    }
  }

  *#allRows(settings: StoredSettings): Generator<RowChange> {
    this.#written.clear();
    yield* this.#changedSettings(settings);
    for (const [name, { entries }] of Object.entries({ ...recordTables, ...listTables })) {
      const table = name as StateTable;
      for (const [id, value] of entries(this.#modules))
        yield { table, id, value: recordToJson(table, value) };
    }
  }
}

/** The key of a row in the maps of all tables. */
export function rowKey({ table, id }: Pick<RowChange, "table" | "id">): string {
  return `${table} ${id}`;
}

function createBatch(): Batch {
  let [resolve, reject]: [Batch["resolve"], Batch["reject"]] = [() => {}, () => {}];
  const savePromise = new Promise<void>((onSaved, onFailure) => {
    resolve = onSaved;
    reject = onFailure;
  });
  // After a change by the control plane, no caller waits for this promise.
  savePromise.catch(() => {});
  return { records: new Map(), isWhole: false, savePromise, resolve, reject };
}
