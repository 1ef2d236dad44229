import fc from "fast-check";
import { cardAt, type Kind, MISSING, maybe, one, whole } from "./workload.ts";

/**
 * Commands of the random workload. A bucket is named by its index in `places`, and `action` is the
 * index of an earlier action of that kind.
 */
/** A defect of a request that the ledger finds before it reads balances. */
export type RequestDefect =
  | ("noUnits" | "inexact" | "badDate" | "account" | "usage" | "unit")
  | ("number" | "product" | "theirNumber" | "theirProduct" | "parent" | "later");

type Method = "pm_declined" | "pm_slow" | undefined;
type Recurring = "weekly" | "fortnightly" | "monthly";

/** An attribute that a PATCH changes, with the new value. */
export type Edit =
  | { readonly what: "description"; readonly value: number }
  | { readonly what: "validFor"; readonly value: number | "tomorrow" | undefined }
  | { readonly what: "amount"; readonly value: number }
  | { readonly what: "recurringPeriod"; readonly value: Recurring }
  | { readonly what: "numberOfPeriods"; readonly value: number }
  | { readonly what: "paymentMethod"; readonly value: Method }
  | { readonly what: "isAutoTopup"; readonly value: false }
  | { readonly what: "usageType"; readonly value: "voice" }
  | { readonly what: "status"; readonly value: "created" | "completed" | "failed" | "cancelled" };

/**
 * An earlier action: its kind, where auto-top-ups are a separate kind, and its index among the
 * requests of this kind.
 */
interface Which {
  readonly of: Kind | "auto";
  readonly action: number;
}

export type WorkloadCommand =
  | {
      readonly type: "topup";
      readonly bucket: number;
      readonly n: number;
      readonly days: number | undefined;
      readonly voucher: number | undefined;
      readonly method: Method;
      readonly payment: number | undefined;
      readonly flaw: RequestDefect | undefined;
    }
  | {
      readonly type: "auto";
      readonly bucket: number;
      readonly n: number;
      readonly period: Recurring | undefined;
      readonly times: number | undefined;
      /** Days until its own period ends; only with a recurring period. */
      readonly days: number | undefined;
      readonly method: Method;
    }
  | {
      readonly type: "adjust";
      readonly bucket: number;
      readonly n: number;
      readonly days: number | undefined;
      readonly flaw: RequestDefect | undefined;
    }
  | {
      readonly type: "reserve";
      readonly bucket: number;
      readonly n: number | undefined;
      readonly hours: number | undefined;
      readonly flaw: RequestDefect | undefined;
    }
  | {
      readonly type: "transfer";
      readonly bucket: number;
      readonly to: number;
      readonly n: number;
      readonly cost: number;
      readonly costUnits: "EUR" | "MB";
      readonly owner: "originator" | "receiver" | undefined;
      /** Whether it names the receiver's usage type. */
      readonly isNamed: boolean;
      readonly flaw: RequestDefect | undefined;
    }
  | { readonly type: "consume"; readonly action: number; readonly n: number | undefined }
  | ({ readonly type: "edit" } & Which & Edit)
  | ({ readonly type: "remove" } & Which)
  | ({ readonly type: "due" } & Which)
  | { readonly type: "loan"; readonly bucket: number; readonly n: number }
  | {
      readonly type: "reverse";
      readonly action: number;
      readonly n: number | undefined;
      /** Whether a bonus is reversed, instead of a requested top-up. */
      readonly isBonus: boolean;
    }
  | {
      readonly type: "use";
      readonly account: string;
      readonly units: "EUR" | "MB";
      readonly n: number;
    }
  | { readonly type: "spend"; readonly bucket: number; readonly n: number }
  | {
      readonly type: "open" | "close" | "suspend" | "resume" | "expire" | "forfeit";
      readonly bucket: number;
    }
  | { readonly type: "wait"; readonly hours: number };

const bucket = fc.oneof({ weight: 15, arbitrary: fc.nat({ max: 11 }) }, fc.constant(MISSING));
const n = fc.oneof({ weight: 4, arbitrary: whole(1, 600) }, whole(-20, 5));
const action = fc.nat({ max: 12 });
const method = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  one("pm_declined", "pm_slow"),
);
const flaw = fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  one<RequestDefect>("noUnits", "inexact", "badDate", "account", "usage", "unit"),
  one<RequestDefect>("number", "product", "theirNumber", "theirProduct", "parent", "later"),
);
const which = { of: one("topup", "auto", "adjust", "reserve", "transfer"), action } as const;
const period = one("weekly", "fortnightly", "monthly");

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant("description"), value: fc.nat({ max: 2 }) }),
  fc.record({
    what: fc.constant("validFor"),
    value: fc.oneof({ weight: 4, arbitrary: whole(-5, 100) }, one("tomorrow", undefined)),
  }),
  fc.record({ what: fc.constant("amount"), value: fc.oneof(n, one(20, 300, 700)) }),
  fc.record({ what: fc.constant("recurringPeriod"), value: period }),
  fc.record({ what: fc.constant("numberOfPeriods"), value: fc.nat({ max: 6 }) }),
  fc.record({ what: fc.constant("paymentMethod"), value: method }),
  fc.record({ what: fc.constant("isAutoTopup"), value: fc.constant(false as const) }),
  fc.record({ what: fc.constant("usageType"), value: fc.constant("voice") }),
  fc.record({
    what: fc.constant("status"),
    value: one("created", "completed", "failed", "cancelled", "cancelled"),
  }),
);

const topup = fc
  .record({
    type: fc.constant("topup"),
    bucket,
    n,
    days: maybe(whole(-1, 40)),
    // An index after the last one is an unknown code; three of them lock an account.
    voucher: one(undefined, undefined, undefined, undefined, 0, 0, 0, 1, 1, 2, 3, 9, 9, 9, 9),
    method,
    payment: fc.oneof(fc.constant(undefined), fc.nat({ max: 2 })),
    flaw,
    // The amount of a top-up by voucher: left out, the voucher's, or another one.
    worth: one("any", "same", "other"),
  })
  .map(({ worth, ...request }): WorkloadCommand => {
    if (request.voucher === undefined || worth === "other") return request;
    const own = cardAt(request.voucher)?.n ?? 0;
    return { ...request, n: worth === "any" ? 0 : own };
  });

const transfer = fc.record({
  type: fc.constant("transfer"),
  bucket,
  // The first places are of one currency.
  to: fc.oneof(bucket, fc.nat({ max: 2 })),
  n,
  cost: fc.oneof(fc.constant(0), fc.nat({ max: 80 }), whole(200, 4000)),
  costUnits: one("EUR", "EUR", "MB"),
  owner: maybe(one("originator", "receiver")),
  isNamed: fc.boolean(),
  flaw,
});

const posts = [
  fc.record({
    type: fc.constant("auto"),
    bucket,
    n,
    period: fc.oneof(period, fc.constant(undefined)),
    times: maybe(fc.nat({ max: 5 })),
    days: one(undefined, undefined, -1, 7, 30, 90),
    method,
  }),
  fc.record({
    type: fc.constant("adjust"),
    bucket,
    n: fc.oneof({ weight: 9, arbitrary: whole(-400, 400) }, fc.constant(0)),
    days: maybe(whole(-1, 40)),
    flaw,
  }),
  fc.record({
    type: fc.constant("reserve"),
    bucket,
    n: maybe(n),
    hours: maybe(whole(-4, 100)),
    flaw,
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
  { weight: 4, arbitrary: fc.record({ type: fc.constant("consume"), action, n: maybe(n) }) },
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.record(which), edit)
      .map(([at, request]): WorkloadCommand => ({ type: "edit", ...at, ...request })),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("remove"), ...which }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("due"), ...which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("spend"), bucket, n }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("loan"),
      bucket,
      n: fc.oneof(fc.constant(0), n),
    }),
  },
  {
    weight: 6,
    // Only the first top-ups, so that a top-up is often reversed twice.
    arbitrary: fc.record({
      type: fc.constant("reverse"),
      action: fc.nat({ max: 1 }),
      n: maybe(n),
      isBonus: one(false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("use"),
      account: one("a", "a", "b", "c", "unknown"),
      units: one("EUR", "MB"),
      n: fc.oneof(n, whole(500, 4000)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: one(
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
  { weight: 2, arbitrary: fc.record({ type: fc.constant("wait"), hours: whole(1, 300) }) },
);

export const anyWorkload = fc.array(command, { minLength: 20, maxLength: 80, size: "max" });
