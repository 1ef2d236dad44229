import { actionNames, usageTypeValues } from "@tmf654/contract";
import { booleanSchema, filledText, listSchema, recordSchema, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";

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
const number: Schema = { type: "number" };
const usageTypeSchema: Schema = { enum: usageTypeValues };

const bucket = recordSchema({
  key: filledText,
  usageType: usageTypeSchema,
  name: text,
  amount: number,
  units: filledText,
  "description?": text,
  "product?": recordSchema({ id: filledText, "name?": filledText }),
  "starts?": signedDuration,
  "ends?": signedDuration,
  "firstUse?": duration,
  "priority?": number,
  "transferable?": booleanSchema,
  "suspended?": booleanSchema,
  "sharedWith?": listSchema(filledText),
});
const subscriberSchema = recordSchema({
  key: filledText,
  name: text,
  msisdn: filledText,
  "account?": filledText,
  "product?": filledText,
  "productName?": text,
  buckets: listSchema(bucket),
});
/** The schema of a voucher. */
export const seedVoucherSchema = recordSchema({
  code: filledText,
  amount: { type: "number", minimum: 0 },
  units: filledText,
  usageType: usageTypeSchema,
  "used?": booleanSchema,
  "expires?": signedDuration,
  "grants?": duration,
});
const actionSchema = recordSchema({
  at: signedDuration,
  resource: { enum: actionNames },
  body: { type: "object" },
  "patch?": { type: "object" },
});

/** The JSON schema of a scenario. */
export const scenarioSchema: Schema = recordSchema({
  "$schema?": text,
  name: filledText,
  "description?": text,
  "subscribers?": listSchema(subscriberSchema),
  "vouchers?": listSchema(seedVoucherSchema),
  "actions?": listSchema(actionSchema),
});
