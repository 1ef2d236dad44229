import { usageTypeValues } from "@tmf654/contract";
import { actionKinds, defaultPolicy } from "@tmf654/ledger";
import {
  booleanSchema,
  count,
  filledText,
  listSchema,
  recordSchema,
  text,
} from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";

const number: Schema = { type: "number" };
const amount: Schema = { type: "number", minimum: 0 };
const positiveInteger: Schema = { type: "integer", minimum: 1 };
const names = listSchema(filledText);
const scopes = listSchema({ enum: ["read", "write"] });
const mapSchema = (additionalProperties: Schema): Schema => ({
  type: "object",
  additionalProperties,
});
const tokens = mapSchema(recordSchema({ scopes, "expired?": booleanSchema }));
const url: Schema = {
  type: "string",
  pattern: String.raw`^https?://[^\s/?#]+\S*$`,
  description: "an absolute URL such as https://login.example.org",
};
const oauth: Schema = {
  anyOf: [
    recordSchema({ issuer: url, audience: filledText, "jwksUri?": url }),
    recordSchema({
      "clients?": mapSchema(recordSchema({ secret: filledText, "scopes?": scopes })),
      "audience?": filledText,
      "tokenSeconds?": positiveInteger,
    }),
  ],
};
const usageType: Schema = { enum: usageTypeValues };
const quantity = recordSchema({ amount, units: text });
const optionalMembers = (names: readonly string[], of: Schema): Schema =>
  recordSchema(Object.fromEntries(names.map((name) => [`${name}?`, of])));
const byUsageType = (of: Schema): Schema => optionalMembers(usageTypeValues, of);
const limits = byUsageType(optionalMembers(["minimum", "maximum"], quantity));
const transferLimits = byUsageType(optionalMembers(["minimum", "maximum", "perDay"], quantity));
const period = optionalMembers(["months", "days", "hours"], count);
/** A rule for top-ups of at least an amount. */
const amountRule = (extraMembers: Readonly<Record<string, Schema>>): Schema =>
  recordSchema({ usageType, atLeast: quantity, ...extraMembers });
const deductionRules = listSchema(
  amountRule({ "percent?": { type: "number", minimum: 0, maximum: 100 }, "fixed?": quantity }),
);
const specialMembers: Readonly<Record<string, Schema>> = {
  dataBase: { enum: [1024, 1000] },
  refusals: { enum: ["task", "reject"] },
  unknownBucket: { enum: ["refuse", "create"] },
  onExpiry: { enum: ["freeze", "forfeit"] },
  voucherAmount: { enum: ["match", "ignore"] },
  topupSuspended: { enum: ["refuse", "accept", "lift"] },
  endOfValidity: { enum: ["instant", "midnight"] },
  lifecycle: recordSchema({ graceDays: count, barredDays: count }),
  signals: listSchema({ enum: ["completed", "lowBalance", "expiringSoon"] }),
  expiringSoonMs: count,
  references: { enum: ["check", "record"] },
  missingUnits: { enum: ["refuse", "bucket"] },
  holdingTimeMs: count,
  slowPaymentMs: count,
  delayMs: optionalMembers(actionKinds, count),
  ceilings: byUsageType(quantity),
  limits: recordSchema({
    "topup?": limits,
    "adjust?": limits,
    "reserve?": limits,
    "transfer?": transferLimits,
  }),
  topupValidity: listSchema(amountRule({ period })),
  tariffs: listSchema(
    recordSchema({ usageType, cost: recordSchema({ value: amount, unit: text }) }),
  ),
  topupBonuses: listSchema(amountRule({ bonus: quantity, "to?": usageType, "period?": period })),
  topupFees: deductionRules,
  topupTaxes: deductionRules,
  emergencyCredit: byUsageType(
    recordSchema({ amount: quantity, "fee?": quantity, "below?": quantity }),
  ),
  overdraft: byUsageType(quantity),
  conversions: listSchema(
    recordSchema({ from: usageType, to: usageType, amount: quantity, worth: quantity }),
  ),
  lowBalance: byUsageType(quantity),
  defaultUnits: byUsageType(text),
  // The existing time zones: from 12 hours before UTC to 14 after it.
  utcOffsetMinutes: { type: "integer", minimum: -720, maximum: 840 },
  voucherLockout: recordSchema({ misses: positiveInteger, lockMs: count }),
};

/** The members of the ledger's policy. The type makes each of them mandatory here. */
const ledger: Schema = recordSchema(
  Object.fromEntries(
    Object.entries(defaultPolicy).map(([name, value]): [string, Schema] => [
      `${name}?`,
      specialMembers[name] ?? (typeof value === "number" ? number : text),
    ]),
  ),
);

/** The schema of a profile file. Only `name` is mandatory. */
export const profileSchema: Schema = recordSchema({
  "$schema?": text,
  name: filledText,
  "extends?": { enum: ["reference", "certified", "ctk"] },
  "operations?": names,
  "extraOperations?": listSchema({ enum: ["createBucket", "deleteBucket"] }),
  "strict?": recordSchema({
    "unknownAttributes?": booleanSchema,
    "required?": booleanSchema,
    "optional?": names,
    "arrays?": booleanSchema,
  }),
  "additions?": booleanSchema,
  "page?": recordSchema({ "defaultLimit?": positiveInteger, "maximumLimit?": positiveInteger }),
  "maximumBodyBytes?": positiveInteger,
  "auth?": { anyOf: [recordSchema({ tokens, "oauth?": oauth }), recordSchema({ oauth })] },
  "rateLimit?": recordSchema({
    requests: positiveInteger,
    perSeconds: { type: "number", minimum: 0.001 },
  }),
  "idempotencyTtlMs?": count,
  "missingBucket?": { enum: ["refuse", "find"] },
  "ledger?": ledger,
  "events?": recordSchema({
    "address?": { enum: ["callback", "listenerPath"] },
    "allowHosts?": names,
    "retryDelaysMs?": listSchema(count),
    "jitter?": { type: "number", minimum: 0, maximum: 1 },
    "timeoutMs?": positiveInteger,
    "secret?": filledText,
  }),
});
