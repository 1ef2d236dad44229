import { faultRuleSchema } from "../faults/rule-issues.ts";
import { profileSchema } from "../profile/schema.ts";
import type { Schema } from "../schema/check.ts";
import { operationIds } from "../schema/operation-names.ts";
import { instant } from "../snapshot/schema.ts";

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };

/** Creates the schema of an array of these elements. */
export function listOf(items: Schema): Schema {
  return { type: "array", items };
}

/**
 * Creates the schema of an object with exactly these members. Those in `optional` may be missing.
 */
export function objectOf(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  return {
    type: "object",
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
    additionalProperties: false,
  };
}

/** The body of every error response. */
export const errorSchema: Schema = {
  ...objectOf(
    {
      code: text,
      reason: text,
      message: { type: "string", description: "Describes the error and its remedy." },
      status: text,
      errors: listOf(objectOf({ path: text, code: text, message: text })),
    },
    ["errors"],
  ),
  description: "The body of every error response; `errors` lists the issues.",
};

/** The state of a running mock. */
export const healthSchema = objectOf({ status: { enum: ["ok"] }, profile: text });

/** The instant and mode of the clock. */
export const clockSchema = objectOf(
  {
    now: { type: "string", format: "date-time" },
    mode: { enum: ["real", "set"] },
    target: {
      type: "string",
      format: "date-time",
      description:
        "The instant at which the move in progress ends. `now` is the instant reached so far.",
    },
  },
  ["target"],
);

/** A summary of a mock. */
export const stateSchema = objectOf({
  basePath: text,
  profile: text,
  clock: clockSchema,
  counts: objectOf({ buckets: count, actions: count, listeners: count, waitingEvents: count }),
  limitsReached: {
    type: "object",
    description: "How often each limit of the mock was reached, by its name.",
    additionalProperties: count,
  },
  outsideAccounts: {
    type: "object",
    description:
      "Steps by dimension and account. Together with the buckets every dimension sums to 0.",
    additionalProperties: { type: "object", additionalProperties: { type: "number" } },
  },
});

/** A scenario in the catalogue. */
export const scenarioNameSchema = objectOf({ name: text, description: text });

const { extends: _, $schema: __, ...ownMembers } = profileSchema.properties ?? {};

/** The current profile, merged with the profile that it extends. */
export const currentProfileSchema: Schema = {
  ...profileSchema,
  required: ["name", "missingBucket", "ledger", "events"],
  properties: ownMembers,
};

/** An active fault rule. */
export const activeFaultSchema: Schema = {
  ...faultRuleSchema,
  required: ["id", "applied", "fault"],
  properties: { id: text, applied: count, ...faultRuleSchema.properties },
};

/** A registration at the hub. */
export const listenerSchema = objectOf({ id: text, callback: text, query: text }, ["query"]);

/** The states of a delivery. */
export const deliveryStates = ["waiting", "sending", "delivered", "undelivered"] as const;

/** The delivery of one event to one subscriber. */
export const deliverySchema = objectOf({
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
  attempts: listOf(objectOf({ at: instant, status: count, error: text }, ["status", "error"])),
});

/** An event posted to a listener path. */
export const receivedSchema = objectOf({
  id: text,
  listener: { type: "string", description: "The last segment of the listener path." },
  at: instant,
  body: { type: "object" },
});

const warning = { path: text, code: text, message: text };
const journalIssue = objectOf({
  ...warning,
  in: { enum: ["request", "response"] },
});

/** A request to the API and its response. */
export const journalEntrySchema: Schema = objectOf(
  {
    number: { type: "integer", minimum: 1 },
    at: instant,
    time: { type: "string", format: "date-time" },
    operation: { enum: operationIds },
    method: text,
    path: text,
    query: text,
    requestHeaders: {
      type: "object",
      description: "Headers by lower-case name. Credentials are masked.",
      additionalProperties: text,
    },
    requestBody: { description: "The parsed body. Absent if there was none or it was unreadable." },
    status: { type: "integer", description: "0 when the connection was dropped." },
    responseBody: text,
    issues: listOf(journalIssue),
    warnings: listOf(objectOf(warning)),
  },
  ["operation", "requestBody", "responseBody"],
);

/** The response to an action on a bucket. */
export const bucketSchema: Schema = {
  type: "object",
  description: "The bucket as the API returns it.",
  required: ["id", "href"],
  properties: { id: text, href: text },
};
