import { faultRuleSchema } from "../faults/rule-issues.ts";
import { profileSchema } from "../profile/schema.ts";
import type { Schema } from "../schema/check.ts";
import { operationIds } from "../schema/operation-names.ts";
import { instant } from "../snapshot/schema.ts";

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };

/** An array of these. */
export function listOf(items: Schema): Schema {
  return { type: "array", items };
}

/** An object with these members and no others; those named in `optional` may be missing. */
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

/** The body of every refusal. */
export const errorSchema: Schema = {
  ...objectOf(
    {
      code: text,
      reason: text,
      message: { type: "string", description: "What was wrong and how to mend it." },
      status: text,
      errors: listOf(objectOf({ path: text, code: text, message: text })),
    },
    ["errors"],
  ),
  description: "The body of every refusal; `errors` names the places.",
};

/** That the mock answers. */
export const healthSchema = objectOf({ status: { enum: ["ok"] }, profile: text });

/** What the clock shows. */
export const clockSchema = objectOf({
  now: { type: "string", format: "date-time" },
  mode: { enum: ["real", "set"] },
});

/** A mock at a glance. */
export const stateSchema = objectOf({
  basePath: text,
  profile: text,
  clock: clockSchema,
  counts: objectOf({ buckets: count, actions: count, listeners: count, waitingEvents: count }),
  outsideAccounts: {
    type: "object",
    description: "Steps by dimension and account; with the buckets every dimension sums to 0.",
    additionalProperties: { type: "object", additionalProperties: { type: "number" } },
  },
});

/** A scenario in the catalogue. */
export const scenarioNameSchema = objectOf({ name: text, description: text });

const { extends: _, $schema: __, ...ownMembers } = profileSchema.properties ?? {};

/** A profile as it is in force: with what it extends merged in. */
export const profileInForce: Schema = {
  ...profileSchema,
  required: ["name", "missingBucket", "ledger", "events"],
  properties: ownMembers,
};

/** A fault rule in force. */
export const activeFaultSchema: Schema = {
  ...faultRuleSchema,
  required: ["id", "applied", "fault"],
  properties: { id: text, applied: count, ...faultRuleSchema.properties },
};

/** A registration at the hub. */
export const listenerSchema = objectOf({ id: text, callback: text, query: text }, ["query"]);

/** Where a delivery may stand. */
export const deliveryStates = ["waiting", "sending", "delivered", "undelivered"] as const;

/** An event on its way to one subscriber. */
export const deliverySchema = objectOf({
  id: text,
  listenerId: text,
  callback: text,
  eventId: text,
  eventType: text,
  orderingKey: { type: "string", description: "Events of one bucket keep their order." },
  body: { type: "string", description: "The bytes of every try." },
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

const journalIssue = objectOf({
  path: text,
  code: text,
  message: text,
  in: { enum: ["request", "response"] },
});

/** One exchange of the API. */
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
      description: "By lower-case name, credentials masked.",
      additionalProperties: text,
    },
    requestBody: { description: "As parsed; absent when none was sent or could be read." },
    status: { type: "integer", description: "0 when the connection was dropped." },
    responseBody: text,
    issues: listOf(journalIssue),
  },
  ["operation", "requestBody", "responseBody"],
);

/** What an action on a bucket answers. */
export const bucketSchema: Schema = {
  type: "object",
  description: "The bucket as the API answers it.",
  required: ["id", "href"],
  properties: { id: text, href: text },
};
