import { usageTypeValues } from "@tmf654/contract";
import { actionKinds, outsideAccounts, refusals, transitions } from "@tmf654/ledger";
import { latestInstant } from "../clock/duration.ts";
import type { Listener } from "../events/outbox.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import {
  booleanSchema,
  count,
  listSchema,
  recordSchema,
  text,
  tupleSchema,
} from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import type { StoreState } from "../store/store.ts";

/**
 * The state of a mock as plain JSON. Fault rules, the journal and deliveries are not part of the
 * snapshot. It does include the credentials of requests with an Idempotency-Key.
 */
export interface Snapshot {
  readonly version: 1;
  /**
   * The instant of the clock, in epoch milliseconds. A restored real clock continues from this
   * instant.
   */
  readonly at: number;
  readonly clock: "real" | "set";
  /** The states of the random generators for actions, events and faults. */
  readonly random: readonly [number, number, number?];
  readonly store: StoreState;
  readonly outsideAccounts: readonly (readonly [string, number])[];
  readonly listeners: readonly Listener[];
  /** The requests with an Idempotency-Key and their responses. */
  readonly keys?: readonly IdempotencyRecord[];
}

/** The start of the year 1, the first that a date-time can have. */
const firstMs = -62_135_596_800_000;
/** The longest validity that a voucher grants: a thousand years. */
const maxMonths = 12_000;
const integerSchema: Schema = { type: "integer" };
/** The schema of an instant. */
export const instant: Schema = {
  type: "number",
  description: "Epoch milliseconds.",
  minimum: firstMs,
  maximum: latestInstant,
};
const usageType: Schema = { enum: usageTypeValues };
const body: Schema = { type: "object" };

/**
 * The schema of a quantity as it was sent. It may have extensions and, with a lenient profile, lack
 * members.
 */
const quantity: Schema = {
  type: "object",
  properties: { amount: { type: "number" }, units: text },
};
const cost: Schema = { type: "object", properties: { value: { type: "number" }, unit: text } };
const period = recordSchema({
  "months?": { ...count, maximum: maxMonths },
  "days?": { ...count, maximum: maxMonths * 31 },
  "hours?": { type: "number", minimum: 0, maximum: 24 },
});
const bucket = recordSchema({
  id: text,
  usageType,
  dimension: text,
  units: text,
  remaining: integerSchema,
  reserved: count,
  suspended: booleanSchema,
  "startsAt?": instant,
  "endsAt?": instant,
  confirmedAt: instant,
  "priority?": { type: "number" },
  "transferable?": booleanSchema,
  "owed?": count,
  "warnedFor?": instant,
  "overdraft?": count,
  "firstUse?": period,
  "autoTopups?": listSchema(text),
  details: body,
});
const refusalSchema = recordSchema({
  code: { enum: refusals.map(({ code }) => code) },
  http: { enum: [400, 404, 409] },
  "side?": { enum: ["receiver"] },
  "path?": text,
  "detail?": body,
  "duplicateOf?": text,
});
const actionSchema = recordSchema({
  kind: { enum: actionKinds },
  id: text,
  status: { enum: Object.keys(transitions) },
  bucketId: text,
  usageType,
  // With an unknown unit, `steps` is the amount itself.
  steps: { type: "number" },
  amount: quantity,
  requestedAt: instant,
  "confirmedAt?": instant,
  "dueAt?": instant,
  details: body,
  "refusal?": refusalSchema,
  "deleted?": booleanSchema,
  "reservedAmount?": quantity,
  "releasedAmount?": quantity,
  "creditedAmount?": quantity,
  "bonus?": text,
  "reversedBy?": text,
  "source?": { enum: outsideAccounts },
  "transferCost?": cost,
  "others?": listSchema(
    recordSchema({
      id: text,
      "partyAccount?": body,
      "logicalResource?": listSchema(body),
      "product?": listSchema(body),
      "relatedParty?": listSchema(body),
    }),
  ),
  "auto?": recordSchema({ anchorAt: instant, sinceAnchor: count, executed: count, "open?": text }),
  "parent?": recordSchema({ id: text, index: { type: "integer", minimum: 1 } }),
});
/** The schema of a voucher. */
export const voucherSchema = recordSchema({
  code: text,
  amount: quantity,
  "usageType?": { enum: usageTypeValues },
  state: { enum: ["active", "used"] },
  "expiresAt?": instant,
  "grants?": period,
  "usedBy?": text,
});
const lockSchema = recordSchema({ misses: count, "lockedUntil?": instant });

/** The state of a random generator: a 32-bit number. */
const randomState: Schema = { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

/** The schema of the response to a repeated request. */
const response: Schema = {
  type: "object",
  required: ["status", "headers"],
  properties: {
    status: { type: "integer", minimum: 200, maximum: 599 },
    headers: { type: "object", additionalProperties: text },
    body: text,
  },
};

/** The JSON schema of a snapshot. `snapshotIssues` checks the relations between its parts. */
export const snapshotSchema: Schema = recordSchema({
  version: { enum: [1] },
  at: instant,
  clock: { enum: ["real", "set"] },
  // Older snapshots have no state for faults.
  random: { ...tupleSchema(randomState, randomState, randomState), minItems: 2 },
  store: recordSchema({
    buckets: listSchema(bucket),
    actions: listSchema(actionSchema),
    vouchers: listSchema(voucherSchema),
    voucherLocks: listSchema(tupleSchema(text, lockSchema)),
    paymentUses: listSchema(tupleSchema(text, text)),
    transferDays: listSchema(tupleSchema(text, integerSchema, count)),
  }),
  // A total may be greater than a safe integer.
  outsideAccounts: listSchema(tupleSchema(text, { type: "number" })),
  listeners: listSchema(recordSchema({ id: text, callback: text, "query?": text })),
  "keys?": listSchema(recordSchema({ scope: text, body: text, at: instant, response })),
});
