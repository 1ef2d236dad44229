import type { RowChange } from "../ports/database.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { type DatabaseError, toDatabaseError } from "./error.ts";
import { loadState, readSettings, type StatePlaces, undoChanges } from "./load.ts";
import { currentSettings, type SettingName, type StoredSettings } from "./settings.ts";
import { listTables, recordTables, toJson } from "./tables.ts";

/** A changed record that is not stored yet. */
interface ChangedRecord {
  readonly table: StateTable;
  readonly id: string;
  readonly value: unknown;
}

/** The changes that one transaction stores, and the promise of everybody who waits for it. */
interface Batch {
  readonly records: Map<string, ChangedRecord>;
  isWhole: boolean;
  readonly saved: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: DatabaseError) => void;
}

/** The timers of a saver. */
export interface SaverTimers {
  /** Calls back at the end of this turn of the event loop. */
  readonly atTurnEnd: (call: () => void) => void;
  /** Calls back after some milliseconds, unless the process ends before. */
  readonly after: (ms: number, call: () => void) => void;
}

/** The milliseconds before a lost state is loaded again. */
const retryMs = 500;

/**
 * Stores the changes of a mock in its database. All changes of one turn of the event loop are one
 * transaction. If it fails, the changes are undone, so that the mock has what the database has.
 */
export class StateSaver {
  readonly #places: StatePlaces;
  readonly #onError: (error: unknown) => void;
  readonly #timers: SaverTimers;
  readonly #written = new Map<string, string>();
  #settings: StoredSettings | undefined;
  #batch: Batch | undefined;
  /** Set while the state of the mock may differ from the database. */
  #failure: DatabaseError | undefined;
  /** The error of the latest transaction, until one is stored. */
  #unstored: DatabaseError | undefined;

  constructor(
    places: StatePlaces,
    { onError, ...timers }: SaverTimers & { readonly onError: (error: unknown) => void },
  ) {
    this.#places = places;
    this.#onError = onError;
    this.#timers = timers;
  }

  /**
   * Loads the state, or stores that of a new mock. Then follows all changes. @throws DatabaseError
   * when the state of a new mock cannot be stored.
   */
  start(own: readonly SettingName[]): void {
    const { parts, rows } = this.#places;
    const isNew = rows.isEmpty;
    if (!isNew) loadState(this.#places, own);
    const { stateChanges, clock } = parts;
    stateChanges.onChange = (table, id, value) => this.#change({ table, id, value });
    stateChanges.onReplace = () => this.#replace();
    stateChanges.saved = () => this.saved();
    if (isNew) this.#replace();
    else this.#rememberSettings();
    for (const id of own) this.#change({ table: "setting", id, value: undefined });
    clock.runDue();
    // The database has no state to which a new mock could return.
    if (isNew) this.#store(this.#take());
    else this.flush();
  }

  /** Resolves when all changes are stored, and rejects if the database fails. */
  saved(): Promise<void> | undefined {
    return this.#failure ? Promise.reject(this.#failure) : this.#batch?.saved;
  }

  /** The failure of the database, until the mock has its state again. */
  get failure(): DatabaseError | undefined {
    return this.#failure;
  }

  /** The error of the latest transaction, if it failed. */
  get unstored(): DatabaseError | undefined {
    return this.#failure ?? this.#unstored;
  }

  /** After a failed transaction, tries to store the settings, so that the failure can end. */
  async retry(): Promise<void> {
    if (!this.#unstored || this.#failure) return;
    this.#written.clear();
    await this.#open().saved.catch(() => {});
  }

  /** Stores all changes now. If that fails, undoes them. */
  flush(): void {
    const batch = this.#take();
    try {
      this.#store(batch);
    } catch (cause) {
      if (batch) this.#undo(batch, cause);
    }
  }

  #take(): Batch | undefined {
    const batch = this.#batch;
    this.#batch = undefined;
    return batch;
  }

  #store(batch: Batch | undefined): void {
    if (!batch) return;
    const { parts, rows, machineNow } = this.#places;
    const settings = currentSettings(parts, machineNow(), this.#settings);
    const changes = batch.isWhole ? this.#allRows(settings) : this.#changedRows(batch, settings);
    rows.write(changes, { replace: batch.isWhole });
    this.#settings = settings;
    this.#unstored = undefined;
    batch.resolve();
  }

  /** Ends the connection, after all changes are stored. */
  stop(): void {
    this.flush();
    const { stateChanges } = this.#places.parts;
    stateChanges.onChange = stateChanges.onReplace = stateChanges.saved = undefined;
  }

  #change(record: ChangedRecord): void {
    const { records, isWhole } = this.#open();
    if (isWhole) return;
    const key = `${record.table} ${record.id}`;
    // A record that was removed and added again is the last of its table.
    if (record.value === undefined) records.delete(key);
    records.set(key, record);
  }

  #replace(): void {
    this.#open().isWhole = true;
  }

  #open(): Batch {
    if (this.#batch) return this.#batch;
    let [resolve, reject]: [Batch["resolve"], Batch["reject"]] = [() => {}, () => {}];
    const saved = new Promise<void>((onSaved, onFailure) => {
      resolve = onSaved;
      reject = onFailure;
    });
    // No caller waits for a change of the control plane.
    saved.catch(() => {});
    this.#batch = { records: new Map(), isWhole: false, saved, resolve, reject };
    this.#timers.atTurnEnd(() => this.flush());
    return this.#batch;
  }

  *#changedRows({ records }: Batch, settings: StoredSettings): Generator<RowChange> {
    yield* this.#changedSettings(settings);
    for (const { table, id, value } of records.values()) {
      if (table === "setting") continue;
      yield { table, id, value: value === undefined ? undefined : toJson(table, value) };
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
      for (const [id, value] of entries(this.#places.parts))
        yield { table, id, value: toJson(table, value) };
    }
  }

  /** Restores what the database has. If it cannot be read, tries again until it can. */
  #undo(batch: Batch, cause: unknown): void {
    const error = toDatabaseError(cause);
    this.#failure = error;
    // Each attempt of `retry` has the same error again.
    if (this.#unstored?.message !== error.message) this.#onError(error);
    this.#unstored = error;
    batch.reject(error);
    this.#restore(batch);
  }

  #restore(batch: Batch): void {
    try {
      // Changes since the failure are undone too.
      const batches = [batch, this.#batch].filter((each) => each !== undefined);
      const records = batches.flatMap((each) => [...each.records.values()]);
      if (batches.some(({ isWhole }) => isWhole)) loadState(this.#places);
      else undoChanges(this.#places, records);
      this.#rememberSettings();
      // The load reported changes that the database already has.
      this.#batch = undefined;
      this.#failure = undefined;
    } catch (cause) {
      this.#failure = toDatabaseError(cause);
      this.#timers.after(retryMs, () => this.#restore(batch));
    }
  }

  #rememberSettings(): void {
    this.#written.clear();
    const settings = readSettings(this.#places.rows);
    for (const [name, value] of Object.entries(settings)) {
      this.#written.set(name, JSON.stringify(value));
    }
    this.#settings = settings as StoredSettings;
  }
}
