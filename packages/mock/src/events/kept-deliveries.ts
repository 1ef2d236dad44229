import type { LimitName, LimitWatch } from "../ports/limits.ts";
import type { Delivery } from "./delivery.ts";

/** Ended deliveries, within the limits `endedEvents` and `endedEventBytes`. */
export interface KeptDeliveries {
  keep(delivery: Delivery): void;
  list(): readonly Delivery[];
  /** Removes and returns the chosen ones. */
  take(isWanted: (delivery: Delivery) => boolean): readonly Delivery[];
  /** Without bounds every delivery is kept, as at shutdown. */
  setBounded(isBounded: boolean): void;
  clear(): void;
}

/** Creates an empty list; the oldest leave first. */
export function createKept({ most, reached }: LimitWatch): KeptDeliveries {
  let kept: Delivery[] = [];
  let bytes = 0;
  let isBounded = true;
  const excess = (): LimitName | undefined => {
    if (!isBounded || kept.length < 2) return undefined;
    if (kept.length > most.endedEvents) return "endedEvents";
    return bytes > most.endedEventBytes ? "endedEventBytes" : undefined;
  };
  return {
    keep: (delivery) => {
      kept.push(delivery);
      bytes += delivery.body.length;
      for (let limit = excess(); limit; limit = excess()) {
        reached(limit);
        bytes -= kept.shift()?.body.length ?? 0;
      }
    },
    list: () => [...kept],
    take: (isWanted) => {
      const taken = kept.filter(isWanted);
      kept = kept.filter((delivery) => !isWanted(delivery));
      bytes -= bytesOf(taken);
      return taken;
    },
    setBounded: (bounded) => {
      isBounded = bounded;
    },
    clear: () => {
      kept = [];
      bytes = 0;
    },
  };
}

/** The bytes of deliveries: the characters of their bodies. */
export function bytesOf(deliveries: readonly Delivery[]): number {
  return deliveries.reduce((sum, { body }) => sum + body.length, 0);
}
