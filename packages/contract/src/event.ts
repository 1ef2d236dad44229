import type { EventByType } from "./generated/events.ts";

/** The type of one of the twelve events, as its schema is named. */
export type EventType = keyof EventByType;

/** Any of the twelve events, told apart by the literal `eventType`. */
export type BalanceEvent = EventByType[EventType];
