import type { FaultRule } from "../faults/rule.ts";
import { booleanSchema, count, listSchema, recordSchema, text } from "../schema/build.ts";
import { knownOperationIds } from "../schema/operation-names.ts";
import { createEventStream } from "./event-stream.ts";
import { describedFaultRule } from "./fault-schema.ts";
import { numberOf } from "./parameters.ts";
import { checkEntry } from "./requests.ts";
import { type ControlRoute, jsonSuccess, noContentResult, noContentSuccess } from "./route.ts";
import {
  activeFaultSchema,
  deliverySchema,
  deliveryStates,
  journalEntrySchema,
  listenerSchema,
  receivedEventSchema,
} from "./schemas.ts";
import { eventStreamType } from "./server-sent-events.ts";

/** Routes for faults, the journal and events. */
export const trafficRoutes: readonly ControlRoute[] = [
  {
    id: "faults",
    method: "GET",
    path: "/faults",
    summary: "The active fault rules, in the order in which they are checked.",
    success: jsonSuccess("Every rule.", listSchema(activeFaultSchema)),
    run: ({ faults }) => ({ json: faults.list() }),
  },
  {
    id: "addFault",
    method: "POST",
    path: "/faults",
    summary: "Adds a fault rule. A rule that can never apply is refused.",
    success: {
      status: 201,
      description: "The id that removes the rule.",
      schema: recordSchema({ id: text }),
    },
    body: describedFaultRule,
    isBodyChecked: true,
    run: ({ faults }, { body }) => ({ json: { id: faults.add(body as FaultRule) } }),
  },
  {
    id: "clearFaults",
    method: "DELETE",
    path: "/faults",
    summary: "Removes every fault rule.",
    success: noContentSuccess,
    run: ({ faults }) => {
      faults.clear();
      return noContentResult;
    },
  },
  {
    id: "removeFault",
    method: "DELETE",
    path: "/faults/{id}",
    summary: "Removes one fault rule.",
    success: noContentSuccess,
    run: ({ faults }, { id }) =>
      faults.remove(id) ? noContentResult : { notFound: `fault rule ${id}` },
  },
  {
    id: "switchFault",
    method: "PUT",
    path: "/faults/{id}",
    summary: "Switches a fault rule off, or on again. The rule keeps its place and its count.",
    success: noContentSuccess,
    body: recordSchema({ isDisabled: booleanSchema }),
    run: ({ faults }, { id, body }) =>
      faults.setDisabled(id, (body as { isDisabled: boolean }).isDisabled)
        ? noContentResult
        : { notFound: `fault rule ${id}` },
  },
  {
    id: "journal",
    method: "GET",
    path: "/journal",
    summary: "The latest requests and responses, with their contract issues and warnings.",
    query: [
      {
        name: "operation",
        description: "Return only the requests of this operation.",
        values: knownOperationIds,
      },
    ],
    success: jsonSuccess("The oldest first.", listSchema(journalEntrySchema)),
    run: (mock, { query }) => {
      const operation = query.get("operation");
      const chosenEntries = mock
        .journal()
        .filter((entry) => operation === null || entry.operation === operation);
      return { json: chosenEntries.map(checkEntry) };
    },
  },
  {
    id: "clearJournal",
    method: "DELETE",
    path: "/journal",
    summary: "Clears the journal.",
    success: noContentSuccess,
    run: (mock) => {
      mock.clearJournal();
      return noContentResult;
    },
  },
  {
    id: "listeners",
    method: "GET",
    path: "/events/listeners",
    summary: "The registrations at the hub.",
    success: jsonSuccess("Every registration.", listSchema(listenerSchema)),
    run: ({ events }) => ({ json: events.listeners() }),
  },
  {
    id: "deliveries",
    method: "GET",
    path: "/events/deliveries",
    summary: "Waiting, delivered and undelivered events, with every attempt.",
    query: [
      {
        name: "state",
        description: "Return only the deliveries in this state.",
        values: deliveryStates,
      },
      {
        name: "limit",
        description: "Return only the latest ones. Default: all.",
        range: [1, 1000],
      },
    ],
    success: jsonSuccess("The oldest first.", listSchema(deliverySchema)),
    run: ({ events }, { query }) => {
      const state = query.get("state");
      const chosenDeliveries = events
        .deliveries()
        .filter((each) => state === null || each.state === state);
      return { json: chosenDeliveries.slice(-numberOf(query, "limit", chosenDeliveries.length)) };
    },
  },
  {
    id: "redeliver",
    method: "POST",
    path: "/events/redeliver",
    summary:
      "Sends the same bytes again: all undelivered events, or the given deliveries in any state.",
    success: jsonSuccess(
      "The number of events that are sent again.",
      recordSchema({ redelivered: count }),
    ),
    body: {
      type: "object",
      properties: { ids: { type: "array", items: { type: "string" } } },
      additionalProperties: false,
    },
    isBodyOptional: true,
    run: ({ events }, { body }) => {
      const ids = (body as { ids?: readonly string[] } | undefined)?.ids;
      return { json: { redelivered: events.redeliver(ids) } };
    },
  },
  {
    id: "eventStream",
    method: "GET",
    path: "/events/stream",
    summary:
      "Every event as it happens, as server-sent events under its type. The stream ends with the server.",
    query: [
      {
        name: "include",
        description: "Also send each request, command, delivery and move of the clock.",
        values: ["activity"],
      },
    ],
    success: {
      status: 200,
      description:
        "A stream that does not end. A reader that is over 1 MiB behind is disconnected.",
      text,
      textType: eventStreamType,
    },
    run: (mock, { query }) => ({
      stream: createEventStream(mock, query.get("include") === "activity"),
    }),
  },
  {
    id: "received",
    method: "GET",
    path: "/events/received",
    summary: "Events that were posted to the contract's listener paths.",
    success: jsonSuccess("The oldest first.", listSchema(receivedEventSchema)),
    run: ({ events }) => ({ json: events.received() }),
  },
];
