import { usageTypeValues } from "@tmf654/contract";
import { actionKinds, defaultPolicy } from "@tmf654/ledger";
import type { Schema } from "../schema/check.ts";

const duration: Schema = { type: "integer", minimum: 0 };
const names: Schema = { type: "array", items: { type: "string", minLength: 1 } };
const scopes: Schema = { type: "array", items: { enum: ["read", "write"] } };
const quantity: Schema = {
  type: "object",
  required: ["amount", "units"],
  properties: { amount: { type: "number", minimum: 0 }, units: { type: "string" } },
  additionalProperties: false,
};
const members = (names: readonly string[], of: Schema): Schema => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, of])),
  additionalProperties: false,
});
const byUsageType = (of: Schema): Schema => members(usageTypeValues, of);
const limits = byUsageType(members(["minimum", "maximum"], quantity));
const transferLimits = byUsageType(members(["minimum", "maximum", "perDay"], quantity));
const period = members(["months", "days", "hours"], duration);
const validityRule: Schema = {
  type: "object",
  required: ["usageType", "atLeast", "period"],
  properties: {
    usageType: { enum: usageTypeValues },
    atLeast: quantity,
    period,
  },
  additionalProperties: false,
};
const tariff: Schema = {
  type: "object",
  required: ["usageType", "cost"],
  properties: {
    usageType: { enum: usageTypeValues },
    cost: {
      type: "object",
      required: ["value", "unit"],
      properties: { value: { type: "number", minimum: 0 }, unit: { type: "string" } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
const conversion: Schema = {
  type: "object",
  required: ["from", "to", "amount", "worth"],
  properties: {
    from: { enum: usageTypeValues },
    to: { enum: usageTypeValues },
    amount: quantity,
    worth: quantity,
  },
  additionalProperties: false,
};
/** A rule for top-ups of at least an amount. */
const amountRule = (more: Readonly<Record<string, Schema>>, required: string[] = []): Schema => ({
  type: "object",
  required: ["usageType", "atLeast", ...required],
  properties: { usageType: { enum: usageTypeValues }, atLeast: quantity, ...more },
  additionalProperties: false,
});
const bonusRule = amountRule({ bonus: quantity, to: { enum: usageTypeValues }, period }, ["bonus"]);
const deductionRule = amountRule({
  percent: { type: "number", minimum: 0, maximum: 100 },
  fixed: quantity,
});
const special: Readonly<Record<string, Schema>> = {
  dataBase: { enum: [1024, 1000] },
  refusals: { enum: ["task", "reject"] },
  unknownBucket: { enum: ["refuse", "create"] },
  onExpiry: { enum: ["freeze", "forfeit"] },
  voucherAmount: { enum: ["match", "ignore"] },
  topupSuspended: { enum: ["refuse", "accept", "lift"] },
  endOfValidity: { enum: ["instant", "midnight"] },
  lifecycle: {
    type: "object",
    required: ["graceDays", "barredDays"],
    properties: { graceDays: duration, barredDays: duration },
    additionalProperties: false,
  },
  signals: { type: "array", items: { enum: ["completed", "lowBalance", "expiringSoon"] } },
  expiringSoonMs: duration,
  references: { enum: ["check", "record"] },
  missingUnits: { enum: ["refuse", "bucket"] },
  holdingTimeMs: duration,
  slowPaymentMs: duration,
  delayMs: members(actionKinds, duration),
  ceilings: byUsageType(quantity),
  limits: {
    type: "object",
    properties: { topup: limits, adjust: limits, reserve: limits, transfer: transferLimits },
    additionalProperties: false,
  },
  topupValidity: { type: "array", items: validityRule },
  tariffs: { type: "array", items: tariff },
  topupBonuses: { type: "array", items: bonusRule },
  topupFees: { type: "array", items: deductionRule },
  topupTaxes: { type: "array", items: deductionRule },
  emergencyCredit: byUsageType({
    type: "object",
    required: ["amount"],
    properties: { amount: quantity, fee: quantity, below: quantity },
    additionalProperties: false,
  }),
  overdraft: byUsageType(quantity),
  conversions: { type: "array", items: conversion },
  lowBalance: byUsageType(quantity),
  defaultUnits: byUsageType({ type: "string" }),
  // The existing time zones: from 12 hours before UTC to 14 after it.
  utcOffsetMinutes: { type: "integer", minimum: -720, maximum: 840 },
  voucherLockout: {
    type: "object",
    required: ["misses", "lockMs"],
    properties: { misses: { type: "integer", minimum: 1 }, lockMs: duration },
    additionalProperties: false,
  },
};

/** The members of the ledger's policy. The type makes each of them mandatory here. */
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

/** The schema of a profile file. Only `name` is mandatory. */
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
        optional: names,
        arrays: { type: "boolean" },
      },
    },
    additions: { type: "boolean" },
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
            properties: { scopes, expired: { type: "boolean" } },
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
