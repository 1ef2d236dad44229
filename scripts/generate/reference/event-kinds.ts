/** The events that a successful operation can send. */
import { eventRows } from "../contract-events.ts";
import type { OperationRow } from "../contract-operations.ts";
import type { OpenApiDocument } from "../document.ts";

/** The kinds of events by the action of the operation. A test observes them on the mock. */
const kindsByAction: Readonly<Record<string, readonly string[]>> = {
  create: ["create", "failure"],
  patch: ["cancel"],
  delete: ["cancel"],
};

/** The types of the events. A PATCH cancels only where its body has a `status`. */
export function eventTypesOf(
  document: OpenApiDocument,
  { action, body, resource }: OperationRow,
): readonly string[] {
  const members = document.components.schemas[body ?? ""]?.properties ?? {};
  if (action === "patch" && members.status === undefined) return [];
  const kinds = kindsByAction[action] ?? [];
  return eventRows(document)
    .filter((event) => event.resource === resource && kinds.includes(event.kind))
    .map(({ eventType }) => eventType);
}
