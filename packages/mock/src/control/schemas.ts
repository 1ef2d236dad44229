import { profileSchema } from "../profile/schema.ts";
import { count, listSchema, recordSchema, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { knownOperationIds } from "../schema/operation-names.ts";
import { instant } from "../snapshot/schema.ts";
import { describedFaultRule } from "./fault-schema.ts";
import { stepNames } from "./trace-schema.ts";

/** The body of every error response. */
export const errorSchema: Schema = {
  ...recordSchema({
    code: text,
    reason: text,
    message: { type: "string", description: "Describes the error and its remedy." },
    status: text,
    "errors?": listSchema(recordSchema({ path: text, code: text, message: text })),
  }),
  description: "The body of every error response; `errors` lists the issues.",
};

/** The state of a running mock. */
export const healthSchema = recordSchema({ status: { enum: ["ok"] }, profile: text });

/** The state of a mock that can store changes. */
export const readySchema = recordSchema({ status: { enum: ["ready"] } });

/** The instant and mode of the clock. */
export const clockSchema = recordSchema({
  now: { type: "string", format: "date-time" },
  mode: { enum: ["real", "set"] },
  "target?": {
    type: "string",
    format: "date-time",
    description:
      "The instant at which the move in progress ends. `now` is the instant reached so far.",
  },
});

/** A summary of a mock. */
export const stateSchema = recordSchema({
  basePath: text,
  profile: text,
  clock: clockSchema,
  counts: recordSchema({ buckets: count, actions: count, listeners: count, waitingEvents: count }),
  limitsReached: {
    type: "object",
    description: "The hits of each limit of the mock, by its name.",
    additionalProperties: count,
  },
  "storage?": {
    ...recordSchema({
      place: text,
      "failure?": text,
      "replica?": {
        ...recordSchema({
          count,
          position: count,
          lag: count,
          isSender: { type: "boolean" },
        }),
        description: "This process beside the others of the database.",
      },
    }),
    description: "Where the state is stored, and why the latest changes could not be stored.",
  },
  outsideAccounts: {
    type: "object",
    description:
      "Steps by dimension and account. In each dimension, these and the buckets add up to 0.",
    additionalProperties: { type: "object", additionalProperties: { type: "number" } },
  },
});

/** A scenario in the catalogue. */
export const scenarioNameSchema = recordSchema({ name: text, description: text });

const { extends: _, $schema: __, ...ownMembers } = profileSchema.properties ?? {};

/** The current profile, merged with the profile that it extends. */
export const currentProfileSchema: Schema = {
  ...profileSchema,
  required: ["name", "missingBucket", "ledger", "events"],
  properties: ownMembers,
};

/** An active fault rule. */
export const activeFaultSchema: Schema = {
  ...describedFaultRule,
  required: ["id", "applied", "fault"],
  properties: {
    id: text,
    applied: count,
    isDisabled: { type: "boolean", description: "True while the rule is switched off." },
    ...describedFaultRule.properties,
  },
};

/** A registration at the hub. */
export const listenerSchema = recordSchema({ id: text, callback: text, "query?": text });

/** The states of a delivery. */
export const deliveryStates = ["waiting", "sending", "delivered", "undelivered"] as const;

/** The delivery of one event to one subscriber. */
export const deliverySchema = recordSchema({
  id: text,
  listenerId: text,
  callback: text,
  eventId: text,
  eventType: text,
  orderingKey: {
    type: "string",
    description: "The id of the bucket. Deliveries with the same key keep their order.",
  },
  body: { type: "string", description: "The body, the same in every attempt." },
  state: { enum: deliveryStates },
  attempts: listSchema(recordSchema({ at: instant, "status?": count, "error?": text })),
});

/** An event posted to a listener path. */
export const receivedEventSchema = recordSchema({
  id: text,
  listener: { type: "string", description: "The last segment of the listener path." },
  at: instant,
  body: { type: "object" },
});

const warningMembers = { path: text, code: text, message: text };
const journalIssueSchema = recordSchema({
  ...warningMembers,
  in: { enum: ["request", "response"] },
});

const guardIssueSchema = recordSchema({
  in: { enum: ["request", "response"] },
  severity: { enum: ["error", "warning"] },
  path: listSchema(text),
  code: text,
  message: text,
});

/** The members of a request to the API and its response. */
export const journalEntryMembers: Readonly<Record<string, Schema>> = {
  number: { type: "integer", minimum: 1 },
  at: instant,
  time: { type: "string", format: "date-time" },
  "operation?": { enum: knownOperationIds },
  method: text,
  path: text,
  query: text,
  requestHeaders: {
    type: "object",
    description: "Headers by lower-case name. Credentials are masked.",
    additionalProperties: text,
  },
  "requestBody?": {
    description: "The parsed body. Absent if there was none or it was unreadable.",
  },
  status: { type: "integer", description: "0 when the connection was dropped." },
  "durationMs?": {
    type: "number",
    description: "Real milliseconds. Absent for a request that reached no operation.",
  },
  "responseBody?": text,
  decidedBy: {
    enum: stepNames,
    description: "The step that decided the response, as in the trace of the request.",
  },
  "guardIssues?": listSchema(guardIssueSchema),
  issues: listSchema(journalIssueSchema),
  warnings: listSchema(recordSchema(warningMembers)),
};

/** A request to the API and its response. */
export const journalEntrySchema: Schema = recordSchema(journalEntryMembers);

/** The response to an action on a bucket. */
export const bucketSchema: Schema = {
  type: "object",
  description: "The bucket as the API returns it.",
  required: ["id", "href"],
  properties: { id: text, href: text },
};
