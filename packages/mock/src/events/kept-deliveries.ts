import type { LimitName, LimitWatch } from "../ports/limits.ts";
import type { Delivery } from "./delivery.ts";

/**
 * The ended deliveries, within the limits `endedEvents` and `endedEventBytes`. The oldest are
 * removed first.
 */
export class KeptDeliveries {
  readonly #limits: LimitWatch;
  readonly #onEvict: ((delivery: Delivery) => void) | undefined;
  #kept: Delivery[] = [];
  #bytes = 0;
  #isBounded = true;

  /** `onEvict` is called with each delivery that a limit removes. */
  constructor(limits: LimitWatch, onEvict?: (delivery: Delivery) => void) {
    this.#limits = limits;
    this.#onEvict = onEvict;
  }

  keep(delivery: Delivery): void {
    this.#kept.push(delivery);
    this.#bytes += delivery.body.length;
    for (let limit = this.#excess(); limit; limit = this.#excess()) {
      this.#limits.countReached(limit);
      const oldestDelivery = this.#kept.shift();
      this.#bytes -= oldestDelivery?.body.length ?? 0;
      if (oldestDelivery) this.#onEvict?.(oldestDelivery);
    }
  }

  list(): readonly Delivery[] {
    return [...this.#kept];
  }

  /** Removes and returns the chosen deliveries. */
  take(isWanted: (delivery: Delivery) => boolean): readonly Delivery[] {
    const removedDeliveries = this.#kept.filter(isWanted);
    this.#kept = this.#kept.filter((delivery) => !isWanted(delivery));
    this.#bytes -= countBytes(removedDeliveries);
    return removedDeliveries;
  }

  /** Sets whether the limits apply. During shutdown every delivery is kept. */
  setBounded(isBounded: boolean): void {
    this.#isBounded = isBounded;
  }

  clear(): void {
    this.#kept = [];
    this.#bytes = 0;
  }

  #excess(): LimitName | undefined {
    const { max } = this.#limits;
    if (!this.#isBounded || this.#kept.length < 2) return undefined;
    if (this.#kept.length > max.endedEvents) return "endedEvents";
    return this.#bytes > max.endedEventBytes ? "endedEventBytes" : undefined;
  }
}

/** Counts the bytes of deliveries, as the characters of their bodies. */
export function countBytes(deliveries: readonly Delivery[]): number {
  return deliveries.reduce((sum, { body }) => sum + body.length, 0);
}
