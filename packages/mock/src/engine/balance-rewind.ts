import type { Account, BucketRecord, Posting } from "@tmf654/ledger";
import type { Store } from "../store/store.ts";

/** The two amounts of a bucket at a point of its past, in whole steps. */
export interface PastBalance {
  readonly record: BucketRecord;
  spendable: number;
  held: number;
}

/**
 * The balances of the buckets at a point of the past. They start as the current balances, and go
 * back as postings are undone, the latest posting first.
 */
export class BalanceRewind {
  readonly #store: Pick<Store, "bucket">;
  readonly #balances = new Map<string, PastBalance | undefined>();

  constructor(store: Pick<Store, "bucket">) {
    this.#store = store;
  }

  /** Returns the balance of a bucket; `undefined` for one that no longer exists. */
  balanceOf(bucketId: string): PastBalance | undefined {
    if (!this.#balances.has(bucketId)) {
      const record = this.#store.bucket(bucketId);
      const { remaining: spendable = 0, reserved: held = 0 } = record ?? {};
      this.#balances.set(bucketId, record && { record, spendable, held });
    }
    return this.#balances.get(bucketId);
  }

  undo({ from, to, steps }: Posting): void {
    this.#move(from, steps);
    this.#move(to, -steps);
  }

  #move(account: Account, steps: number): void {
    const balance = typeof account === "string" ? undefined : this.balanceOf(account.bucketId);
    if (balance && typeof account === "object") balance[account.part] += steps;
  }
}
