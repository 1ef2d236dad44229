import { DatabaseError } from "../database/error.ts";
import {
  type Batch,
  type ChangedRecord,
  PendingChanges,
  rowKey,
} from "../database/pending-changes.ts";
import type { SettingName, StoredSettings } from "../database/settings.ts";
import type { StoredModules } from "../database/stored-modules.ts";
import type { RowChange } from "../ports/database.ts";
import type { NewRows, SharedRows, WriteTransaction } from "../ports/shared-rows.ts";
import { applyRows, restartDeliveries } from "./apply-rows.ts";
import { loadSnapshot } from "./load-snapshot.ts";
import { readFormerState } from "./undo.ts";

/** The mock of a replica, and the rows that it shares. */
export interface SharedStateOptions {
  readonly modules: StoredModules;
  readonly rows: SharedRows;
  /** Returns the epoch milliseconds of the machine. */
  readonly machineNow: () => number;
  /** Called with the first change of each batch. */
  readonly onChange: () => void;
  /** The settings that stay as they are at the first load. */
  readonly localSettings: readonly SettingName[];
}

/** A batch that was turned into rows. */
export interface TakenBatch {
  readonly batch: Batch;
  readonly rows: readonly RowChange[];
  readonly settings: StoredSettings;
}

/** The state in memory, with the position up to which it has the rows of the database. */
export class SharedState {
  readonly #options: SharedStateOptions;
  readonly #changes: PendingChanges;
  #own: readonly SettingName[];
  /** -1 before the first load. */
  #position = -1;
  #epoch = -1;
  #isIgnoring = false;
  /** The records that a limit of this replica has removed, and that the database still has. */
  readonly #evicted = new Map<string, ChangedRecord>();
  #isSender = false;

  constructor(options: SharedStateOptions) {
    this.#options = options;
    this.#own = options.localSettings;
    const { modules, machineNow, onChange } = options;
    this.#changes = new PendingChanges(modules, machineNow, onChange);
    const { stateChanges } = modules;
    stateChanges.isPaused = true;
    stateChanges.onChange = (table, id, value) => {
      if (!this.#isIgnoring) this.#changes.change({ table, id, value });
      else if (value === undefined) this.#evicted.set(rowKey({ table, id }), { table, id, value });
    };
    stateChanges.onReplace = () => {
      this.#changes.open().isWhole = true;
    };
  }

  get position(): number {
    return this.#position;
  }

  /** The changes that no transaction has taken yet. */
  get batch(): Batch | undefined {
    return this.#changes.batch;
  }

  /** Whether this replica sends the events. */
  get isSender(): boolean {
    return this.#isSender;
  }

  set isSender(isSender: boolean) {
    if (this.#isSender === isSender) return;
    this.#isSender = isSender;
    const { modules } = this.#options;
    modules.stateChanges.isPaused = !isSender;
    this.#ignoreChanges(() => restartDeliveries(modules));
  }

  /** Ends the reports of changes. */
  close(): void {
    const { stateChanges } = this.#options.modules;
    stateChanges.onChange = stateChanges.onReplace = undefined;
  }

  /** Whether a limit of this replica has removed records that the database still has. */
  get hasEvicted(): boolean {
    return this.#evicted.size > 0;
  }

  /** Lets the next batch remove what a limit of this replica has removed. */
  removeEvicted(): void {
    for (const record of this.#evicted.values()) this.#changes.change(record);
    this.#evicted.clear();
  }

  /** Returns the changes so far, as rows. */
  take(): TakenBatch | undefined {
    const batch = this.#changes.take();
    if (!batch) return undefined;
    const { rows, settings } = this.#changes.rowsOf(batch);
    return { batch, rows: [...rows], settings };
  }

  /** Returns all rows of a mock that no replica has stored. */
  takeFirst({ foundRows }: WriteTransaction): TakenBatch | undefined {
    this.#epoch = foundRows.epoch;
    this.#changes.open().isWhole = true;
    return this.take();
  }

  /** Records that the database has stored a batch, and the position of the batch's last row. */
  confirm({ batch, settings }: Pick<TakenBatch, "batch" | "settings">, position: number): void {
    this.#position = position;
    if (batch.isWhole) this.#epoch += 1;
    this.#changes.markStored(settings);
    batch.resolve();
  }

  /** Whether the state must be loaded again. */
  isStale({ epoch, isKnown }: NewRows): boolean {
    return epoch !== this.#epoch || !isKnown;
  }

  /** Whether other replicas have written rows that this replica does not have. */
  isBehind({ rows }: NewRows): boolean {
    return rows.some(({ position }) => position > this.#position);
  }

  /** Puts the rows of other replicas in place. */
  adopt({ rows }: NewRows): void {
    const newerRows = rows.filter(({ position }) => position > this.#position);
    const lastRow = newerRows.at(-1);
    if (!lastRow) return;
    const { modules, machineNow } = this.#options;
    this.#ignoreChanges(() =>
      this.#changes.adopt(applyRows(modules, newerRows, machineNow(), this.#isSender)),
    );
    for (const row of newerRows) this.#evicted.delete(rowKey(row));
    this.#position = lastRow.position;
  }

  /** Restores what the database has for the records of batches, and for later changes. */
  async undo(batches: readonly Batch[], transaction: WriteTransaction): Promise<void> {
    const { modules, machineNow } = this.#options;
    const restoreFormerState = await readFormerState(modules, batches, transaction);
    // A move of the clock in progress goes on, unless another replica has moved the clock.
    const isWanted = (name: SettingName, value: unknown) =>
      name !== "clock" ||
      modules.clock.target() === undefined ||
      !this.#changes.isStored(name, value);
    this.#ignoreChanges(() => this.#changes.markLoaded(restoreFormerState(isWanted, machineNow())));
    for (const { records } of batches) {
      for (const key of records.keys()) this.#evicted.delete(key);
    }
    this.#changes.take();
  }

  /** Loads the whole state. */
  async load(): Promise<void> {
    const { modules, rows, machineNow } = this.#options;
    const localSettings = this.#own;
    await rows.join();
    this.#changes.take()?.reject(new DatabaseError("Another process has replaced the state."));
    this.#evicted.clear();
    await rows.snapshot(async (snapshot) => {
      const ignoreChanges = (run: () => void) => this.#ignoreChanges(run);
      const settings = await loadSnapshot(modules, snapshot, {
        localSettings,
        machineNow,
        ignoreChanges,
      });
      this.#changes.take();
      this.#changes.markLoaded(settings);
      this.#epoch = snapshot.epoch;
      this.#position = snapshot.position;
    });
    this.#own = [];
    for (const id of localSettings)
      this.#changes.change({ table: "setting", id, value: undefined });
  }

  /** Runs a function whose changes the database already has. */
  #ignoreChanges(run: () => void): void {
    this.#isIgnoring = true;
    try {
      run();
    } finally {
      this.#isIgnoring = false;
    }
  }
}
