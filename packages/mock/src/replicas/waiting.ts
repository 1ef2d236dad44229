import type { DatabaseError } from "../database/error.ts";
import type { StateAccess } from "../ports/state-changes.ts";

/** The wait of one caller until the state may be read or changed. */
export interface PendingEntry {
  readonly resolve: () => void;
  readonly reject: (error: DatabaseError) => void;
}

/** The work that runs in rounds. One round serves all entries that wait at its beginning. */
export interface Rounds {
  readonly run: (access: StateAccess) => Promise<void>;
  /** Whether a round is needed without an entry. */
  readonly isNeeded: (access: StateAccess) => boolean;
  readonly onError: (error: unknown) => void;
}

/** The entries that wait to read or to change the state. Rounds run until none is left. */
export class WaitingEntries {
  readonly #rounds: Rounds;
  #entries: Record<StateAccess, PendingEntry[]> = { read: [], write: [] };
  readonly #running: Record<StateAccess, boolean> = { read: false, write: false };

  constructor(rounds: Rounds) {
    this.#rounds = rounds;
  }

  isRunning(access: StateAccess): boolean {
    return this.#running[access];
  }

  /** Resolves in the round that serves the caller. */
  join(access: StateAccess): Promise<void> {
    return new Promise((resolve, reject) => this.add(access, [{ resolve, reject }]));
  }

  add(access: StateAccess, entries: readonly PendingEntry[]): void {
    this.#entries[access].push(...entries);
    this.start(access);
  }

  take(access: StateAccess): readonly PendingEntry[] {
    const waitingEntries = this.#entries[access];
    this.#entries[access] = [];
    return waitingEntries;
  }

  takeAll(): readonly PendingEntry[] {
    return [...this.take("write"), ...this.take("read")];
  }

  /** Runs rounds, unless they run already. */
  start(access: StateAccess): void {
    if (this.#running[access]) return;
    this.#running[access] = true;
    void this.#runAll(access).catch(this.#rounds.onError);
  }

  async #runAll(access: StateAccess): Promise<void> {
    const { isNeeded, run } = this.#rounds;
    try {
      while (this.#entries[access].length > 0 || isNeeded(access)) await run(access);
    } finally {
      this.#running[access] = false;
    }
  }
}
