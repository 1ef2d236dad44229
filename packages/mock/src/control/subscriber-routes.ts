import { usageTypeValues } from "@tmf654/contract";
import type { Usage } from "../engine/subscriber-actions.ts";
import type { SeedVoucher } from "../scenarios/scenario.ts";
import { listSchema } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { voucherSchema } from "../snapshot/schema.ts";
import { type ControlRoute, jsonSuccess, noContentResult, noContentSuccess } from "./route.ts";
import { bucketSchema } from "./schemas.ts";

const amount: Schema = {
  type: "object",
  required: ["amount", "units"],
  properties: { amount: { type: "number" }, units: { type: "string", minLength: 1 } },
  additionalProperties: false,
};
const usageSchema: Schema = {
  ...amount,
  properties: {
    ...amount.properties,
    usageType: { enum: usageTypeValues },
    description: { type: "string" },
  },
};
const newVoucherSchema: Schema = {
  type: "object",
  required: ["code", "amount", "units", "usageType"],
  additionalProperties: false,
  properties: {
    code: { type: "string", minLength: 1 },
    amount: { type: "number", minimum: 0 },
    units: { type: "string", minLength: 1 },
    usageType: { enum: usageTypeValues },
    used: { type: "boolean" },
    expires: { type: "string", description: "Signed ISO 8601 duration from now: P30D, -P1D." },
    grants: { type: "string", description: "ISO 8601 period of validity for the bucket." },
  },
};

/** Routes for subscribers and vouchers. */
export const subscriberRoutes: readonly ControlRoute[] = [
  {
    id: "spend",
    method: "POST",
    path: "/buckets/{id}/spend",
    summary: "Spends value of a bucket, as a call or a download does.",
    isRefusable: true,
    success: jsonSuccess("The bucket afterwards.", bucketSchema),
    body: amount,
    run: ({ subscribers }, { id, body }) => ({
      json: subscribers.spend(id, body as { amount: number; units: string }),
    }),
  },
  {
    id: "spendAcross",
    method: "POST",
    path: "/subscribers/{id}/spend",
    summary: "Spends value of a subscriber's buckets, in the order of priority and expiry.",
    isRefusable: true,
    success: jsonSuccess("The subscriber's buckets afterwards.", listSchema(bucketSchema)),
    body: usageSchema,
    run: ({ subscribers }, { id, body }) => ({
      json: subscribers.spendAcross(id, body as Usage),
    }),
  },
  {
    id: "reverseTopup",
    method: "POST",
    path: "/topups/{id}/reverse",
    summary: "Reverses a top-up once, completely or in part.",
    isRefusable: true,
    success: jsonSuccess("The adjustment, with a reference to the top-up.", { type: "object" }),
    body: {
      type: "object",
      properties: { amount: { type: "number" }, reason: { type: "string" } },
      additionalProperties: false,
    },
    isBodyOptional: true,
    run: ({ subscribers }, { id, body }) => ({
      json: subscribers.reverseTopup(id, (body ?? {}) as { amount?: number; reason?: string }),
    }),
  },
  {
    id: "suspend",
    method: "POST",
    path: "/buckets/{id}/suspend",
    summary: "Suspends a bucket.",
    isRefusable: true,
    success: jsonSuccess("The bucket afterwards.", bucketSchema),
    run: ({ subscribers }, { id }) => ({ json: subscribers.suspend(id) }),
  },
  {
    id: "resume",
    method: "POST",
    path: "/buckets/{id}/resume",
    summary: "Ends a bucket's suspension.",
    isRefusable: true,
    success: jsonSuccess("The bucket afterwards.", bucketSchema),
    run: ({ subscribers }, { id }) => ({ json: subscribers.resume(id) }),
  },
  {
    id: "expire",
    method: "POST",
    path: "/buckets/{id}/expire",
    summary: "Ends a bucket's validity now.",
    isRefusable: true,
    success: jsonSuccess("The bucket afterwards.", bucketSchema),
    run: ({ subscribers }, { id }) => ({ json: subscribers.expire(id) }),
  },
  {
    id: "vouchers",
    method: "GET",
    path: "/vouchers",
    summary: "All vouchers, including used ones.",
    success: jsonSuccess("Every voucher.", listSchema(voucherSchema)),
    run: ({ subscribers }) => ({ json: subscribers.vouchers() }),
  },
  {
    id: "addVoucher",
    method: "POST",
    path: "/vouchers",
    summary: "Adds a voucher, or replaces the voucher with the same code.",
    success: noContentSuccess,
    body: newVoucherSchema,
    run: ({ subscribers }, { body }) => {
      subscribers.addVoucher(body as SeedVoucher);
      return noContentResult;
    },
  },
];
