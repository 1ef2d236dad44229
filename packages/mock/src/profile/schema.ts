import { defaultPolicy } from "@tmf654/ledger";
import type { Schema } from "../json-schema.ts";

const duration: Schema = { type: "integer", minimum: 0 };
const names: Schema = { type: "array", items: { type: "string", minLength: 1 } };
const quantity: Schema = {
  type: "object",
  required: ["amount", "units"],
  properties: { amount: { type: "number" }, units: { type: "string" } },
  additionalProperties: false,
};
const limits: Schema = {
  type: "object",
  additionalProperties: {
    type: "object",
    properties: { minimum: quantity, maximum: quantity, perDay: quantity },
    additionalProperties: false,
  },
};
const special: Readonly<Record<string, Schema>> = {
  dataBase: { enum: [1024, 1000] },
  refusals: { enum: ["task", "reject"] },
  unknownBucket: { enum: ["refuse", "create"] },
  onExpiry: { enum: ["freeze", "forfeit"] },
  voucherAmount: { enum: ["match", "ignore"] },
  topupSuspended: { enum: ["refuse", "accept"] },
  missingUnits: { enum: ["refuse", "bucket"] },
  holdingTimeMs: duration,
  slowPaymentMs: duration,
  delayMs: { type: "object", additionalProperties: duration },
  ceilings: { type: "object", additionalProperties: quantity },
  limits: { type: "object", additionalProperties: limits },
  topupValidity: { type: "array", items: { type: "object" } },
  tariffs: { type: "array", items: { type: "object" } },
  defaultUnits: { type: "object", additionalProperties: { type: "string" } },
  voucherLockout: {
    type: "object",
    required: ["misses", "lockMs"],
    properties: { misses: { type: "integer", minimum: 1 }, lockMs: duration },
    additionalProperties: false,
  },
};

/** The ledger's own list of members, so that one added there is known here. */
const ledger: Schema = {
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(defaultPolicy).map(([name, value]): [string, Schema] => [
      name,
      special[name] ?? { type: typeof value === "number" ? "number" : "string" },
    ]),
  ),
};

/** What a profile's file may say; every member may be left out, but `name`. */
export const profileSchema: Schema = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    name: { type: "string", minLength: 1 },
    extends: { enum: ["reference", "certified", "ctk"] },
    operations: names,
    extraOperations: { type: "array", items: { enum: ["createBucket", "deleteBucket"] } },
    strict: {
      type: "object",
      additionalProperties: false,
      properties: {
        unknownAttributes: { type: "boolean" },
        required: { type: "boolean" },
        arrays: { type: "boolean" },
      },
    },
    page: {
      type: "object",
      additionalProperties: false,
      properties: {
        defaultLimit: { type: "integer", minimum: 1 },
        maximumLimit: { type: "integer", minimum: 1 },
      },
    },
    maximumBodyBytes: { type: "integer", minimum: 1 },
    auth: {
      type: "object",
      required: ["tokens"],
      additionalProperties: false,
      properties: {
        tokens: {
          type: "object",
          additionalProperties: {
            type: "object",
            required: ["scopes"],
            properties: { scopes: names, expired: { type: "boolean" } },
            additionalProperties: false,
          },
        },
      },
    },
    rateLimit: {
      type: "object",
      required: ["requests", "perSeconds"],
      additionalProperties: false,
      properties: {
        requests: { type: "integer", minimum: 1 },
        perSeconds: { type: "number", minimum: 0.001 },
      },
    },
    idempotencyTtlMs: duration,
    missingBucket: { enum: ["refuse", "find"] },
    ledger,
    events: {
      type: "object",
      additionalProperties: false,
      properties: {
        allowHosts: names,
        retryDelaysMs: { type: "array", items: duration },
        jitter: { type: "number", minimum: 0, maximum: 1 },
        timeoutMs: { type: "integer", minimum: 1 },
        secret: { type: "string", minLength: 1 },
      },
    },
  },
};
