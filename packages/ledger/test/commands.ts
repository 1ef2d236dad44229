import fc from "fast-check";
import { type Kind, MISSING_INDEX, oneOf, optional, voucherAt, wholeNumber } from "./workload.ts";

/**
 * Commands of the random workload. A bucket is named by its index in `places`, and `action` is the
 * index of an earlier action of that kind.
 */
/** A defect of a request that the ledger finds before it reads balances. */
export type RequestDefect =
  | ("noUnits" | "inexact" | "badDate" | "account" | "usage" | "unit")
  | ("number" | "product" | "theirNumber" | "theirProduct" | "parent" | "later");

type Method = "pm_declined" | "pm_slow" | undefined;
type RecurringPeriod = "weekly" | "fortnightly" | "monthly";

/** An attribute that a PATCH changes, with the new value. */
export type Edit =
  | { readonly what: "description"; readonly value: number }
  | { readonly what: "validFor"; readonly value: number | "tomorrow" | undefined }
  | { readonly what: "amount"; readonly value: number }
  | { readonly what: "recurringPeriod"; readonly value: RecurringPeriod }
  | { readonly what: "numberOfPeriods"; readonly value: number }
  | { readonly what: "paymentMethod"; readonly value: Method }
  | { readonly what: "isAutoTopup"; readonly value: false }
  | { readonly what: "usageType"; readonly value: "voice" }
  | { readonly what: "status"; readonly value: "created" | "completed" | "failed" | "cancelled" };

/**
 * An earlier action: its kind, where auto-top-ups are a separate kind, and its index among the
 * requests of this kind.
 */
interface EarlierAction {
  readonly of: Kind | "auto";
  readonly action: number;
}

export type WorkloadCommand =
  | {
      readonly type: "topup";
      readonly bucket: number;
      readonly amount: number;
      readonly days: number | undefined;
      readonly voucher: number | undefined;
      readonly method: Method;
      readonly payment: number | undefined;
      readonly defect: RequestDefect | undefined;
    }
  | {
      readonly type: "auto";
      readonly bucket: number;
      readonly amount: number;
      readonly period: RecurringPeriod | undefined;
      readonly times: number | undefined;
      /** Days until the end of its `validFor`; only with a recurring period. */
      readonly days: number | undefined;
      readonly method: Method;
    }
  | {
      readonly type: "adjust";
      readonly bucket: number;
      readonly amount: number;
      readonly days: number | undefined;
      readonly defect: RequestDefect | undefined;
    }
  | {
      readonly type: "reserve";
      readonly bucket: number;
      readonly amount: number | undefined;
      readonly hours: number | undefined;
      readonly defect: RequestDefect | undefined;
    }
  | {
      readonly type: "transfer";
      readonly bucket: number;
      readonly to: number;
      readonly amount: number;
      readonly cost: number;
      readonly costUnits: "EUR" | "MB";
      readonly owner: "originator" | "receiver" | undefined;
      /** Whether it names the receiver's usage type. */
      readonly isNamed: boolean;
      readonly defect: RequestDefect | undefined;
    }
  | { readonly type: "consume"; readonly action: number; readonly amount: number | undefined }
  | ({ readonly type: "edit" } & EarlierAction & Edit)
  | ({ readonly type: "remove" } & EarlierAction)
  | ({ readonly type: "due" } & EarlierAction)
  | { readonly type: "loan"; readonly bucket: number; readonly amount: number }
  | {
      readonly type: "reverse";
      readonly action: number;
      readonly amount: number | undefined;
      /** Whether a bonus is reversed, instead of a requested top-up. */
      readonly isBonus: boolean;
    }
  | {
      readonly type: "use";
      readonly account: string;
      readonly units: "EUR" | "MB";
      readonly amount: number;
    }
  | { readonly type: "spend"; readonly bucket: number; readonly amount: number }
  | {
      readonly type: "open" | "close" | "suspend" | "resume" | "expire" | "forfeit";
      readonly bucket: number;
    }
  | { readonly type: "wait"; readonly hours: number };

const bucket = fc.oneof({ weight: 15, arbitrary: fc.nat({ max: 11 }) }, fc.constant(MISSING_INDEX));
const amount = fc.oneof({ weight: 4, arbitrary: wholeNumber(1, 600) }, wholeNumber(-20, 5));
const action = fc.nat({ max: 12 });
const method = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  oneOf("pm_declined", "pm_slow"),
);
const defect = fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  oneOf<RequestDefect>("noUnits", "inexact", "badDate", "account", "usage", "unit"),
  oneOf<RequestDefect>("number", "product", "theirNumber", "theirProduct", "parent", "later"),
);
const actionChoice = {
  of: oneOf("topup", "auto", "adjust", "reserve", "transfer"),
  action,
} as const;
const period = oneOf("weekly", "fortnightly", "monthly");

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant("description"), value: fc.nat({ max: 2 }) }),
  fc.record({
    what: fc.constant("validFor"),
    value: fc.oneof({ weight: 4, arbitrary: wholeNumber(-5, 100) }, oneOf("tomorrow", undefined)),
  }),
  fc.record({ what: fc.constant("amount"), value: fc.oneof(amount, oneOf(20, 300, 700)) }),
  fc.record({ what: fc.constant("recurringPeriod"), value: period }),
  fc.record({ what: fc.constant("numberOfPeriods"), value: fc.nat({ max: 6 }) }),
  fc.record({ what: fc.constant("paymentMethod"), value: method }),
  fc.record({ what: fc.constant("isAutoTopup"), value: fc.constant(false as const) }),
  fc.record({ what: fc.constant("usageType"), value: fc.constant("voice") }),
  fc.record({
    what: fc.constant("status"),
    value: oneOf("created", "completed", "failed", "cancelled", "cancelled"),
  }),
);

const topup = fc
  .record({
    type: fc.constant("topup"),
    bucket,
    amount,
    days: optional(wholeNumber(-1, 40)),
    // An index after the last one is an unknown code; three unknown codes lock an account.
    voucher: oneOf(undefined, undefined, undefined, undefined, 0, 0, 0, 1, 1, 2, 3, 9, 9, 9, 9, 9),
    method,
    payment: fc.oneof(fc.constant(undefined), fc.nat({ max: 2 })),
    defect,
    // The amount of a top-up by voucher: left out, equal to the voucher's amount, or another one.
    worth: oneOf("any", "same", "other"),
  })
  .map(({ worth, ...request }): WorkloadCommand => {
    if (request.voucher === undefined || worth === "other") return request;
    const own = voucherAt(request.voucher)?.amount ?? 0;
    return { ...request, amount: worth === "any" ? 0 : own };
  });

const transfer = fc.record({
  type: fc.constant("transfer"),
  bucket,
  // The first places are of one currency.
  to: fc.oneof(bucket, fc.nat({ max: 2 })),
  amount,
  cost: fc.oneof(fc.constant(0), fc.nat({ max: 80 }), wholeNumber(200, 4000)),
  costUnits: oneOf("EUR", "EUR", "MB"),
  owner: optional(oneOf("originator", "receiver")),
  isNamed: fc.boolean(),
  defect,
});

const posts = [
  fc.record({
    type: fc.constant("auto"),
    bucket,
    amount,
    period: fc.oneof(period, fc.constant(undefined)),
    times: optional(fc.nat({ max: 5 })),
    days: oneOf(undefined, undefined, -1, 7, 30, 90),
    method,
  }),
  fc.record({
    type: fc.constant("adjust"),
    bucket,
    amount: fc.oneof({ weight: 9, arbitrary: wholeNumber(-400, 400) }, fc.constant(0)),
    days: optional(wholeNumber(-1, 40)),
    defect,
  }),
  fc.record({
    type: fc.constant("reserve"),
    bucket,
    amount: optional(amount),
    hours: optional(wholeNumber(-4, 100)),
    defect,
  }),
  transfer,
] as const satisfies readonly fc.Arbitrary<WorkloadCommand>[];

export const command: fc.Arbitrary<WorkloadCommand> = fc.oneof(
  { weight: 8, arbitrary: topup },
  { weight: 3, arbitrary: transfer },
  ...posts.map((arbitrary) => ({
    weight: 4,
    arbitrary: arbitrary as fc.Arbitrary<WorkloadCommand>,
  })),
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant("consume"), action, amount: optional(amount) }),
  },
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.record(actionChoice), edit)
      .map(([at, request]): WorkloadCommand => ({ type: "edit", ...at, ...request })),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("remove"), ...actionChoice }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("due"), ...actionChoice }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("spend"), bucket, amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("loan"),
      bucket,
      amount: fc.oneof(fc.constant(0), amount),
    }),
  },
  {
    weight: 6,
    // Only the first top-ups, so that a top-up is often reversed twice.
    arbitrary: fc.record({
      type: fc.constant("reverse"),
      action: fc.nat({ max: 1 }),
      amount: optional(amount),
      isBonus: oneOf(false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("use"),
      account: oneOf("a", "a", "b", "c", "unknown"),
      units: oneOf("EUR", "MB"),
      amount: fc.oneof(amount, wholeNumber(500, 4000)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: oneOf(
        "open",
        "open",
        "close",
        "close",
        "suspend",
        "suspend",
        "resume",
        "resume",
        "expire",
        "forfeit",
      ),
      bucket,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("wait"), hours: wholeNumber(1, 300) }) },
);

export const anyWorkload = fc.array(command, { minLength: 20, maxLength: 80, size: "max" });
