import { actionNames, usageTypeValues } from "@tmf654/contract";
import type { Schema } from "../schema/check.ts";

const text: Schema = { type: "string", minLength: 1 };
const DURATION =
  "P(?=\\d|T\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$";
const duration: Schema = {
  type: "string",
  pattern: `^${DURATION}`,
  description: "an ISO 8601 duration such as P30D",
};
const signedDuration: Schema = {
  type: "string",
  pattern: `^-?${DURATION}`,
  description: "a signed ISO 8601 duration such as P10D (in ten days) or -PT2H (two hours ago)",
};
const usageType: Schema = { enum: usageTypeValues };

const bucket: Schema = {
  type: "object",
  required: ["key", "usageType", "name", "amount", "units"],
  additionalProperties: false,
  properties: {
    key: text,
    usageType,
    name: { type: "string" },
    amount: { type: "number" },
    units: text,
    description: { type: "string" },
    product: {
      type: "object",
      required: ["id"],
      properties: { id: text, name: text },
      additionalProperties: false,
    },
    starts: signedDuration,
    ends: signedDuration,
    firstUse: duration,
    priority: { type: "number" },
    transferable: { type: "boolean" },
    suspended: { type: "boolean" },
    sharedWith: { type: "array", items: text },
  },
};
const subscriber: Schema = {
  type: "object",
  required: ["key", "name", "msisdn", "buckets"],
  additionalProperties: false,
  properties: {
    key: text,
    name: { type: "string" },
    msisdn: text,
    account: text,
    product: text,
    productName: { type: "string" },
    buckets: { type: "array", items: bucket },
  },
};
const voucher: Schema = {
  type: "object",
  required: ["code", "amount", "units", "usageType"],
  additionalProperties: false,
  properties: {
    code: text,
    amount: { type: "number", minimum: 0 },
    units: text,
    usageType,
    used: { type: "boolean" },
    expires: signedDuration,
    grants: duration,
  },
};
const action: Schema = {
  type: "object",
  required: ["at", "resource", "body"],
  additionalProperties: false,
  properties: {
    at: signedDuration,
    resource: { enum: actionNames },
    body: { type: "object" },
    patch: { type: "object" },
  },
};

/** The JSON schema of a scenario. */
export const scenarioSchema: Schema = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    name: text,
    description: { type: "string" },
    subscribers: { type: "array", items: subscriber },
    vouchers: { type: "array", items: voucher },
    actions: { type: "array", items: action },
  },
};
