import type { ActionKind } from "../src/index.ts";
import {
  badDate,
  ended,
  expired,
  huge,
  incomplete,
  inexact,
  later,
  noBucket,
  notPositive,
  notStarted,
  openTopup,
  otherAccount,
  otherNumber,
  otherProduct,
  otherUnit,
  otherUsage,
  outOfRange,
  overLimit,
  past,
  type RuleBreak,
  reversedTopup,
  suspended,
  terminated,
  tooMuch,
  unknownTopup,
} from "./common-breaks.ts";
import { eur, START } from "./test-ledger.ts";

export type { RuleBreak } from "./common-breaks.ts";

/** Each operation's breaks; the base request of `requests` is accepted by the ledger of `prepare`. */
export const breaks: Readonly<Record<ActionKind, readonly RuleBreak[]>> = {
  topup: [
    { ...incomplete, without: ["amountInexact"] },
    inexact,
    badDate,
    {
      code: "autoTopupInvalid",
      body: (body) => {
        body.isAutoTopup = true;
        body.recurringPeriod = "monthly";
      },
    },
    {
      code: "duplicateRequest",
      state: (ledger) => {
        const paymentMethod = { id: "paid", "@type": "PaymentTransaction" };
        ledger.post("topup", { bucket: { id: "b2" }, amount: eur(1), paymentMethod });
      },
      body: (body) => {
        body.paymentMethod = { id: "paid", "@type": "PaymentTransaction" };
      },
    },
    noBucket,
    {
      code: "parentTopupNotFound",
      body: (body) => {
        body.balanceTopup = { id: "nothing", role: "parent", "@referredType": "TopupBalance" };
      },
    },
    otherAccount,
    otherNumber,
    otherProduct,
    otherUsage,
    otherUnit,
    notPositive,
    suspended,
    {
      code: "voucherLocked",
      state: (ledger) => {
        ledger.state.voucherLock.set("pa1", { misses: 3, lockedUntil: START + 1 });
      },
      body: (body) => {
        body.voucher = "nothing";
      },
      without: ["voucherUsed", "voucherExpired", "voucherAmountMismatch"],
    },
    {
      code: "voucherUnknown",
      body: (body) => {
        body.voucher = "nothing";
      },
      without: ["voucherUsed", "voucherExpired", "voucherAmountMismatch"],
    },
    {
      code: "voucherUsed",
      state: (ledger) => {
        const record = ledger.state.voucher.get("CARD");
        if (record) ledger.state.voucher.set("CARD", { ...record, state: "used" });
      },
      body: (body) => {
        body.voucher = "card";
      },
    },
    {
      code: "voucherExpired",
      state: (ledger) => {
        const record = ledger.state.voucher.get("CARD");
        if (record) ledger.state.voucher.set("CARD", { ...record, expiresAt: past });
      },
      body: (body) => {
        body.voucher = "card";
      },
    },
    {
      code: "voucherAmountMismatch",
      body: (body) => {
        body.voucher = "card";
        body.amount = eur(24);
      },
    },
    {
      // The policy gives no emergency credit.
      code: "emergencyCreditUnavailable",
      body: (body) => {
        body.paymentMethod = { id: "credit", "@type": "EmergencyCredit" };
      },
    },
    notStarted,
    terminated,
    expired,
    ended,
    later,
    overLimit,
    huge,
    {
      code: "paymentDeclined",
      body: (body) => {
        body.paymentMethod = { id: "pm_declined" };
      },
    },
  ],
  adjust: [
    { ...incomplete, without: ["amountInexact"] },
    inexact,
    { ...badDate, without: ["amountZero"] },
    noBucket,
    unknownTopup,
    openTopup,
    reversedTopup,
    otherAccount,
    otherNumber,
    otherProduct,
    otherUsage,
    otherUnit,
    {
      code: "amountZero",
      body: (body) => {
        body.amount = eur(0);
      },
      without: [
        ...(["reversalOutOfRange", "validForPassed", "validForNotStarted"] as const),
        ...(["limitExceeded"] as const),
        ...(["balanceCeilingExceeded", "insufficientBalance"] as const),
      ],
    },
    outOfRange,
    suspended,
    notStarted,
    terminated,
    expired,
    ended,
    later,
    { ...overLimit, without: ["balanceCeilingExceeded", "insufficientBalance"] },
    { ...huge, without: ["insufficientBalance"] },
    {
      code: "insufficientBalance",
      body: (body) => {
        body.amount = eur(-101);
      },
    },
  ],
  reserve: [
    { ...incomplete, without: ["amountInexact"] },
    inexact,
    badDate,
    noBucket,
    otherAccount,
    otherNumber,
    otherProduct,
    otherUsage,
    otherUnit,
    notPositive,
    suspended,
    notStarted,
    expired,
    ended,
    later,
    overLimit,
    tooMuch,
  ],
  transfer: [
    { ...incomplete, without: ["amountInexact"] },
    inexact,
    noBucket,
    {
      code: "receiverBucketNotFound",
      side: "receiver",
      body: (body) => {
        body.receiverBucket = { id: "missing" };
      },
      without: ["sameBucket"],
    },
    {
      code: "sameBucket",
      body: (body) => {
        body.receiverBucket = { id: "b1" };
      },
    },
    otherAccount,
    otherNumber,
    {
      code: "logicalResourceMismatch",
      side: "receiver",
      body: (body) => {
        body.receiverLogicalResource = { id: "34600000999" };
      },
    },
    otherProduct,
    {
      code: "productMismatch",
      side: "receiver",
      body: (body) => {
        body.receiverProduct = { id: "somebody else's" };
      },
    },
    otherUsage,
    {
      code: "usageTypeMismatch",
      side: "receiver",
      body: (body) => {
        body.receiverBucketUsageType = "voice";
      },
    },
    otherUnit,
    {
      code: "unitMismatch",
      side: "receiver",
      body: (body) => {
        body.receiverBucket = { id: "dollars" };
      },
    },
    notPositive,
    {
      code: "bucketNotTransferable",
      state: (ledger) => {
        const record = ledger.state.bucket.get("b1");
        if (record) ledger.state.bucket.set("b1", { ...record, transferable: false });
      },
    },
    suspended,
    notStarted,
    expired,
    {
      code: "receiverBucketSuspended",
      side: "receiver",
      state: (ledger) => {
        ledger.run({ type: "suspend", bucketId: "b2" });
      },
    },
    {
      code: "receiverBucketNotStarted",
      side: "receiver",
      state: (ledger) => {
        const record = ledger.state.bucket.get("b2");
        if (record) ledger.state.bucket.set("b2", { ...record, startsAt: START + 1 });
      },
    },
    {
      code: "receiverBucketExpired",
      side: "receiver",
      state: (ledger) => {
        const record = ledger.state.bucket.get("b2");
        if (record) ledger.state.bucket.set("b2", { ...record, endsAt: past });
      },
    },
    overLimit,
    {
      code: "limitExceeded",
      state: (ledger) => {
        const day = Math.floor(START / 86_400_000);
        ledger.state.transferDay.set("b1", new Map([[day, 90_000_000]]));
      },
    },
    { ...huge, side: "receiver" },
    tooMuch,
    {
      code: "costNotCollectable",
      body: (body) => {
        body.transferCost = { value: 1, unit: "CHF" };
      },
    },
  ],
};
