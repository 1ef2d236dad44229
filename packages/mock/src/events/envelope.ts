import { type ActionName, actionNames } from "@tmf654/contract";
import type { Resource } from "../ports/resource.ts";

/** The message of an event. The contract has the spelling `timeOcurred`. */
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
  /** Whether the event is an extension of the contract. */
  readonly isExtension?: boolean;
}

/** The kinds of events in the contract. */
type ContractKind = "Create" | "Cancel" | "Failure";
/** The kind of an event. The last three are extensions that a profile enables. */
export type EventKind = ContractKind | "Completed" | "LowBalance" | "ExpiringSoon";
type EventResource = ActionName | "bucket";

const resourceTitles: Readonly<Record<EventResource, string>> = {
  bucket: "Bucket",
  topupBalance: "Top-up",
  adjustBalance: "Adjustment",
  reserveBalance: "Reservation",
  transferBalance: "Transfer",
};
const kindTitles: Readonly<Record<EventKind, string>> = {
  Create: "created",
  Cancel: "cancelled",
  Failure: "failed",
  Completed: "completed",
  LowBalance: "low",
  ExpiringSoon: "expiring soon",
};
const extensionKinds: readonly EventKind[] = ["Completed", "LowBalance", "ExpiringSoon"];

/** The types of the extension events, such as `BucketLowBalanceEvent`. */
export const extensionTypes: readonly string[] = [
  ...actionNames.map((name) => eventTypeOf("Completed", name)),
  eventTypeOf("LowBalance", "bucket"),
  eventTypeOf("ExpiringSoon", "bucket"),
];

/** Wraps a resource in an event. Events of one action have its id as `correlationId`. */
export function envelopeOf(
  kind: EventKind,
  name: EventResource,
  resource: Resource,
  { eventId, time }: { readonly eventId: string; readonly time: string },
): Envelope {
  const title = `${resourceTitles[name]} ${kindTitles[kind]}`;
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
    ...(extensionKinds.includes(kind) && { isExtension: true }),
  };
}

/** The type of an event, such as `TopupBalanceCreateEvent`. */
export function eventTypeOf(kind: EventKind, name: EventResource): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${kind}Event`;
}
