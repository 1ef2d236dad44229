import type { EventByType } from "./generated/events.ts";

/** The type of an event, which is the name of its schema. */
export type EventType = keyof EventByType;

/** Any of the twelve events: a union discriminated by `eventType`. */
export type BalanceEvent = EventByType[EventType];
