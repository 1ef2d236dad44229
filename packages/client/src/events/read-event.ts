import type { EventByType, EventType } from "@tmf654/contract";
import type {
  AdjustBalance,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "../types/resources.ts";

/** The resources in events, with an id and with open enumerations. */
interface ReadResources {
  topupBalance: TopupBalance;
  adjustBalance: AdjustBalance;
  transferBalance: TransferBalance;
  reserveBalance: ReserveBalance;
}

type PayloadName<Type extends EventType> = keyof NonNullable<EventByType[Type]["event"]> &
  keyof ReadResources;

/** An event of one type. Its payload is present. */
export type EventOf<Type extends EventType> = Omit<EventByType[Type], "event" | "eventType"> & {
  eventType: Type;
  event: Pick<ReadResources, PayloadName<Type>>;
};

/** Any of the twelve events; `eventType` narrows them. */
export type BalanceEvent = { [Type in EventType]: EventOf<Type> }[EventType];

const payloadNames = [
  "topupBalance",
  "adjustBalance",
  "transferBalance",
  "reserveBalance",
] as const;

interface KnownEvent {
  readonly eventType: string;
  /** The attribute of `event` that contains the resource. */
  readonly payload: (typeof payloadNames)[number];
}

/** The twelve events by lower-case name, because senders differ in the first letter. */
const knownEvents: ReadonlyMap<string, KnownEvent> = /* @__PURE__ */ new Map(
  payloadNames.flatMap((payload) =>
    ["Create", "Cancel", "Failure"].map((change) => {
      const eventType = `${payload.charAt(0).toUpperCase()}${payload.slice(1)}${change}Event`;
      return [eventType.toLowerCase(), { eventType, payload }] as const;
    }),
  ),
);

/**
 * Reads an event without verifying it, and corrects the case of `eventType`. Returns `undefined` if
 * the value is not one of the twelve events.
 */
export function readEvent(value: unknown): BalanceEvent | undefined {
  const { eventType, event } = (value ?? {}) as { eventType?: unknown; event?: object };
  const knownEvent = knownEvents.get(String(eventType).toLowerCase());
  const resource =
    knownEvent && (event as Record<string, unknown> | undefined)?.[knownEvent.payload];
  return typeof resource === "object" && resource !== null
    ? ({ ...(value as object), eventType: knownEvent?.eventType } as BalanceEvent)
    : undefined;
}
