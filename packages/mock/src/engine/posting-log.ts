import type { Account, Command, Posting } from "@tmf654/ledger";
import type { RequestOrigin } from "../ports/activity.ts";
import type { StateChanges } from "../ports/state-changes.ts";

/** A posting with its place in the log. */
export interface LoggedPosting {
  /** The position of the posting, from 1. */
  readonly sequence: number;
  /** The instant of the command, epoch milliseconds by the mock's clock. */
  readonly at: number;
  /** The type of the command that caused the posting, such as `topup` or `forfeit`. */
  readonly command: Command["type"];
  readonly posting: Posting;
  /** Absent for a due effect, an action of the control plane and a scenario. */
  readonly origin: RequestOrigin | undefined;
}

/** The maximum numbers of postings, and of characters in their ids, that a log keeps. */
const maxPostings = 10_000;
const maxCharacters = 4 * 1_048_576;

/** The latest postings of a mock, for the stories of its buckets. The oldest are removed first. */
export class PostingLog {
  readonly #stateChanges: StateChanges;
  #kept: LoggedPosting[] = [];
  /** The index of the oldest posting. */
  #first = 0;
  #last = 0;
  #characters = 0;
  #origin: RequestOrigin | undefined;

  constructor(stateChanges: StateChanges = {}) {
    this.#stateChanges = stateChanges;
  }

  /** Runs a synchronous function. The postings that the function adds get this origin. */
  runWithOrigin<T>(origin: RequestOrigin, run: () => T): T {
    const outerOrigin = this.#origin;
    this.#origin = origin;
    try {
      return run();
    } finally {
      this.#origin = outerOrigin;
    }
  }

  add(postings: readonly Posting[], command: Command["type"], at: number): void {
    for (const posting of postings) {
      this.#last += 1;
      const loggedPosting = { sequence: this.#last, at, command, posting, origin: this.#origin };
      this.#kept.push(loggedPosting);
      this.#stateChanges.onChange?.("posting", String(this.#last), loggedPosting);
      this.#characters += charactersOf(posting);
    }
    while (this.#kept.length - this.#first > maxPostings || this.#characters > maxCharacters) {
      this.#removeOldest();
    }
  }

  /** Returns the kept postings, the latest first. */
  *latestFirst(): Generator<LoggedPosting> {
    for (let at = this.#kept.length - 1; at >= this.#first; at -= 1) {
      const logged = this.#kept[at];
      if (logged) yield logged;
    }
  }

  /** Returns the kept postings, for `load`. */
  save(): readonly LoggedPosting[] {
    return this.#kept.slice(this.#first);
  }

  /** Replaces the postings by earlier ones, when commands are undone. */
  load(postings: readonly LoggedPosting[]): void {
    this.#kept = [...postings];
    this.#first = 0;
    this.#last = postings.at(-1)?.sequence ?? 0;
    this.#characters = postings.reduce((sum, { posting }) => sum + charactersOf(posting), 0);
  }

  /** Removes the numbers of requests, when the journal is cleared. */
  forgetRequests(): void {
    for (const { origin } of this.latestFirst()) if (origin) origin.number = undefined;
  }

  clear(): void {
    this.load([]);
  }

  #removeOldest(): void {
    const oldestPosting = this.#kept[this.#first];
    if (oldestPosting) {
      this.#characters -= charactersOf(oldestPosting.posting);
      this.#stateChanges.onChange?.("posting", String(oldestPosting.sequence), undefined);
    }
    this.#first += 1;
    // The list is copied once for many removals.
    if (this.#first < 1024 && this.#first < this.#kept.length) return;
    this.#kept = this.#kept.slice(this.#first);
    this.#first = 0;
  }
}

function charactersOf({ from, to, actionId = "" }: Posting): number {
  return idLength(from) + idLength(to) + actionId.length;
}

function idLength(account: Account): number {
  return typeof account === "string" ? 0 : account.bucketId.length;
}
