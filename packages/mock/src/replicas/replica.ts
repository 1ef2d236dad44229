import { DatabaseError, toDatabaseError, UncertainWriteError } from "../database/error.ts";
import { createWhenStored } from "../database/when-stored.ts";
import type { SharedRows, WriteTransaction } from "../ports/shared-rows.ts";
import type { StateAccess } from "../ports/state-changes.ts";
import { SharedState, type SharedStateOptions, type TakenBatch } from "./shared-state.ts";
import { WaitingEntries } from "./waiting.ts";

/** The timers of a replica, in real time. */
export interface ReplicaTimers {
  /** Calls the function at the end of this turn of the event loop. */
  readonly atTurnEnd: (task: () => void) => void;
  /** Waits, unless the process ends before. */
  readonly pause: (ms: number) => Promise<void>;
}

/** The options of a replica. */
export interface ReplicaOptions extends Omit<SharedStateOptions, "onChange"> {
  readonly rows: SharedRows;
  readonly timers: ReplicaTimers;
  readonly onError: (error: unknown) => void;
  /** Called before the first load, as soon as the database knows this replica. */
  readonly onJoin: () => Promise<void>;
}

/** A batch whose transaction has begun to commit. */
interface StoringBatch extends TakenBatch {
  readonly number: number;
  /** The position of its last row. */
  readonly position: number;
}

const firstPauseMs = 100;
const longestPauseMs = 2000;

/**
 * One of the processes that share a state. It changes the state only in a turn that holds the write
 * lock. In each round it reads the rows of others, runs everything that waits, and stores the
 * changes.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #state: SharedState;
  readonly #waiting: WaitingEntries;
  /** Whether this turn holds the write lock. */
  #isOpen = false;
  #isClosed = false;
  #storing: StoringBatch | undefined;
  /** The number of transactions of this replica. */
  #count = 0;
  /** Set while the state in memory may differ from the database. */
  #failure: DatabaseError | undefined;
  /** The latest error, until the database responds again. */
  #latest: DatabaseError | undefined;
  /** Whether this replica is to send the events, once it has what the others recorded. */
  #willBecomeSender = false;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#waiting = new WaitingEntries({
      run: (access) => (access === "read" ? this.#read() : this.#write()),
      isNeeded: (access) =>
        access === "write" &&
        !this.#isClosed &&
        (this.#willBecomeSender || this.#state.hasEvicted || this.#state.batch !== undefined),
      onError: options.onError,
    });
    const onChange = () => this.#waiting.start("write");
    this.#state = new SharedState({ ...options, onChange });
    options.modules.stateChanges.whenStored = createWhenStored(() => this.savePromise());
  }

  /** The reason why the state cannot be used; undefined when the state is that of the database. */
  get failure(): DatabaseError | undefined {
    return this.#failure;
  }

  /** The reason why the database did not respond; undefined when it responds. */
  get latestError(): DatabaseError | undefined {
    return this.#failure ?? this.#latest;
  }

  get position(): number {
    return this.#state.position;
  }

  get isSender(): boolean {
    return this.#state.isSender;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether the state has been loaded, so that it can be read without a query. */
  get isLoaded(): boolean {
    return this.#state.position >= 0 && !this.#failure;
  }

  /** Resolves when all changes are stored, and rejects if the database fails. */
  savePromise(): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#state.batch?.savePromise ?? this.#storing?.batch.savePromise;
  }

  /**
   * Resolves in a turn that may read the state, or change it. Returns `undefined` if this turn may
   * do so.
   */
  enter(access: StateAccess): Promise<void> | undefined {
    if (this.#isOpen) return undefined;
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#isClosed) return Promise.reject(new DatabaseError("The mock was closed."));
    return this.#waiting.join(access);
  }

  /**
   * Sets whether this replica sends the events. Before it starts, it reads what others recorded.
   */
  setSender(isSender: boolean): void {
    this.#willBecomeSender = isSender;
    if (!isSender) this.#state.isSender = false;
    else if (this.isLoaded) this.#waiting.start("write");
  }

  /** Stores all changes, and refuses later ones. */
  async stop(): Promise<void> {
    while (!this.#failure && (this.#state.batch || this.#waiting.isRunning("write"))) {
      await (this.savePromise()?.catch(() => {}) ?? this.#options.timers.pause(1));
    }
    this.#isClosed = true;
    this.#state.close();
    this.#options.modules.stateChanges.whenStored = undefined;
    this.#rejectWaiting(new DatabaseError("The mock was closed."));
  }

  /** One query for all entries that wait to read. */
  async #read(): Promise<void> {
    const readers = this.#waiting.take("read");
    try {
      const foundRows = await this.#options.rows.newRows(this.#state.position);
      // The rows are put in place after the changes in memory are stored.
      for (let wait = this.savePromise(); wait; wait = this.savePromise()) await wait;
      this.#latest = undefined;
      if (this.#state.isStale(foundRows)) return this.#waiting.add("write", readers);
      this.#state.adopt(foundRows);
      for (const { resolve } of readers) resolve();
    } catch (cause) {
      const error = this.#report(cause);
      for (const { reject } of readers) reject(error);
    }
  }

  /** One transaction for all entries that wait to change the state. */
  async #write(): Promise<void> {
    const { rows, onJoin } = this.#options;
    try {
      if (this.#state.position < 0) {
        await rows.join();
        await onJoin();
      }
      const transaction = await rows.begin(this.#state.position);
      if (transaction.position === 0) {
        // The first replica stores its own state, before a request may change it.
        return await this.#store(transaction, this.#state.takeFirst(transaction));
      }
      if (this.#state.isStale(transaction.foundRows)) {
        await transaction.end();
        return await this.#state.load();
      }
      await this.#undoConflict(transaction);
      this.#state.adopt(transaction.foundRows);
      this.#state.removeEvicted();
      if (this.#willBecomeSender) this.#state.isSender = true;
      this.#willBecomeSender = false;
      await this.#openTurn();
      await this.#store(transaction, this.#state.take());
      this.#latest = undefined;
    } catch (cause) {
      await this.#recover(cause);
    }
  }

  /** Lets all entries run, until the turn of the event loop ends. */
  async #openTurn(): Promise<void> {
    this.#isOpen = true;
    for (const { resolve } of this.#waiting.takeAll()) resolve();
    await new Promise<void>((resolve) => {
      this.#options.timers.atTurnEnd(resolve);
    });
    this.#isOpen = false;
  }

  async #store(transaction: WriteTransaction, takenBatch: TakenBatch | undefined): Promise<void> {
    if (!takenBatch) return transaction.end();
    this.#count += 1;
    const number = this.#count;
    const position = transaction.position + takenBatch.rows.length;
    const storingBatch = { ...takenBatch, number, position };
    this.#storing = storingBatch;
    await transaction.commit(takenBatch.rows, { number, replace: takenBatch.batch.isWhole });
    this.#confirm(storingBatch);
  }

  #confirm(storingBatch: StoringBatch): void {
    this.#storing = undefined;
    this.#state.confirm(storingBatch, storingBatch.position);
  }

  /** Undoes changes that were made without the lock, if another replica wrote at the same time. */
  async #undoConflict(transaction: WriteTransaction): Promise<void> {
    const { batch } = this.#state;
    if (!batch || batch.isWhole || !this.#state.isBehind(transaction.foundRows)) return;
    await this.#state.undo([batch], transaction);
    const message = "Another process changed the state at the same time, so a change was undone.";
    const error = new DatabaseError(message);
    this.#options.onError(error);
    batch.reject(error);
  }

  /** Reports an error, unless it is the same as before. */
  #report(cause: unknown): DatabaseError {
    const error = toDatabaseError(cause);
    if (error.message !== this.#latest?.message) this.#options.onError(error);
    this.#latest = error;
    return error;
  }

  /** Lets the state in memory be what the database has, as soon as the database can be read. */
  async #recover(cause: unknown): Promise<void> {
    this.#isOpen = false;
    this.#failure = this.#report(cause);
    this.#rejectWaiting(this.#failure);
    let pauseMs = firstPauseMs;
    while (!this.#isClosed) {
      try {
        await this.#restore(this.#failure);
        this.#failure = this.#latest = undefined;
        return;
      } catch (nextCause) {
        this.#failure = this.#report(nextCause);
        this.#storing?.batch.reject(new UncertainWriteError(this.#failure));
        await this.#options.timers.pause(pauseMs);
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
      }
    }
  }

  async #restore(error: DatabaseError): Promise<void> {
    if (this.#state.position < 0) return;
    // The lock waits for the end of a transaction whose connection was lost.
    const transaction = await this.#options.rows.begin(this.#state.position);
    const { committedNumber, foundRows } = transaction;
    if (this.#storing?.number === committedNumber) this.#confirm(this.#storing);
    const failedBatches = [this.#storing?.batch, this.#state.batch].filter(
      (each) => each !== undefined,
    );
    const isLost = this.#state.isStale(foundRows) || failedBatches.some(({ isWhole }) => isWhole);
    if (!isLost) {
      if (failedBatches.length > 0) await this.#state.undo(failedBatches, transaction);
      this.#state.adopt(foundRows);
    }
    await transaction.end();
    if (isLost) await this.#state.load();
    this.#storing = undefined;
    for (const { reject } of failedBatches) {
      reject(foundRows.isKnown ? error : new UncertainWriteError(error));
    }
  }

  #rejectWaiting(error: DatabaseError): void {
    for (const { reject } of this.#waiting.takeAll()) reject(error);
  }
}
