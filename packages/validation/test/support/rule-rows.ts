/** An invalid and a valid example of every rule, for the tests and the reference page. */
import { amountRows } from "./amount-rows.ts";
import type { RuleRow } from "./rule-row.ts";

const party = { id: "p1", "@referredType": "Customer" };

const topupRows: readonly RuleRow[] = [
  {
    code: "autoTopupWithoutPeriod",
    severity: "warning",
    on: "TopupBalance_Create",
    refuse: { isAutoTopup: true },
    at: "recurringPeriod",
    accept: { isAutoTopup: true, recurringPeriod: "monthly" },
  },
  {
    code: "periodWithoutAutoTopup",
    severity: "warning",
    on: "TopupBalance_Create",
    refuse: { recurringPeriod: "weekly" },
    at: "recurringPeriod",
    accept: { isAutoTopup: false },
  },
  {
    code: "periodWithoutAutoTopup",
    severity: "warning",
    on: "TopupBalance_Create",
    refuse: { numberOfPeriods: 2, isAutoTopup: false },
    at: "numberOfPeriods",
    accept: { numberOfPeriods: 2, isAutoTopup: true, recurringPeriod: "weekly" },
  },
  {
    code: "numberOfPeriodsTooSmall",
    on: "TopupBalance_Update",
    refuse: { numberOfPeriods: 0 },
    at: "numberOfPeriods",
    accept: { numberOfPeriods: 1 },
  },
  {
    code: "autoTopupWithVoucher",
    on: "TopupBalance_Create",
    refuse: { isAutoTopup: true, recurringPeriod: "weekly", voucher: "1234" },
    at: "voucher",
    accept: { isAutoTopup: false, voucher: "1234" },
  },
  {
    code: "autoTopupWithPayment",
    on: "TopupBalance_Create",
    refuse: {
      isAutoTopup: true,
      recurringPeriod: "weekly",
      paymentMethod: { id: "pay-1", "@type": "PaymentTransaction" },
    },
    at: "paymentMethod",
    accept: { isAutoTopup: true, recurringPeriod: "weekly", paymentMethod: { id: "card-1" } },
  },
  {
    code: "autoTopupWithVoucher",
    on: "TopupBalance_Create",
    refuse: {
      isAutoTopup: true,
      recurringPeriod: "weekly",
      paymentMethod: { id: "1234", "@referredType": "Voucher" },
    },
    at: "paymentMethod",
    accept: { paymentMethod: { id: "1234", "@referredType": "Voucher" } },
  },
  {
    code: "autoTopupWithVoucher",
    on: "TopupBalance_Create",
    refuse: {
      isAutoTopup: true,
      recurringPeriod: "weekly",
      paymentMethod: { id: "1234", "@type": "Voucher" },
    },
    at: "paymentMethod",
    accept: {
      amount: { amount: 0, units: "EUR" },
      paymentMethod: { id: "1234", "@type": "Voucher" },
    },
  },
  {
    code: "voucherWithPayment",
    severity: "warning",
    on: "TopupBalance_Create",
    refuse: { voucher: "1234", paymentMethod: { id: "1234", "@referredType": "Card" } },
    at: "voucher",
    accept: { voucher: "1234", paymentMethod: { id: "1234", "@referredType": "Voucher" } },
  },
  {
    code: "recurringWithoutPeriod",
    severity: "warning",
    on: "AdjustBalance_Create",
    refuse: { adjustType: "recurring" },
    at: "adjustType",
    accept: { adjustType: "oneTime" },
  },
  {
    code: "voucherWithPayment",
    severity: "warning",
    on: "TopupBalance_Create",
    refuse: { voucher: "1234", paymentMethod: { id: "card-1" } },
    at: "voucher",
    accept: { paymentMethod: { id: "card-1" } },
  },
];

const otherRows: readonly RuleRow[] = [
  {
    code: "periodEndsBeforeStart",
    on: "TopupBalance_Create",
    refuse: {
      validFor: { startDateTime: "2026-05-01T12:00:00+02:00", endDateTime: "2026-05-01t10:00:00z" },
    },
    at: "validFor.endDateTime",
    accept: {
      validFor: { startDateTime: "2026-05-01T12:00:00+02:00", endDateTime: "2026-05-01T10:00:01Z" },
    },
  },
  {
    code: "periodWithoutEnd",
    severity: "warning",
    on: "ReserveBalance_Create",
    refuse: { validFor: { startDateTime: "2026-05-01T12:00:00Z" } },
    at: "validFor.endDateTime",
    accept: { validFor: { endDateTime: "2026-05-01T12:00:00Z" } },
  },
  {
    code: "idUnusable",
    on: "TopupBalance_Create",
    refuse: { bucket: { id: ".." } },
    at: "bucket.id",
    accept: { bucket: { id: "0.0.0.1+-balance_group+106463" } },
  },
  {
    code: "idUnusable",
    on: "AdjustBalance_Create",
    refuse: { product: [{ id: "a/b" }, { id: " " }] },
    at: "product[1].id",
    accept: { product: [{ id: "a/b" }] },
  },
  {
    code: "idUnusable",
    on: "TransferBalance_Create",
    refuse: { receiverProduct: { id: "half \ud83d pair" } },
    at: "receiverProduct.id",
    accept: { receiverProduct: { id: "\u{1f600}" } },
  },
  {
    code: "idUnusable",
    on: "TopupBalance_Create",
    refuse: { paymentMethod: { id: "a\u0000b" } },
    at: "paymentMethod.id",
    accept: { paymentMethod: { id: "a b" } },
  },
  {
    code: "requestorIncomplete",
    severity: "warning",
    on: "TopupBalance_Create",
    refuse: { requestor: { ...party, name: "Ann" } },
    at: "requestor.role",
    accept: { requestor: { ...party, name: "Ann", role: "agent" } },
  },
  {
    code: "requestorIncomplete",
    severity: "warning",
    on: "AdjustBalance_Create",
    refuse: { requestor: { ...party, role: "agent" } },
    at: "requestor.name",
    accept: {},
  },
  {
    code: "sameBucket",
    on: "TransferBalance_Create",
    refuse: { receiverBucket: { id: "b1" } },
    at: "receiverBucket.id",
    accept: { receiverBucket: { id: "B1" } },
  },
  {
    code: "usageTypeMismatch",
    severity: "warning",
    on: "TransferBalance_Create",
    refuse: { receiverBucketUsageType: "voice" },
    at: "receiverBucketUsageType",
    accept: { receiverBucketUsageType: "data" },
  },
  {
    code: "statusNotPatchable",
    on: "TransferBalance_Update",
    refuse: { status: "cancelled" },
    at: "status",
    accept: { costOwner: "receiver" },
  },
  {
    code: "statusNotRequestable",
    severity: "warning",
    on: "AdjustBalance_Update",
    refuse: { status: "failed" },
    at: "status",
    accept: { status: "completed" },
  },
  {
    code: "callbackUnusable",
    on: "EventSubscriptionInput",
    refuse: { callback: "/events" },
    at: "callback",
    accept: { callback: "http://localhost:3000/events?token=1" },
  },
];

/** All examples, in the order of the reference page. */
export const ruleRows: readonly RuleRow[] = [...amountRows, ...topupRows, ...otherRows];
