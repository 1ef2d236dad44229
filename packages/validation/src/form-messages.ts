import type { Issue, MessageTable } from "./runtime/issue.ts";

const typeText = ({ params }: Issue): string =>
  params?.expected === "number"
    ? "Please enter a number."
    : params?.expected === "integer"
      ? "Please enter a whole number."
      : "Please enter a valid value.";

const formatText = ({ params }: Issue): string =>
  params?.format === "date-time"
    ? "Please enter a date and time."
    : "Please enter a complete web address.";

/**
 * English messages for the users of a form, one for every code of this package. Each is a sentence
 * to show below a field. Pass them to `withMessages`.
 */
export const formMessages: MessageTable = {
  required: "Please fill in this field.",
  type: typeText,
  enum: "Please choose one of: {allowed}.",
  format: formatText,
  minItems: "Please add {minItems} or more.",
  quantityIncomplete: "Please fill in this field.",
  amountNotPositive: "Please enter an amount greater than 0.",
  amountZero: "Please enter an amount other than 0.",
  amountInexact: "Please enter an amount with fewer digits.",
  currencyUnknown: "Please choose a currency.",
  unitMismatch: "Please choose another unit.",
  unitUnknown: "Please choose another unit.",
  fractionOfMinorUnit: ({ params }) =>
    params?.digits === 0
      ? "Please enter an amount without decimals."
      : `Please enter an amount with at most ${params?.digits} decimals.`,
  costNegative: "Please enter a cost of 0 or more.",
  autoTopupWithoutPeriod: "Please choose how often to top up.",
  recurringWithoutPeriod: "Please choose how often to adjust.",
  periodWithoutAutoTopup: "Please leave this field empty, or turn on automatic top-ups.",
  numberOfPeriodsTooSmall: "Please enter 1 or more.",
  autoTopupWithVoucher: "A voucher can be used only once, not for automatic top-ups.",
  autoTopupWithPayment: "Please choose a payment method for automatic top-ups.",
  voucherWithPayment: "Please use the voucher or a payment method, not both.",
  periodEndsBeforeStart: "Please choose an end after the start.",
  periodWithoutEnd: "Please choose an end.",
  idUnusable: "Please enter another value.",
  requestorIncomplete: "Please fill in this field.",
  sameBucket: "Please choose another bucket.",
  usageTypeMismatch: "Please choose the same usage type on both sides.",
  statusNotPatchable: "The status of a transfer cannot be changed here.",
  statusNotRequestable: "Please choose completed or cancelled.",
  callbackUnusable: "Please enter a complete web address.",
};
