import type { ActionName } from "@tmf654/contract";
import type { Resource } from "../ports/resource.ts";

/** An event as it is sent. The contract spells `timeOcurred` this way. */
export interface Envelope {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly correlationId: string;
  readonly domain: string;
  readonly title: string;
  readonly description: string;
  readonly priority: string;
  readonly timeOcurred: string;
  readonly event: Readonly<Record<string, Resource>>;
}

/** The kind of an event. */
export type EventKind = "Create" | "Cancel" | "Failure";

const words: Readonly<Record<ActionName, string>> = {
  topupBalance: "Top-up",
  adjustBalance: "Adjustment",
  reserveBalance: "Reservation",
  transferBalance: "Transfer",
};
const outcomes: Readonly<Record<EventKind, string>> = {
  Create: "created",
  Cancel: "cancelled",
  Failure: "failed",
};

/** Wraps a resource in an event. Events of one action have its id as `correlationId`. */
export function envelopeOf(
  kind: EventKind,
  name: ActionName,
  resource: Resource,
  { eventId, time }: { readonly eventId: string; readonly time: string },
): Envelope {
  const title = `${words[name]} ${outcomes[kind]}`;
  return {
    eventId,
    eventTime: time,
    eventType: eventTypeOf(kind, name),
    correlationId: resource.id,
    domain: "prepayBalanceManagement",
    title,
    description: `${title}: ${resource.id}`,
    priority: kind === "Failure" ? "high" : "normal",
    timeOcurred: time,
    event: { [name]: resource },
  };
}

/** The type of an event, such as `TopupBalanceCreateEvent`. */
export function eventTypeOf(kind: EventKind, name: ActionName): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${kind}Event`;
}
