import { usageTypeValues } from "@tmf654/contract";
import { actionKinds, defaultPolicy } from "@tmf654/ledger";
import { count, filledText, flag, list, record, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";

const number: Schema = { type: "number" };
const amount: Schema = { type: "number", minimum: 0 };
const positive: Schema = { type: "integer", minimum: 1 };
const names = list(filledText);
const scopes = list({ enum: ["read", "write"] });
const byName = (additionalProperties: Schema): Schema => ({ type: "object", additionalProperties });
const tokens = byName(record({ scopes, "expired?": flag }));
const oauth: Schema = {
  anyOf: [
    record({ issuer: filledText, audience: filledText, "jwksUri?": filledText }),
    record({
      "clients?": byName(record({ secret: filledText, "scopes?": scopes })),
      "audience?": filledText,
      "tokenSeconds?": positive,
    }),
  ],
};
const usageType: Schema = { enum: usageTypeValues };
const quantity = record({ amount, units: text });
const optional = (names: readonly string[], of: Schema): Schema =>
  record(Object.fromEntries(names.map((name) => [`${name}?`, of])));
const byUsageType = (of: Schema): Schema => optional(usageTypeValues, of);
const limits = byUsageType(optional(["minimum", "maximum"], quantity));
const transferLimits = byUsageType(optional(["minimum", "maximum", "perDay"], quantity));
const period = optional(["months", "days", "hours"], count);
/** A rule for top-ups of at least an amount. */
const amountRule = (more: Readonly<Record<string, Schema>>): Schema =>
  record({ usageType, atLeast: quantity, ...more });
const deductionRules = list(
  amountRule({ "percent?": { type: "number", minimum: 0, maximum: 100 }, "fixed?": quantity }),
);
const special: Readonly<Record<string, Schema>> = {
  dataBase: { enum: [1024, 1000] },
  refusals: { enum: ["task", "reject"] },
  unknownBucket: { enum: ["refuse", "create"] },
  onExpiry: { enum: ["freeze", "forfeit"] },
  voucherAmount: { enum: ["match", "ignore"] },
  topupSuspended: { enum: ["refuse", "accept", "lift"] },
  endOfValidity: { enum: ["instant", "midnight"] },
  lifecycle: record({ graceDays: count, barredDays: count }),
  signals: list({ enum: ["completed", "lowBalance", "expiringSoon"] }),
  expiringSoonMs: count,
  references: { enum: ["check", "record"] },
  missingUnits: { enum: ["refuse", "bucket"] },
  holdingTimeMs: count,
  slowPaymentMs: count,
  delayMs: optional(actionKinds, count),
  ceilings: byUsageType(quantity),
  limits: record({
    "topup?": limits,
    "adjust?": limits,
    "reserve?": limits,
    "transfer?": transferLimits,
  }),
  topupValidity: list(amountRule({ period })),
  tariffs: list(record({ usageType, cost: record({ value: amount, unit: text }) })),
  topupBonuses: list(amountRule({ bonus: quantity, "to?": usageType, "period?": period })),
  topupFees: deductionRules,
  topupTaxes: deductionRules,
  emergencyCredit: byUsageType(record({ amount: quantity, "fee?": quantity, "below?": quantity })),
  overdraft: byUsageType(quantity),
  conversions: list(record({ from: usageType, to: usageType, amount: quantity, worth: quantity })),
  lowBalance: byUsageType(quantity),
  defaultUnits: byUsageType(text),
  // The existing time zones: from 12 hours before UTC to 14 after it.
  utcOffsetMinutes: { type: "integer", minimum: -720, maximum: 840 },
  voucherLockout: record({ misses: positive, lockMs: count }),
};

/** The members of the ledger's policy. The type makes each of them mandatory here. */
const ledger: Schema = record(
  Object.fromEntries(
    Object.entries(defaultPolicy).map(([name, value]): [string, Schema] => [
      `${name}?`,
      special[name] ?? (typeof value === "number" ? number : text),
    ]),
  ),
);

/** The schema of a profile file. Only `name` is mandatory. */
export const profileSchema: Schema = record({
  "$schema?": text,
  name: filledText,
  "extends?": { enum: ["reference", "certified", "ctk"] },
  "operations?": names,
  "extraOperations?": list({ enum: ["createBucket", "deleteBucket"] }),
  "strict?": record({
    "unknownAttributes?": flag,
    "required?": flag,
    "optional?": names,
    "arrays?": flag,
  }),
  "additions?": flag,
  "page?": record({ "defaultLimit?": positive, "maximumLimit?": positive }),
  "maximumBodyBytes?": positive,
  "auth?": { anyOf: [record({ tokens, "oauth?": oauth }), record({ oauth })] },
  "rateLimit?": record({ requests: positive, perSeconds: { type: "number", minimum: 0.001 } }),
  "idempotencyTtlMs?": count,
  "missingBucket?": { enum: ["refuse", "find"] },
  "ledger?": ledger,
  "events?": record({
    "allowHosts?": names,
    "retryDelaysMs?": list(count),
    "jitter?": { type: "number", minimum: 0, maximum: 1 },
    "timeoutMs?": positive,
    "secret?": filledText,
  }),
});
