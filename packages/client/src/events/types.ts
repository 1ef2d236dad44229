import type {
  AdjustBalanceCancelEvent,
  AdjustBalanceCreateEvent,
  AdjustBalanceFailureEvent,
  ReserveBalanceCancelEvent,
  ReserveBalanceCreateEvent,
  ReserveBalanceFailureEvent,
  TopupBalanceCancelEvent,
  TopupBalanceCreateEvent,
  TopupBalanceFailureEvent,
  TransferBalanceCancelEvent,
  TransferBalanceCreateEvent,
  TransferBalanceFailureEvent,
} from "@tmf654/contract";

/** The contract's twelve events by name. */
interface ContractEvents {
  TopupBalanceCreateEvent: TopupBalanceCreateEvent;
  TopupBalanceCancelEvent: TopupBalanceCancelEvent;
  TopupBalanceFailureEvent: TopupBalanceFailureEvent;
  AdjustBalanceCreateEvent: AdjustBalanceCreateEvent;
  AdjustBalanceCancelEvent: AdjustBalanceCancelEvent;
  AdjustBalanceFailureEvent: AdjustBalanceFailureEvent;
  TransferBalanceCreateEvent: TransferBalanceCreateEvent;
  TransferBalanceCancelEvent: TransferBalanceCancelEvent;
  TransferBalanceFailureEvent: TransferBalanceFailureEvent;
  ReserveBalanceCreateEvent: ReserveBalanceCreateEvent;
  ReserveBalanceCancelEvent: ReserveBalanceCancelEvent;
  ReserveBalanceFailureEvent: ReserveBalanceFailureEvent;
}

/** The name of an event, as in `eventType`. */
export type EventType = keyof ContractEvents;

/** One kind of event; its payload has been looked at and is there. */
export type EventOf<Type extends EventType> = Omit<ContractEvents[Type], "event" | "eventType"> & {
  eventType: Type;
  event: Required<NonNullable<ContractEvents[Type]["event"]>>;
};

/** Any of the twelve, told apart by `eventType`. */
export type BalanceEvent = { [Type in EventType]: EventOf<Type> }[EventType];

const kinds = ["topupBalance", "adjustBalance", "transferBalance", "reserveBalance"] as const;

/** The attribute of `event` that holds the resource, or `undefined`: not one of the twelve. */
export function payloadName(eventType: string): (typeof kinds)[number] | undefined {
  const [, kind = ""] = /^(\w+)(?:Create|Cancel|Failure)Event$/.exec(eventType) ?? [];
  return kinds.find((name) => name.toLowerCase() === kind.toLowerCase());
}

/** Reads an event, with no verification. `undefined`: the value is none of the twelve. */
export function readEvent(value: unknown): BalanceEvent | undefined {
  const { eventType, event } = (value ?? {}) as { eventType?: unknown; event?: object };
  if (typeof eventType !== "string") return undefined;
  const payload = payloadName(eventType);
  const resource = payload && (event as Record<string, unknown> | undefined)?.[payload];
  return typeof resource === "object" && resource !== null ? (value as BalanceEvent) : undefined;
}
