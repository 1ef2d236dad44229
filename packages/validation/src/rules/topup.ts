import { defineRule, type ValidationRule } from "./rule.ts";

const needsPeriod: ValidationRule = /* @__PURE__ */ defineRule({
  code: "autoTopupWithoutPeriod",
  severity: "warning",
  reads: ["recurringPeriod", "isAutoTopup"],
  message: "is missing: the top-up runs when the balance is low",
  breaks: ([period, isAuto]) => period === undefined && isAuto === true,
});

const periodWithoutAutoTopup: ValidationRule = /* @__PURE__ */ defineRule({
  code: "periodWithoutAutoTopup",
  severity: "warning",
  reads: ["recurringPeriod", "isAutoTopup"],
  message: "is only for automatic top-ups",
  breaks: ([period, isAuto]) => period !== undefined && isAuto !== true,
});

const countNeedsAuto: ValidationRule = /* @__PURE__ */ defineRule({
  code: "periodWithoutAutoTopup",
  severity: "warning",
  reads: ["numberOfPeriods", "isAutoTopup"],
  message: "is only for automatic top-ups",
  breaks: ([count, isAuto]) => count !== undefined && isAuto !== true,
});

const atLeastOnePeriod: ValidationRule = /* @__PURE__ */ defineRule({
  code: "numberOfPeriodsTooSmall",
  reads: ["numberOfPeriods"],
  message: "must be 1 or more",
  breaks: ([count = 1]) => count < 1,
});

const noVoucherForAutoTopup: ValidationRule = /* @__PURE__ */ defineRule({
  code: "autoTopupWithVoucher",
  reads: ["voucher", "isAutoTopup"],
  message: "can be used only once, not for an automatic top-up",
  breaks: ([voucher, isAuto]) => voucher !== undefined && isAuto === true,
});

const defineVoucherTypeRule = (path: "paymentMethod.@referredType" | "paymentMethod.@type") =>
  defineRule({
    code: "autoTopupWithVoucher",
    reads: [path, "isAutoTopup"],
    at: "paymentMethod",
    message: "is a voucher, which can be used only once, not for an automatic top-up",
    breaks: ([type, isAuto]) => type === "Voucher" && isAuto === true,
  });

/** A payment method is a voucher by its `@referredType` or its `@type`. */
const noVoucherAsPayment: readonly ValidationRule[] = [
  /* @__PURE__ */ defineVoucherTypeRule("paymentMethod.@referredType"),
  /* @__PURE__ */ defineVoucherTypeRule("paymentMethod.@type"),
];

const noPaymentForAutoTopup: ValidationRule = /* @__PURE__ */ defineRule({
  code: "autoTopupWithPayment",
  reads: ["paymentMethod.@type", "isAutoTopup"],
  at: "paymentMethod",
  message: "can be used only once, not for an automatic top-up",
  breaks: ([type, isAuto]) => type === "PaymentTransaction" && isAuto === true,
});

const voucherOrPayment: ValidationRule = /* @__PURE__ */ defineRule({
  code: "voucherWithPayment",
  severity: "warning",
  reads: ["voucher", "paymentMethod.id", "paymentMethod.@type", "paymentMethod.@referredType"],
  message: "is combined with a payment method",
  // A payment method that is a voucher names the same voucher again.
  breaks: ([voucher, payment, ...types]) =>
    voucher !== undefined && payment !== undefined && !types.includes("Voucher"),
});

/**
 * Rules for updates. They do not depend on `isAutoTopup`, because only automatic top-ups have
 * periods.
 */
export const topupUpdateOnlyRules: readonly ValidationRule[] = /* @__PURE__ */ [
  atLeastOnePeriod,
  noVoucherForAutoTopup,
  noVoucherAsPayment,
  noPaymentForAutoTopup,
  voucherOrPayment,
].flat();

/** Rules for a new top-up, apart from its amount. */
export const validTopupRules: readonly ValidationRule[] = /* @__PURE__ */ [
  needsPeriod,
  periodWithoutAutoTopup,
  countNeedsAuto,
  topupUpdateOnlyRules,
].flat();
