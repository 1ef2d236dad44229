import fc from "fast-check";

/**
 * What the random workload asks for. Whole numbers only: cents of EUR for money, MB for data.
 * Buckets are named by place; `action` picks one of the reservations (or top-ups) asked for so far.
 */
export type Intent =
  | {
      type: "topup";
      bucket: number;
      n: number;
      days: number | undefined;
      voucher: number | undefined;
      method: "pm_declined" | "pm_slow" | undefined;
      payment: number | undefined;
    }
  | { type: "auto"; bucket: number; n: number; period: "weekly" | "monthly"; times: number }
  | { type: "adjust"; bucket: number; n: number }
  | { type: "reserve"; bucket: number; n: number | undefined; hours: number | undefined }
  | { type: "consume"; action: number; n: number | undefined }
  | { type: "release" | "remove"; action: number }
  | { type: "cancel"; action: number }
  | {
      type: "transfer";
      bucket: number;
      to: number;
      n: number;
      cost: number;
      owner: "originator" | "receiver" | undefined;
    }
  | { type: "spend"; bucket: number; n: number }
  | { type: "suspend" | "resume" | "expire"; bucket: number }
  | { type: "wait"; hours: number };

/** The buckets every run starts with; the last place is nobody's. */
export const places = [
  { id: "eur a", usageType: "monetary", units: "EUR", n: 10_000, account: "a", days: undefined },
  { id: "eur b", usageType: "monetary", units: "EUR", n: 500, account: "b", days: 20 },
  { id: "eur a2", usageType: "monetary", units: "EUR", n: 50, account: "a", days: 5 },
  { id: "data a", usageType: "data", units: "MB", n: 1000, account: "a", days: 10 },
  { id: "data c", usageType: "data", units: "MB", n: 0, account: "c", days: undefined },
] as const;

/** The vouchers every run starts with; the last two are unknown. */
export const vouchers = [
  { code: "v0", n: 300, units: "EUR" },
  { code: "v1", n: 700, units: "EUR" },
  { code: "v2", n: 20, units: "MB" },
] as const;

const bucket = fc.nat({ max: places.length });
const n = fc.integer({ min: -20, max: 600 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const action = fc.nat({ max: 12 });

export const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({
    type: fc.constant("topup" as const),
    bucket,
    n: fc.oneof(n, fc.constantFrom(0, 300, 700, 20)),
    days: maybe(fc.integer({ min: 1, max: 40 })),
    voucher: maybe(fc.nat({ max: vouchers.length + 1 })),
    method: maybe(fc.constantFrom("pm_declined" as const, "pm_slow" as const)),
    payment: maybe(fc.nat({ max: 3 })),
  }),
  fc.record({
    type: fc.constant("auto" as const),
    bucket,
    n,
    period: fc.constantFrom("weekly" as const, "monthly" as const),
    times: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    type: fc.constant("adjust" as const),
    bucket,
    n: fc.integer({ min: -400, max: 400 }),
  }),
  fc.record({
    type: fc.constant("reserve" as const),
    bucket,
    n: maybe(n),
    hours: maybe(fc.integer({ min: 1, max: 100 })),
  }),
  fc.record({ type: fc.constant("consume" as const), action, n: maybe(n) }),
  fc.record({ type: fc.constantFrom("release" as const, "remove" as const), action }),
  fc.record({ type: fc.constant("cancel" as const), action }),
  fc.record({
    type: fc.constant("transfer" as const),
    bucket,
    to: bucket,
    n,
    cost: fc.oneof(fc.constant(0), fc.nat({ max: 80 })),
    owner: maybe(fc.constantFrom("originator" as const, "receiver" as const)),
  }),
  fc.record({ type: fc.constant("spend" as const), bucket, n }),
  fc.record({
    type: fc.constantFrom(
      "suspend" as const,
      "resume" as const,
      "resume" as const,
      "expire" as const,
    ),
    bucket,
  }),
  fc.record({ type: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 400 }) }),
);
