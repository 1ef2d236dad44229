/** Mutants of events: the mock's events, each with one change before its delivery. */
import { events } from "@tmf654/contract";
import { isRecord } from "../../src/values/path.ts";
import type { Setup } from "./mutant.ts";

/** Change of an event before its delivery. */
export interface EventMutant {
  readonly name: string;
  readonly change: (event: Record<string, unknown>) => unknown;
  /** The mock that sends the event; the plain one by default. */
  readonly setup?: Setup;
  readonly fails: readonly string[];
}

/**
 * The events that the plain mock sends; the other events need a mock that completes actions later.
 */
const usualSchemas = [
  "behaviour.event.{create,failure}.*.schema",
  "behaviour.event.cancel.reserveBalance.schema",
];

/** A mutant for each type: its resource has a number instead of a text. */
const byType = events.map(({ eventType, resource, kind }): EventMutant => {
  const isDelayed = kind === "cancel" && resource !== "reserveBalance";
  return {
    name: `the resource in ${eventType} has a number instead of a text`,
    ...(isDelayed && { setup: "delayed" as const }),
    change: (event) => (event.eventType === eventType ? withNumber(event, resource) : event),
    fails: [`behaviour.event.${kind}.${resource}.schema`],
  };
});

function withNumber(event: Record<string, unknown>, resource: string): unknown {
  const payload = isRecord(event.event) ? event.event : {};
  const subject = isRecord(payload[resource]) ? payload[resource] : {};
  return { ...event, event: { ...payload, [resource]: { ...subject, description: 5 } } };
}

/** Mutants of events, which are not responses of the API. */
export const eventMutants: readonly EventMutant[] = [
  {
    name: "the time of an event is not a date-time",
    change: (event) => ({ ...event, eventTime: "yesterday" }),
    fails: [...usualSchemas, "behaviour.event.envelope"],
  },
  {
    name: "an event has no eventId",
    change: ({ eventId: _, ...event }) => event,
    fails: ["behaviour.event.envelope"],
  },
  {
    name: "an event has a number instead of a text",
    change: (event) => ({ ...event, title: 5 }),
    fails: usualSchemas,
  },
  ...byType,
];
