import { type DatabaseError, toDatabaseError } from "./error.ts";
import { type LoadContext, loadState, readSettings, undoChanges } from "./load.ts";
import { type Batch, PendingChanges } from "./pending-changes.ts";
import type { SettingName } from "./settings.ts";
import { createWhenStored } from "./when-stored.ts";

/** The timers of a saver. */
export interface SaverTimers {
  /** Calls the function at the end of this turn of the event loop. */
  readonly atTurnEnd: (task: () => void) => void;
  /** Calls the function after some milliseconds, unless the process ends before. */
  readonly after: (ms: number, task: () => void) => void;
}

/** The milliseconds before a lost state is loaded again. */
const retryMs = 500;

/**
 * The saver of the changes of a mock in its database. All changes of one turn of the event loop are
 * one transaction. If it fails, the changes are undone, so that the mock has what the database has.
 */
export class StateSaver {
  readonly #places: LoadContext;
  readonly #onError: (error: unknown) => void;
  readonly #timers: SaverTimers;
  readonly #changes: PendingChanges;
  /** Set while the state of the mock may differ from the database. */
  #failure: DatabaseError | undefined;
  /** The error of the latest transaction, until one is stored. */
  #unstored: DatabaseError | undefined;

  constructor(
    places: LoadContext,
    { onError, ...timers }: SaverTimers & { readonly onError: (error: unknown) => void },
  ) {
    this.#places = places;
    this.#onError = onError;
    this.#timers = timers;
    this.#changes = new PendingChanges(places.modules, places.machineNow, () =>
      timers.atTurnEnd(() => this.flush()),
    );
  }

  /**
   * Loads the state, or stores that of a new mock. Then follows all changes. @throws DatabaseError
   * when the state of a new mock cannot be stored.
   */
  start(localSettings: readonly SettingName[]): void {
    const changes = this.#changes;
    const { modules, rows } = this.#places;
    const isNewDatabase = rows.isEmpty;
    const { stateChanges, clock } = modules;
    // The limits may be smaller than those with which the state was stored.
    stateChanges.onChange = (table, id, value) => {
      if (value === undefined) changes.change({ table, id, value });
    };
    if (!isNewDatabase) loadState(this.#places, localSettings);
    stateChanges.onChange = (table, id, value) => changes.change({ table, id, value });
    stateChanges.onReplace = () => {
      changes.open().isWhole = true;
    };
    stateChanges.whenStored = createWhenStored(() => this.savePromise());
    if (isNewDatabase) stateChanges.onReplace();
    else this.#rememberSettings();
    for (const id of localSettings) changes.change({ table: "setting", id, value: undefined });
    clock.runDue();
    // The database has no state to which a new mock could return.
    if (isNewDatabase) this.#store(changes.take());
    else this.flush();
  }

  /** Resolves when all changes are stored, and rejects if the database fails. */
  savePromise(): Promise<void> | undefined {
    return this.#failure ? Promise.reject(this.#failure) : this.#changes.batch?.savePromise;
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
    this.#changes.forget();
    await this.#changes.open().savePromise.catch(() => {});
  }

  /** Stores all changes now. If that fails, undoes them. */
  flush(): void {
    const batch = this.#changes.take();
    try {
      this.#store(batch);
    } catch (cause) {
      if (batch) this.#undo(batch, cause);
    }
  }

  #store(batch: Batch | undefined): void {
    if (!batch) return;
    const { rows, settings } = this.#changes.rowsOf(batch);
    this.#places.rows.write(rows, { replace: batch.isWhole });
    this.#changes.markStored(settings);
    this.#unstored = undefined;
    batch.resolve();
  }

  /** Ends the connection, after all changes are stored. */
  stop(): void {
    this.flush();
    const { stateChanges } = this.#places.modules;
    stateChanges.onChange = stateChanges.onReplace = stateChanges.whenStored = undefined;
  }

  /** Restores what the database has. If it cannot be read, tries again until it can. */
  #undo(batch: Batch, cause: unknown): void {
    const error = toDatabaseError(cause);
    this.#failure = error;
    // Each attempt of `retry` fails with the same error, which is reported once.
    if (this.#unstored?.message !== error.message) this.#onError(error);
    this.#unstored = error;
    batch.reject(error);
    this.#restore(batch);
  }

  #restore(batch: Batch): void {
    try {
      // Changes since the failure are undone too.
      const batches = [batch, this.#changes.batch].filter((each) => each !== undefined);
      const records = batches.flatMap((each) => [...each.records.values()]);
      if (batches.some(({ isWhole }) => isWhole)) loadState(this.#places);
      else undoChanges(this.#places, records);
      this.#rememberSettings();
      // The load reported changes that the database already has.
      this.#changes.take();
      this.#failure = undefined;
    } catch (cause) {
      this.#failure = toDatabaseError(cause);
      this.#timers.after(retryMs, () => this.#restore(batch));
    }
  }

  #rememberSettings(): void {
    this.#changes.markLoaded(readSettings(this.#places.rows));
  }
}
