import { type Rule, rule } from "./rule.ts";

const needsPeriod: Rule = /* @__PURE__ */ rule({
  code: "autoTopupWithoutPeriod",
  reads: ["recurringPeriod", "isAutoTopup"],
  message: "is missing",
  breaks: ([period, isAuto]) => period === undefined && isAuto === true,
});

const periodNeedsAuto: Rule = /* @__PURE__ */ rule({
  code: "periodWithoutAutoTopup",
  reads: ["recurringPeriod", "isAutoTopup"],
  message: "is only for automatic top-ups",
  breaks: ([period, isAuto]) => period !== undefined && isAuto !== true,
});

const countNeedsAuto: Rule = /* @__PURE__ */ rule({
  code: "periodWithoutAutoTopup",
  reads: ["numberOfPeriods", "isAutoTopup"],
  message: "is only for automatic top-ups",
  breaks: ([count, isAuto]) => count !== undefined && isAuto !== true,
});

const atLeastOnePeriod: Rule = /* @__PURE__ */ rule({
  code: "numberOfPeriodsTooSmall",
  reads: ["numberOfPeriods"],
  message: "must be 1 or more",
  breaks: ([count = 1]) => count < 1,
});

const noVoucherTwice: Rule = /* @__PURE__ */ rule({
  code: "autoTopupWithVoucher",
  reads: ["voucher", "isAutoTopup"],
  message: "works once: it cannot pay an automatic top-up",
  breaks: ([voucher, isAuto]) => voucher !== undefined && isAuto === true,
});

const noPaymentTwice: Rule = /* @__PURE__ */ rule({
  code: "autoTopupWithPayment",
  reads: ["paymentMethod.@type", "isAutoTopup"],
  at: "paymentMethod",
  message: "works once: it cannot pay an automatic top-up",
  breaks: ([type, isAuto]) => type === "PaymentTransaction" && isAuto === true,
});

const voucherOrPayment: Rule = /* @__PURE__ */ rule({
  code: "voucherWithPayment",
  severity: "warning",
  reads: ["voucher", "paymentMethod.id"],
  message: "is given together with a payment method",
  breaks: ([voucher, payment]) => voucher !== undefined && payment !== undefined,
});

/** Repetition in an update stands alone: the parent already is an automatic top-up. */
export const topupUpdateOnlyRules: readonly Rule[] = [
  atLeastOnePeriod,
  noVoucherTwice,
  noPaymentTwice,
  voucherOrPayment,
];

/** What holds for a top-up beyond its amount. */
export const topupRules: readonly Rule[] = [
  needsPeriod,
  periodNeedsAuto,
  countNeedsAuto,
  atLeastOnePeriod,
  noVoucherTwice,
  noPaymentTwice,
  voucherOrPayment,
];
