import fc from "fast-check";

/**
 * The setup of a random workload: buckets, vouchers, and the operator's policy. All amounts are
 * whole numbers: hundredths of a currency for money, MB for data.
 */
export interface BucketSetup {
  readonly id: string;
  readonly usageType: "monetary" | "data";
  readonly units: "EUR" | "USD" | "MB";
  readonly n: number;
  readonly account: string;
  readonly days: number | undefined;
  /** Days until it can be used. */
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
  /** MB or hundredths that come with a top-up of at least so many hundredths. */
  readonly bonus:
    | { readonly atLeast: number; readonly n: number; readonly units: "EUR" | "MB" }
    | undefined;
  /** Days of grace after a bucket's end, and days of barring after those. */
  readonly life: { readonly grace: number; readonly barred: number } | undefined;
  /** Whether a validity ends at midnight. */
  readonly isToMidnight: boolean;
  /** Whether a top-up ends a suspension. */
  readonly lifts: boolean;
  /** The amount of an emergency credit and its fee, in hundredths of EUR. */
  readonly loan: { readonly n: number; readonly fee: number } | undefined;
  /** How far usage may go below zero. */
  readonly overdraft: Partial<Record<BucketSetup["usageType"], number>>;
  /** Below this the balance is low. */
  readonly low: Partial<Record<BucketSetup["usageType"], number>>;
  /** MB for a hundredth of EUR, and hundredths for a MB. */
  readonly rate: number | undefined;
  /** Hours before an end at which a bucket expires soon; undefined without signals. */
  readonly soonHours: number | undefined;
  /** The days of validity that a top-up of at least `atLeast` hundredths gives. */
  readonly validity: { readonly atLeast: number; readonly days: number } | undefined;
}

/** The buckets and the policy of one run. */
export interface WorkloadSetup {
  readonly terms: Terms;
  readonly places: readonly BucketSetup[];
}

/** The index of a bucket that does not exist. */
export const MISSING = -1;

/** An item by any index; undefined for an empty list. */
export const pick = <T>(list: readonly T[], index: number): T | undefined =>
  index === MISSING ? undefined : list[index % list.length];

/** The buckets of most runs. */
const usual: readonly BucketSetup[] = [
  { id: "eur a", usageType: "monetary", units: "EUR", n: 3000, account: "a", days: undefined },
  { id: "eur b", usageType: "monetary", units: "EUR", n: 500, account: "b", days: 20 },
  { id: "eur a2", usageType: "monetary", units: "EUR", n: 50, account: "a", days: 5 },
  { id: "data a", usageType: "data", units: "MB", n: 1000, account: "a", days: 10 },
  { id: "data c", usageType: "data", units: "MB", n: 200, account: "c", days: undefined },
  { id: "usd a", usageType: "monetary", units: "USD", n: 400, account: "a", days: 30 },
  { id: "eur c", usageType: "monetary", units: "EUR", n: 90, account: "c", days: 60, starts: 25 },
];

/** The vouchers of every run. An index after the last one is an unknown voucher. */
export const vouchers = [
  { code: "v0", n: 300, units: "EUR", grantDays: undefined, goodForDays: undefined },
  { code: "v1", n: 700, units: "EUR", grantDays: 15, goodForDays: undefined },
  { code: "v2", n: 20, units: "MB", grantDays: undefined, goodForDays: undefined },
  { code: "v3", n: 20, units: "EUR", grantDays: undefined, goodForDays: 2 },
] as const;

/** The voucher that a command names; undefined for an unknown one or without a voucher. */
export const cardAt = (voucher: number | undefined): (typeof vouchers)[number] | undefined =>
  voucher === undefined ? undefined : vouchers[voucher];

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
export const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
export const whole = (min: number, max: number) => fc.integer({ min, max });

const anyPlace: fc.Arbitrary<Omit<BucketSetup, "id">> = fc
  .record({
    units: one("EUR", "EUR", "MB", "USD"),
    n: whole(0, 1500),
    account: one("a", "b", "c"),
    days: maybe(whole(1, 40)),
    starts: one(undefined, undefined, undefined, 4, 12),
    priority: one(undefined, 0, 1, 2),
    isBound: one(undefined, undefined, undefined, true),
    firstUse: one(undefined, undefined, 7, 30),
  })
  .map((place) => ({ ...place, usageType: place.units === "MB" ? "data" : "monetary" }));

const anyPlaces = fc
  .array(anyPlace, { minLength: 2, maxLength: 7 })
  .map((list) => list.map((place, index) => ({ ...place, id: `bucket ${index}` })));

const bounds = fc.record({ least: whole(5, 20), most: whole(300, 500), perDay: whole(400, 700) });
const byUse = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.record({ monetary: arbitrary, data: arbitrary }, { requiredKeys: [] });
const byKind = <T>(arbitrary: fc.Arbitrary<T>, kinds: readonly Kind[]) =>
  fc.record(Object.fromEntries(kinds.map((kind) => [kind, arbitrary])), { requiredKeys: [] });

const terms: fc.Arbitrary<Terms> = fc.record({
  forfeits: fc.boolean(),
  rejects: one(false, false, false, true),
  cost: fc.oneof(fc.constant({}), byUse(whole(1, 60))),
  bounds: fc.oneof(
    fc.constant({}),
    byKind(byUse(bounds), ["topup", "adjust", "reserve", "transfer"]),
  ),
  ceiling: fc.oneof(fc.constant({}), byUse(whole(1000, 3500))),
  delayHours: fc.oneof(fc.constant({}), byKind(whole(1, 300), ["topup", "adjust", "transfer"])),
  holdingHours: maybe(whole(20, 200)),
  fee: maybe(fc.record({ atLeast: whole(50, 300), fixed: whole(1, 400) })),
  taxPercent: one(undefined, undefined, 25, 50),
  bonus: maybe(fc.record({ atLeast: whole(50, 300), n: whole(1, 200), units: one("EUR", "MB") })),
  life: maybe(fc.record({ grace: whole(0, 5), barred: whole(0, 9) })),
  isToMidnight: fc.boolean(),
  lifts: one(false, false, true),
  loan: maybe(fc.record({ n: whole(100, 500), fee: whole(0, 50) })),
  overdraft: fc.oneof(fc.constant({}), byUse(whole(20, 300))),
  low: fc.oneof(fc.constant({}), byUse(whole(20, 300))),
  rate: maybe(whole(1, 3)),
  soonHours: one(undefined, 24, 100),
  validity: maybe(fc.record({ atLeast: whole(100, 400), days: whole(1, 40) })),
});

export const anySetup: fc.Arbitrary<WorkloadSetup> = fc.record({
  terms,
  places: fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, anyPlaces),
});
