import {
  findUnit,
  minorUnitDigits,
  type StepsProblem,
  toSteps,
  type UnitOptions,
} from "@tmf654/quantity";
import { type Rule, rule } from "./rule.ts";

/** The contract's `default: 1` is never applied, so half a quantity means nothing. */
const complete = (reads: "amount.amount" | "amount.units"): Rule =>
  rule({
    code: "quantityIncomplete",
    reads: [reads],
    within: "amount",
    message: "is missing",
    breaks: ([value]) => value === undefined,
  });

const hasAmount = /* @__PURE__ */ complete("amount.amount");
const hasUnits = /* @__PURE__ */ complete("amount.units");

/** Reservations, transfers and their updates move something. */
export const positiveAmount: Rule = /* @__PURE__ */ rule({
  code: "amountNotPositive",
  reads: ["amount.amount"],
  message: "must be greater than 0",
  breaks: ([amount]) => amount !== undefined && amount <= 0,
});

/** With a voucher, 0 means: whatever the voucher is worth. */
export const positiveAmountOrVoucher: Rule = /* @__PURE__ */ rule({
  code: "amountNotPositive",
  reads: ["amount.amount", "voucher"],
  message: "must be greater than 0 (0 only with a voucher)",
  breaks: ([amount, voucher]) =>
    amount !== undefined && (amount < 0 || (amount === 0 && voucher === undefined)),
});

/** An adjustment is signed: it credits or debits, but it does something. */
export const nonZeroAmount: Rule = /* @__PURE__ */ rule({
  code: "amountZero",
  reads: ["amount.amount"],
  message: "must not be 0",
  breaks: ([amount]) => amount === 0,
});

const why: Readonly<Record<StepsProblem, string>> = {
  notFinite: "is not finite",
  tooManyDigits: "has more than 15 digits",
  notWholeSteps: "splits the smallest step of the unit",
  tooLarge: "is too large to be counted exactly",
};

const inexact = (amount: number | undefined, units: string | undefined, options?: UnitOptions) => {
  const unit = findUnit(units ?? "", options);
  if (amount === undefined || unit === undefined) return false;
  const steps = toSteps(amount, unit);
  return !steps.ok && { problem: steps.problem, why: why[steps.problem] };
};

/** A balance is counted in whole steps: bytes, seconds, millionths. `dataBase` as in the ledger. */
export const exactAmount = (options?: UnitOptions): Rule =>
  rule({
    code: "amountInexact",
    reads: ["amount.amount", "amount.units"],
    message: "{why}",
    breaks: ([amount, units]) => inexact(amount, units, options),
  });

const exactCost: Rule = /* @__PURE__ */ rule({
  code: "amountInexact",
  reads: ["transferCost.value", "transferCost.unit"],
  message: "{why}",
  breaks: ([value, unit]) => inexact(value, unit),
});

const isMoney = (units: string): boolean =>
  findUnit(units)?.dimension.startsWith("money:") ?? false;

/** Money is in a currency of ISO 4217. */
const knownCurrency: Rule = /* @__PURE__ */ rule({
  code: "currencyUnknown",
  reads: ["amount.units", "usageType"],
  message: "must be an ISO 4217 currency code",
  breaks: ([units, usageType]) =>
    usageType === "monetary" && units !== undefined && !isMoney(units),
});

/** Prepaid ledgers keep fractions of a cent, so this is only worth a look. */
const wholeMinorUnits: Rule = /* @__PURE__ */ rule({
  code: "fractionOfMinorUnit",
  severity: "warning",
  reads: ["amount.amount", "amount.units", "usageType"],
  message: "has more than {digits} decimals",
  breaks: ([amount, units, usageType]) => {
    if (usageType !== "monetary" || amount === undefined) return false;
    const unit = findUnit(units ?? "");
    const digits = minorUnitDigits(unit?.symbol ?? "");
    if (unit === undefined || digits === undefined) return false;
    const steps = toSteps(amount, unit);
    return steps.ok && steps.steps % (unit.stepsPerUnit / 10 ** digits) !== 0 && { digits };
  },
});

const dimensions: Readonly<Record<string, string>> = { data: "data", voice: "time", sms: "count" };

/** Megabytes are not minutes. `other` may be counted in anything. */
const unitOfUsage: Rule = /* @__PURE__ */ rule({
  code: "unitMismatch",
  reads: ["amount.units", "usageType"],
  message: "is not a unit of {usageType}",
  breaks: ([units, usageType]) => {
    const dimension = dimensions[usageType ?? ""];
    if (units === undefined || dimension === undefined) return false;
    return findUnit(units)?.dimension !== dimension && { usageType };
  },
});

/** What holds for every `amount`, whatever its sign. */
export const amountRules: readonly Rule[] = [
  hasAmount,
  hasUnits,
  /* @__PURE__ */ exactAmount(),
  knownCurrency,
  unitOfUsage,
  wholeMinorUnits,
];

const costComplete = (reads: "transferCost.value" | "transferCost.unit"): Rule =>
  rule({
    code: "quantityIncomplete",
    reads: [reads],
    within: "transferCost",
    message: "is missing",
    breaks: ([value]) => value === undefined,
  });

const costHasValue = /* @__PURE__ */ costComplete("transferCost.value");
const costHasUnit = /* @__PURE__ */ costComplete("transferCost.unit");

const costNotNegative: Rule = /* @__PURE__ */ rule({
  code: "costNegative",
  reads: ["transferCost.value"],
  message: "must not be negative",
  breaks: ([value]) => value !== undefined && value < 0,
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
  costHasValue,
  costHasUnit,
  costNotNegative,
  costUnitKnown,
  exactCost,
];
