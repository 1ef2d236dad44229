import {
  findUnit,
  minorUnitDigits,
  type StepsErrorCode,
  type Unit,
  type UnitOptions,
} from "@tmf654/quantity";
import { exactness } from "./exactness.ts";
import { missing, type Rule, rule } from "./rule.ts";

/** Reservations, transfers and their updates move something. */
export const positiveAmount: Rule = /* @__PURE__ */ rule({
  code: "amountNotPositive",
  reads: ["amount.amount"],
  message: "must be greater than 0",
  breaks: ([amount = 1]) => amount <= 0,
});

/** With a voucher, 0 means: whatever the voucher is worth. */
export const positiveAmountOrVoucher: Rule = /* @__PURE__ */ rule({
  code: "amountNotPositive",
  reads: ["amount.amount", "voucher"],
  message: "must be greater than 0 (0 only with a voucher)",
  breaks: ([amount = 1, voucher]) => (voucher === undefined ? amount <= 0 : amount < 0),
});

/** An adjustment is signed: it credits or debits, but it does something. */
export const nonZeroAmount: Rule = /* @__PURE__ */ rule({
  code: "amountZero",
  reads: ["amount.amount"],
  message: "must not be 0",
  breaks: ([amount]) => amount === 0,
});

const why: Readonly<Record<StepsErrorCode, string>> = {
  notFinite: "is not finite",
  tooManyDigits: "has more than 15 digits",
  notWholeSteps: "splits the smallest step of the unit",
  tooLarge: "is too large to be counted exactly",
};

const exactIn = (
  reads:
    | readonly ["amount.amount", "amount.units"]
    | readonly ["transferCost.value", "transferCost.unit"],
  options?: UnitOptions,
): Rule =>
  rule({
    code: "amountInexact",
    reads,
    message: "{why}",
    breaks: ([amount, units = ""]) => {
      const unit = findUnit(units, options);
      if (amount === undefined || !unit) return false;
      const { problem } = exactness(amount, unit.stepsPerUnit);
      return problem !== undefined && { problem, why: why[problem] };
    },
  });

/** A balance is counted in whole steps: bytes, seconds, millionths. `dataBase` as in the ledger. */
export const exactAmount = (options?: UnitOptions): Rule =>
  exactIn(["amount.amount", "amount.units"], options);

/** What the dimensions of a usage type's units begin with; `other` may be counted in anything. */
const dimensions: Readonly<Record<string, string>> = {
  monetary: "money:",
  data: "data",
  voice: "time",
  sms: "count",
};

/** Whether a unit is given and is none of the usage type. Megabytes are not minutes. */
function isForeign(units: string | undefined, usageType = "other"): boolean {
  const dimension = dimensions[usageType];
  if (units === undefined || dimension === undefined) return false;
  return !findUnit(units)?.dimension.startsWith(dimension);
}

/** Money is in a currency of ISO 4217. */
const knownCurrency: Rule = /* @__PURE__ */ rule({
  code: "currencyUnknown",
  reads: ["amount.units", "usageType"],
  message: "must be an ISO 4217 currency code",
  breaks: ([units, usageType]) => usageType === "monetary" && isForeign(units, usageType),
});

const unitOfUsage: Rule = /* @__PURE__ */ rule({
  code: "unitMismatch",
  reads: ["amount.units", "usageType"],
  message: "is not a unit of {usageType}",
  breaks: ([units, usageType]) =>
    usageType !== "monetary" && isForeign(units, usageType) && { usageType },
});

/** Prepaid ledgers keep fractions of a cent, so this is only worth a look. */
const wholeMinorUnits: Rule = /* @__PURE__ */ rule({
  code: "fractionOfMinorUnit",
  severity: "warning",
  reads: ["amount.amount", "amount.units", "usageType"],
  message: "has more than {digits} decimals",
  breaks: ([amount = 0, units = "", usageType]) => {
    const unit: Partial<Unit> = findUnit(units) ?? {};
    const digits = minorUnitDigits(unit.symbol ?? "") ?? Infinity;
    if (usageType !== "monetary") return false;
    const { problem, decimals } = exactness(amount, unit.stepsPerUnit ?? 1);
    return problem === undefined && decimals > digits && { digits };
  },
});

/** What holds for every `amount`, whatever its sign. */
export const amountRules: readonly Rule[] = [
  /* @__PURE__ */ missing("quantityIncomplete", "amount.amount"),
  /* @__PURE__ */ missing("quantityIncomplete", "amount.units"),
  /* @__PURE__ */ exactAmount(),
  knownCurrency,
  unitOfUsage,
  wholeMinorUnits,
];

const costNotNegative: Rule = /* @__PURE__ */ rule({
  code: "costNegative",
  reads: ["transferCost.value"],
  message: "must not be negative",
  breaks: ([value = 0]) => value < 0,
});

/** A cost may be money or usage, so any known unit will do. */
const costUnitKnown: Rule = /* @__PURE__ */ rule({
  code: "unitUnknown",
  reads: ["transferCost.unit"],
  message: "is not a known unit",
  breaks: ([unit]) => unit !== undefined && findUnit(unit) === undefined,
});

/** What holds for the cost of a transfer. */
export const costRules: readonly Rule[] = [
  /* @__PURE__ */ missing("quantityIncomplete", "transferCost.value"),
  /* @__PURE__ */ missing("quantityIncomplete", "transferCost.unit"),
  costNotNegative,
  costUnitKnown,
  /* @__PURE__ */ exactIn(["transferCost.value", "transferCost.unit"]),
];
