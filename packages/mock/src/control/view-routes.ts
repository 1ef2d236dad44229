import { instantText } from "../clock/clock.ts";
import { storyOf } from "../engine/bucket-story.ts";
import { findSubscribers } from "../engine/find-subscribers.ts";
import { listUpcoming } from "../engine/upcoming.ts";
import { listSchema, text } from "../schema/build.ts";
import { knownOperationIds } from "../schema/operation-names.ts";
import { createActivityStream } from "./activity-stream.ts";
import { numberOf, textParameter } from "./parameters.ts";
import {
  findRequest,
  listRequests,
  type RequestSources,
  type RequestStatus,
  requestStatuses,
} from "./requests.ts";
import {
  type ControlledMock,
  type ControlParameter,
  type ControlRoute,
  jsonSuccess,
} from "./route.ts";
import { eventStreamType } from "./server-sent-events.ts";
import {
  bucketStorySchema,
  nextClockSchema,
  requestDetailSchema,
  requestPageSchema,
  subscriberSearchSchema,
  tenantSchema,
  upcomingSchema,
} from "./view-schemas.ts";

const limitParameter: ControlParameter = {
  name: "limit",
  description: "The maximum length of the list. Default 100.",
  range: [1, 500],
};
const beforeParameter: ControlParameter = {
  name: "before",
  description: "Return only entries with a lower number.",
  range: [1, Number.MAX_SAFE_INTEGER],
};
const defaultLimit = 100;

function pageOf(query: URLSearchParams) {
  const limit = numberOf(query, "limit", defaultLimit);
  return { limit, before: numberOf(query, "before", undefined) };
}

function sourcesOf({ core, postings, requests }: ControlledMock): RequestSources {
  return { core, postings, journal: requests };
}

/** Routes that show a person what a mock contains, what happened and what is due. */
export const viewRoutes: readonly ControlRoute[] = [
  {
    id: "requests",
    method: "GET",
    path: "/requests",
    summary: "The latest requests without headers and bodies, each with what it changed.",
    query: [
      limitParameter,
      beforeParameter,
      {
        name: "operation",
        description: "Return only the requests of this operation.",
        values: knownOperationIds,
      },
      {
        name: "method",
        description: "Return only the requests with this method.",
        values: ["GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"],
      },
      {
        name: "status",
        description: "Return only the requests with this status or class of statuses.",
        values: requestStatuses,
      },
      {
        name: "search",
        description: "Return only the requests with this text in the path, the query or a body.",
      },
    ],
    success: jsonSuccess("The latest first.", requestPageSchema),
    run: (mock, { query }) => ({
      json: listRequests(sourcesOf(mock), {
        ...pageOf(query),
        operation: textParameter(query, "operation"),
        method: textParameter(query, "method"),
        status: textParameter(query, "status") as RequestStatus | undefined,
        search: textParameter(query, "search"),
      }),
    }),
  },
  {
    id: "request",
    method: "GET",
    path: "/requests/{id}",
    summary: "One request and its response, by the number of the request.",
    success: jsonSuccess("The entry of the journal.", requestDetailSchema),
    run: (mock, { id }) => {
      const foundRequest = findRequest(sourcesOf(mock), Number(id));
      return foundRequest ? { json: foundRequest } : { notFound: `request ${id} in the journal` };
    },
  },
  {
    id: "activityStream",
    method: "GET",
    path: "/activity/stream",
    summary:
      "Requests, commands, deliveries, moves of the clock and changes of the state, as server-sent events.",
    success: {
      status: 200,
      description:
        "A stream that does not end. For each tenth of a second it has the first requests, and the " +
        "number of the others. A reader that is over 1 MiB behind is disconnected.",
      text,
      textType: eventStreamType,
    },
    run: ({ activity }) => ({ stream: createActivityStream(activity) }),
  },
  {
    id: "upcoming",
    method: "GET",
    path: "/clock/upcoming",
    summary: "The effects that happen next by themselves when the clock moves.",
    query: [limitParameter],
    success: jsonSuccess("The earliest first.", upcomingSchema),
    run: (mock, { query }) => ({
      json: upcomingOf(mock, numberOf(query, "limit", defaultLimit)),
    }),
  },
  {
    id: "advanceToNext",
    method: "POST",
    path: "/clock/next",
    summary:
      "Moves the clock to the next due effect and runs it. Without a due effect, nothing happens.",
    success: jsonSuccess("The clock afterwards, with the effect.", nextClockSchema),
    run: async (mock) => {
      const { clock } = mock;
      const [effect] = upcomingOf(mock, 1).effects;
      if (effect) await clock.advance(Math.max(0, Date.parse(effect.time) - clock.now()));
      const now = instantText(clock.now());
      return { json: { now, mode: clock.mode(), ...(effect && { effect }) } };
    },
  },
  {
    id: "bucketPostings",
    method: "GET",
    path: "/buckets/{id}/postings",
    summary: "The latest postings of a bucket as double entry, with the balance after each.",
    query: [limitParameter, beforeParameter],
    success: jsonSuccess("The latest first.", bucketStorySchema),
    run: ({ core, postings }, { id, query }) => {
      const story = storyOf(core, postings, id, pageOf(query));
      return story ? { json: story } : { notFound: `bucket ${id}` };
    },
  },
  {
    id: "subscribers",
    method: "GET",
    path: "/subscribers",
    summary:
      "Subscribers with their buckets, by a part of a number, a name, an account or a bucket id.",
    query: [
      {
        ...limitParameter,
        description: "The maximum length of the list. Default 20.",
        range: [1, 100],
      },
      { name: "search", description: "The text to find. Default: every subscriber." },
    ],
    success: jsonSuccess("Exact matches first.", subscriberSearchSchema),
    run: ({ core }, { query }) => ({
      json: findSubscribers(
        core,
        textParameter(query, "search") ?? "",
        numberOf(query, "limit", 20),
      ),
    }),
  },
  {
    id: "tenants",
    method: "GET",
    path: "/tenants",
    summary: "The tenants of a shared server. Empty for a server of one mock.",
    success: jsonSuccess(
      "Every tenant; the last used tenant is at the end.",
      listSchema(tenantSchema),
    ),
    // A server with tenants adds its list to this response.
    run: () => ({ json: [] }),
  },
];

function upcomingOf({ core, scheduledDeliveries }: ControlledMock, limit: number) {
  return listUpcoming(core, scheduledDeliveries(), limit);
}
