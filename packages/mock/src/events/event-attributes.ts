import { actionNames, events } from "@tmf654/contract";
import type { AttributeTable } from "../ports/query.ts";
import { attributesOf } from "../query/attributes.ts";
import { extensionTypes } from "./envelope.ts";

/** The twelve types of events. */
export const eventTypes: readonly string[] = events.map(({ eventType }) => eventType);

/** The types of all events that a mock can send. */
export const sentEventTypes: readonly string[] = [...eventTypes, ...extensionTypes];

/**
 * The attributes that a registration's `query` can use: those of the envelope and of the resource
 * in `event`.
 */
export const eventAttributes: AttributeTable = new Map([
  ["eventType", { kind: "enum" as const, values: sentEventTypes }],
  ["eventId", { kind: "string" as const }],
  ["eventTime", { kind: "date-time" as const }],
  ["timeOcurred", { kind: "date-time" as const }],
  ["correlationId", { kind: "string" as const }],
  ["domain", { kind: "string" as const }],
  ["title", { kind: "string" as const }],
  ["description", { kind: "string" as const }],
  ["priority", { kind: "string" as const }],
  ...actionNames.flatMap((name) =>
    [...attributesOf(name)].map(([path, kind]) => [`event.${name}.${path}`, kind] as const),
  ),
]);
