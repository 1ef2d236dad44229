import { findUnit, minorUnitDigits, type StepsErrorCode, type UnitOptions } from "@tmf654/quantity";
import { checkExactness } from "./exactness.ts";
import { defineRule, requireMember, type ValidationRule } from "./rule.ts";

/** The rule about the amount of reservations, transfers and their updates. */
export const positiveAmount: ValidationRule = /* @__PURE__ */ defineRule({
  code: "amountNotPositive",
  reads: ["amount.amount"],
  message: "must be greater than 0",
  breaks: ([amount = 1]) => amount <= 0,
});

const zeroNeedsReason =
  "must be greater than 0 (0 only with a voucher, emergency credit or validFor.endDateTime)";

const zeroTypes: ReadonlySet<unknown> = /* @__PURE__ */ new Set(["Voucher", "EmergencyCredit"]);

/**
 * The rules about the amount of top-ups. With a voucher, 0 means the voucher's value, and with an
 * emergency credit all that the policy gives. With an end in `validFor`, 0 adds no value. There are
 * several rules, because a negative amount is invalid whatever the other members are.
 */
export const topupAmountRules: readonly ValidationRule[] = [
  /* @__PURE__ */ defineRule({
    code: "amountNotPositive",
    reads: ["amount.amount"],
    message: zeroNeedsReason,
    breaks: ([amount = 0]) => amount < 0,
  }),
  /* @__PURE__ */ defineRule({
    code: "amountNotPositive",
    reads: [
      "amount.amount",
      "voucher",
      "validFor.endDateTime",
      "paymentMethod.@referredType",
      "paymentMethod.@type",
    ],
    message: zeroNeedsReason,
    breaks: ([amount, voucher, end, ...types]) =>
      amount === 0 && (voucher ?? end) === undefined && !types.some((type) => zeroTypes.has(type)),
  }),
  /* @__PURE__ */ defineRule({
    code: "amountNotPositive",
    reads: ["amount.amount", "isAutoTopup"],
    message: "must be greater than 0 in an automatic top-up",
    breaks: ([amount, isAuto]) => amount === 0 && isAuto === true,
  }),
];

/** The rule about the amount of adjustments: a positive amount credits, a negative one debits. */
export const nonZeroAmount: ValidationRule = /* @__PURE__ */ defineRule({
  code: "amountZero",
  reads: ["amount.amount", "validFor.endDateTime"],
  message: "must not be 0",
  breaks: ([amount, end]) => amount === 0 && end === undefined,
});

const errorTexts: Readonly<Record<StepsErrorCode, string>> = {
  notFinite: "is not finite",
  tooManyDigits: "has more than 15 digits",
  notWholeSteps: "is not a whole number of the unit's smallest steps",
  tooLarge: "is too large to count exactly",
};

const defineExactRule = (
  reads:
    | readonly ["amount.amount", "amount.units"]
    | readonly ["transferCost.value", "transferCost.unit"],
  options?: UnitOptions,
): ValidationRule =>
  defineRule({
    code: "amountInexact",
    reads,
    message: "{why}",
    breaks: ([amount, units = ""]) => {
      const unit = findUnit(units, options);
      if (amount === undefined || !unit) return false;
      const { error } = checkExactness(amount, unit.stepsPerUnit);
      return error !== undefined && { problem: error, why: errorTexts[error] };
    },
  });

/** The rule that an amount is a whole number of steps. Pass the `dataBase` of your ledger. */
export const exactAmount = (options?: UnitOptions): ValidationRule =>
  defineExactRule(["amount.amount", "amount.units"], options);

/** The start of the dimension of each usage type's units. `other` accepts any dimension. */
const dimensions: Readonly<Record<string, string>> = {
  monetary: "money:",
  data: "data",
  voice: "time",
  sms: "count",
};

/** Whether the unit has another dimension than the usage type, such as `MB` for `voice`. */
function hasOtherDimension(units: string | undefined, usageType = "other"): boolean {
  const dimension = dimensions[usageType];
  if (units === undefined || dimension === undefined) return false;
  return !findUnit(units)?.dimension.startsWith(dimension);
}

/** The rule that money has a currency of ISO 4217 as its unit. */
const knownCurrency: ValidationRule = /* @__PURE__ */ defineRule({
  code: "currencyUnknown",
  reads: ["amount.units", "usageType"],
  message: "must be an ISO 4217 currency code",
  breaks: ([units, usageType]) => usageType === "monetary" && hasOtherDimension(units, usageType),
});

const unitMatchesUsageType: ValidationRule = /* @__PURE__ */ defineRule({
  code: "unitMismatch",
  reads: ["amount.units", "usageType"],
  message: "is not a unit of {usageType}",
  breaks: ([units, usageType]) =>
    usageType !== "monetary" && hasOtherDimension(units, usageType) && { usageType },
});

/** The rule only warns, because prepaid ledgers count fractions of a cent. */
const wholeMinorUnits: ValidationRule = /* @__PURE__ */ defineRule({
  code: "fractionOfMinorUnit",
  severity: "warning",
  reads: ["amount.amount", "amount.units", "usageType"],
  message: "has more than {digits} decimals",
  breaks: ([amount = 0, units = "", usageType]) => {
    const unit = findUnit(units);
    if (!unit || usageType !== "monetary") return false;
    const { error, decimals } = checkExactness(amount, unit.stepsPerUnit);
    const digits = minorUnitDigits(unit.symbol) ?? Infinity;
    return !error && decimals > digits && { digits };
  },
});

/**
 * The rule that money is a whole number of the currency's minor units, such as cents, as an error:
 * `withRules(topupBalanceCreateRequest, [minorUnitsOnly])`.
 */
export const minorUnitsOnly: ValidationRule = /* @__PURE__ */ Object.assign({}, wholeMinorUnits, {
  severity: "error",
} as const);

/** Rules for every `amount`, whatever its sign. */
export const validAmountRules: readonly ValidationRule[] = [
  /* @__PURE__ */ requireMember("quantityIncomplete", "amount.amount"),
  /* @__PURE__ */ requireMember("quantityIncomplete", "amount.units"),
  /* @__PURE__ */ exactAmount(),
  knownCurrency,
  unitMatchesUsageType,
  wholeMinorUnits,
];

const costNotNegative: ValidationRule = /* @__PURE__ */ defineRule({
  code: "costNegative",
  reads: ["transferCost.value"],
  message: "must not be negative",
  breaks: ([value = 0]) => value < 0,
});

/** A cost may be money or usage, so any known unit is valid. */
const costUnitKnown: ValidationRule = /* @__PURE__ */ defineRule({
  code: "unitUnknown",
  reads: ["transferCost.unit"],
  message: "is not a known unit",
  breaks: ([unit]) => unit !== undefined && !findUnit(unit),
});

/** Rules for the cost of a transfer. */
export const costRules: readonly ValidationRule[] = [
  /* @__PURE__ */ requireMember("quantityIncomplete", "transferCost.value"),
  /* @__PURE__ */ requireMember("quantityIncomplete", "transferCost.unit"),
  costNotNegative,
  costUnitKnown,
  /* @__PURE__ */ defineExactRule(["transferCost.value", "transferCost.unit"]),
];
