import { stepsOf } from "../format/amount.ts";
import type { BucketView } from "../format/bucket.ts";

/**
 * The largest balance of each bucket since the page was opened, in steps. It is the full width of
 * the bucket's bar.
 */
export class Peaks {
  readonly #steps = new Map<string, number>();

  /** Returns the largest balance of a bucket so far, the given one included. */
  peakOf({ id, spendable, held }: Pick<BucketView, "id" | "spendable" | "held">): number {
    const peak = Math.max(this.#steps.get(id) ?? 0, stepsOf(spendable) + stepsOf(held));
    this.#steps.set(id, peak);
    return peak;
  }
}
