import fc from "fast-check";

/**
 * The setup of a random workload: buckets, vouchers, and the operator's policy. All amounts are
 * whole numbers: hundredths of a currency for money, MB for data.
 */
export interface BucketSetup {
  readonly id: string;
  readonly usageType: "monetary" | "data";
  readonly units: "EUR" | "USD" | "MB";
  readonly amount: number;
  readonly account: string;
  readonly days: number | undefined;
  /** Days until the bucket can be used. */
  readonly starts?: number | undefined;
  readonly priority?: number | undefined;
  /** True for value that cannot be transferred. */
  readonly isBound?: boolean | undefined;
  /** Days of validity from the first use on. */
  readonly firstUse?: number | undefined;
}

export type Kind = "topup" | "adjust" | "reserve" | "transfer";

/** Bounds of one action, and of a day's transfers. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly perDay: number;
}

/** The operator's policy, with amounts by usage type. `cost` is in hundredths of EUR. */
export interface Terms {
  readonly forfeits: boolean;
  readonly rejects: boolean;
  readonly cost: Partial<Record<BucketSetup["usageType"], number>>;
  readonly bounds: Partial<Record<Kind, Partial<Record<BucketSetup["usageType"], Bounds>>>>;
  readonly ceiling: Partial<Record<BucketSetup["usageType"], number>>;
  readonly delayHours: Partial<Record<Kind, number>>;
  readonly holdingHours: number | undefined;
  /** The fee of a top-up of at least `atLeast`, in hundredths of EUR. */
  readonly fee: { readonly atLeast: number; readonly fixed: number } | undefined;
  readonly taxPercent: 25 | 50 | undefined;
  /** The bonus of a top-up of at least `atLeast` hundredths of EUR: MB, or hundredths of EUR. */
  readonly bonus:
    | { readonly atLeast: number; readonly amount: number; readonly units: "EUR" | "MB" }
    | undefined;
  /** Days of grace after a bucket's end, and days of barring after those. */
  readonly life: { readonly grace: number; readonly barred: number } | undefined;
  /** Whether a validity ends at midnight. */
  readonly isToMidnight: boolean;
  /** Whether a top-up ends a suspension. */
  readonly lifts: boolean;
  /** The amount of an emergency credit and its fee, in hundredths of EUR. */
  readonly loan: { readonly amount: number; readonly fee: number } | undefined;
  /** The limit below zero for usage. */
  readonly overdraft: Partial<Record<BucketSetup["usageType"], number>>;
  /** The amount below which a balance is low. */
  readonly low: Partial<Record<BucketSetup["usageType"], number>>;
  /** MB for a hundredth of EUR, and hundredths for a MB. */
  readonly rate: number | undefined;
  /** Hours before an end at which a bucket expires soon; undefined without signals. */
  readonly soonHours: number | undefined;
  /** The days of validity that a top-up of at least `atLeast` hundredths gives. */
  readonly validity: { readonly atLeast: number; readonly days: number } | undefined;
  /** Whether unknown buckets are opened. */
  readonly opensUnknown: boolean;
}

/** The buckets and the policy of one run. */
export interface WorkloadSetup {
  readonly terms: Terms;
  readonly bucketSetups: readonly BucketSetup[];
}

/** The index of a bucket that does not exist. */
export const MISSING_INDEX = -1;

/** An item by any index; undefined for an empty list. */
export const pick = <T>(list: readonly T[], index: number): T | undefined =>
  index === MISSING_INDEX ? undefined : list[index % list.length];

/** The buckets of most runs. */
const usualBuckets: readonly BucketSetup[] = [
  { id: "eur a", usageType: "monetary", units: "EUR", amount: 3000, account: "a", days: undefined },
  { id: "eur b", usageType: "monetary", units: "EUR", amount: 500, account: "b", days: 20 },
  { id: "eur a2", usageType: "monetary", units: "EUR", amount: 50, account: "a", days: 5 },
  { id: "data a", usageType: "data", units: "MB", amount: 1000, account: "a", days: 10 },
  { id: "data c", usageType: "data", units: "MB", amount: 200, account: "c", days: undefined },
  { id: "usd a", usageType: "monetary", units: "USD", amount: 400, account: "a", days: 30 },
  {
    id: "eur c",
    usageType: "monetary",
    units: "EUR",
    amount: 90,
    account: "c",
    days: 60,
    starts: 25,
  },
];

/** The vouchers of every run. An index after the last one is an unknown voucher. */
export const vouchers = [
  { code: "v0", amount: 300, units: "EUR", grantDays: undefined, goodForDays: undefined },
  { code: "v1", amount: 700, units: "EUR", grantDays: 15, goodForDays: undefined },
  { code: "v2", amount: 20, units: "MB", grantDays: undefined, goodForDays: undefined },
  { code: "v3", amount: 20, units: "EUR", grantDays: undefined, goodForDays: 2 },
] as const;

/** The voucher that a command names; undefined for an unknown one or without a voucher. */
export const voucherAt = (voucher: number | undefined): (typeof vouchers)[number] | undefined =>
  voucher === undefined ? undefined : vouchers[voucher];

export const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
export const oneOf = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
export const wholeNumber = (min: number, max: number) => fc.integer({ min, max });

const anyPlace: fc.Arbitrary<Omit<BucketSetup, "id">> = fc
  .record({
    units: oneOf("EUR", "EUR", "MB", "USD"),
    amount: wholeNumber(0, 1500),
    account: oneOf("a", "b", "c"),
    days: optional(wholeNumber(1, 40)),
    starts: oneOf(undefined, undefined, undefined, 4, 12),
    priority: oneOf(undefined, 0, 1, 2),
    isBound: oneOf(undefined, undefined, undefined, true),
    firstUse: oneOf(undefined, undefined, 7, 30),
  })
  .map((place) => ({ ...place, usageType: place.units === "MB" ? "data" : "monetary" }));

const anyPlaces = fc
  .array(anyPlace, { minLength: 2, maxLength: 7 })
  .map((list) => list.map((place, index) => ({ ...place, id: `bucket ${index}` })));

const bounds = fc.record({
  least: wholeNumber(5, 20),
  most: wholeNumber(300, 500),
  perDay: wholeNumber(400, 700),
});
const byUsageType = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.record({ monetary: arbitrary, data: arbitrary }, { requiredKeys: [] });
const byKind = <T>(arbitrary: fc.Arbitrary<T>, kinds: readonly Kind[]) =>
  fc.record(Object.fromEntries(kinds.map((kind) => [kind, arbitrary])), { requiredKeys: [] });

const terms: fc.Arbitrary<Terms> = fc.record({
  forfeits: fc.boolean(),
  rejects: oneOf(false, false, false, true),
  cost: fc.oneof(fc.constant({}), byUsageType(wholeNumber(1, 60))),
  bounds: fc.oneof(
    fc.constant({}),
    byKind(byUsageType(bounds), ["topup", "adjust", "reserve", "transfer"]),
  ),
  ceiling: fc.oneof(fc.constant({}), byUsageType(wholeNumber(1000, 3500))),
  delayHours: fc.oneof(
    fc.constant({}),
    byKind(wholeNumber(1, 300), ["topup", "adjust", "transfer"]),
  ),
  holdingHours: optional(wholeNumber(20, 200)),
  fee: optional(fc.record({ atLeast: wholeNumber(50, 300), fixed: wholeNumber(1, 400) })),
  taxPercent: oneOf(undefined, undefined, 25, 50),
  bonus: optional(
    fc.record({
      atLeast: wholeNumber(50, 300),
      amount: wholeNumber(1, 200),
      units: oneOf("EUR", "MB"),
    }),
  ),
  life: optional(fc.record({ grace: wholeNumber(0, 5), barred: wholeNumber(0, 9) })),
  isToMidnight: fc.boolean(),
  lifts: oneOf(false, false, true),
  loan: optional(fc.record({ amount: wholeNumber(100, 500), fee: wholeNumber(0, 50) })),
  overdraft: fc.oneof(fc.constant({}), byUsageType(wholeNumber(20, 300))),
  low: fc.oneof(fc.constant({}), byUsageType(wholeNumber(20, 300))),
  rate: optional(wholeNumber(1, 3)),
  soonHours: oneOf(undefined, 24, 100),
  validity: optional(fc.record({ atLeast: wholeNumber(100, 400), days: wholeNumber(1, 40) })),
  opensUnknown: oneOf(false, false, true),
});

export const anySetup: fc.Arbitrary<WorkloadSetup> = fc.record({
  terms,
  bucketSetups: fc.oneof({ weight: 2, arbitrary: fc.constant(usualBuckets) }, anyPlaces),
});
