import { actionNames } from "@tmf654/contract";
import { outsideAccounts } from "@tmf654/ledger";
import { dueEffects } from "../engine/upcoming.ts";
import { booleanSchema, listSchema, recordSchema, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { knownOperationIds } from "../schema/operation-names.ts";
import { bucketSchema, clockSchema, journalEntryMembers } from "./schemas.ts";

const quantitySchema: Schema = recordSchema({ amount: { type: "number" }, units: text });
const dateTimeSchema: Schema = { type: "string", format: "date-time" };
const numberSchema: Schema = { type: "integer", minimum: 1 };

const effectMembers: Readonly<Record<string, Schema>> = {
  changes: {
    ...listSchema(
      recordSchema({
        bucketId: text,
        spendable: quantitySchema,
        reserved: quantitySchema,
        remaining: { ...quantitySchema, description: "The spendable amount afterwards." },
      }),
    ),
    description: "The balances that the request changed, as far as the mock keeps them.",
  },
  "refusal?": {
    ...recordSchema({ code: text, message: text }),
    description: "The reason when the ledger refused the action and recorded it as failed.",
  },
  "message?": { type: "string", description: "The message of an error response." },
};

/** A request without its headers and bodies. */
export const requestSummarySchema: Schema = recordSchema({
  number: numberSchema,
  time: dateTimeSchema,
  "operation?": { enum: knownOperationIds },
  method: text,
  path: { type: "string", description: "The path below the base path, with the query." },
  status: { type: "integer", description: "0 when the connection was dropped." },
  "durationMs?": { type: "number" },
  ...effectMembers,
});

const next: Schema = {
  type: "integer",
  description: "The value of `before` that continues the list. Absent at its end.",
};

/** A page of requests. */
export const requestPageSchema = recordSchema({
  requests: listSchema(requestSummarySchema),
  "next?": next,
});

/** A request with everything that the journal keeps. */
export const requestDetailSchema = recordSchema({ ...journalEntryMembers, ...effectMembers });

/** A due effect. */
export const dueEffectSchema: Schema = recordSchema({
  time: dateTimeSchema,
  effect: {
    enum: Object.keys(dueEffects),
    description: Object.entries(dueEffects)
      .map(([name, description]) => `\`${name}\`: ${description}`)
      .join(" "),
  },
  "bucketId?": text,
  "action?": recordSchema({ id: text, resource: { enum: actionNames } }),
  "delivery?": recordSchema({ id: text, eventType: text, callback: text }),
});

/** The next due effects. */
export const upcomingSchema = recordSchema({
  effects: listSchema(dueEffectSchema),
  hasMore: booleanSchema,
});

/** The clock after a move to the next due effect. */
export const nextClockSchema: Schema = {
  ...clockSchema,
  properties: { ...clockSchema.properties, effect: dueEffectSchema },
};

const accountSchema: Schema = {
  anyOf: [
    { enum: outsideAccounts },
    recordSchema({ bucketId: text, part: { enum: ["spendable", "held"] } }),
  ],
  description: "An account outside the buckets, or a part of a bucket.",
};

/** A posting of a bucket. */
export const bucketPostingSchema: Schema = recordSchema({
  sequence: numberSchema,
  time: dateTimeSchema,
  from: accountSchema,
  to: accountSchema,
  amount: quantitySchema,
  spendable: { ...quantitySchema, description: "The spendable amount of the bucket afterwards." },
  held: { ...quantitySchema, description: "The reserved amount of the bucket afterwards." },
  command: { type: "string", description: "The type of the command, such as `topup` or `use`." },
  "action?": recordSchema({ id: text, "resource?": { enum: actionNames } }),
  "request?": { type: "integer", description: "The number of the request in the journal." },
});

/** The postings of a bucket. */
export const bucketStorySchema = recordSchema({
  postings: listSchema(bucketPostingSchema),
  "next?": next,
});

/** A subscriber with buckets. */
export const subscriberSchema: Schema = recordSchema({
  id: {
    type: "string",
    description: "The number, or else the id of the account, or else the id of the bucket.",
  },
  "name?": text,
  "msisdn?": text,
  "account?": text,
  buckets: listSchema(bucketSchema),
});

/** The result of a search. */
export const subscriberSearchSchema = recordSchema({
  subscribers: listSchema(subscriberSchema),
  "message?": {
    type: "string",
    description:
      "Names what is missing in the list, and how to find it. Absent if the list is complete.",
  },
});

/** A tenant of a server. */
export const tenantSchema = recordSchema({
  name: text,
  prefix: {
    type: "string",
    description: "The start of its paths, such as `/t/run-7`. Empty for a tenant named by header.",
  },
  isChanged: booleanSchema,
});
