import type { Money, Quantity, UsageType } from "@tmf654/contract";
import type { ActionKind } from "./kind.ts";
import type { CalendarPeriod } from "./time.ts";

/**
 * Bounds on the size of one action, credit or debit. An action that only changes the end of
 * a validity has no size.
 */
export interface AmountLimits {
  readonly minimum?: Quantity;
  readonly maximum?: Quantity;
}

/** Bounds on one transfer, and on the sum of an account's transfers in a local day. */
export type TransferLimits = AmountLimits & { readonly perDay?: Quantity };

type ByUsageType<T> = Readonly<Partial<Record<UsageType, T>>>;

/** A cost for transfers of a usage type; it overrides the request's `transferCost`. */
export interface Tariff {
  readonly usageType: UsageType;
  readonly cost: Money;
}

/** A rate between two kinds of value: "1 EUR is worth 500 MB". Transfers between them use it. */
export interface ConversionRate {
  readonly from: UsageType;
  readonly to: UsageType;
  readonly amount: Quantity;
  readonly worth: Quantity;
}

/** The validity that a top-up of at least an amount gives: "a 10 euro card is good for 30 days". */
export interface ValidityRule {
  readonly usageType: UsageType;
  readonly atLeast: Quantity;
  readonly period: CalendarPeriod;
}

/** A bonus for a top-up of at least an amount: "top up 20 EUR, get 1 GB". */
export interface BonusRule {
  readonly usageType: UsageType;
  readonly atLeast: Quantity;
  readonly bonus: Quantity;
  /** The usage type of the bucket that is credited. Default: the usage type of the top-up. */
  readonly to?: UsageType;
  /** The validity that the bonus gives a bucket with an end. */
  readonly period?: CalendarPeriod;
}

/** A deduction from a top-up of at least an amount: a share of it, a fixed part, or both. */
export interface DeductionRule {
  readonly usageType: UsageType;
  readonly atLeast: Quantity;
  /** The share in percent of the top-up. Default 0. */
  readonly percent?: number;
  readonly fixed?: Quantity;
}

/** Credit for a subscriber whose balance is low. The next top-ups pay it back, with its fee. */
export interface EmergencyCredit {
  readonly amount: Quantity;
  readonly fee?: Quantity;
  /** The credit is given only while the balance is below this amount. Default: always. */
  readonly below?: Quantity;
}

/** The days after a bucket's end, in two stages. */
export interface Lifecycle {
  /** The days in which the value can still be spent. */
  readonly graceDays: number;
  /**
   * The days after grace in which a top-up can revive the bucket. After them the bucket is
   * terminated.
   */
  readonly barredDays: number;
}

/** A signal beyond the contract's events: an action completed later, or the state of a bucket. */
export type SignalName = "completed" | "lowBalance" | "expiringSoon";

/** The operator's choices that the contract leaves open, as plain data. */
export interface Policy {
  /** The factor between KB, MB, GB and TB. Default 1024. */
  readonly dataBase: 1024 | 1000;
  /** The language that `remainingValueName` is written in. Default "en". */
  readonly locale: string;
  /** `task`: a refused POST is recorded as a failed task. `reject`: no record. Default "task". */
  readonly refusals: "task" | "reject";
  /**
   * A top-up or an adjustment that names an unknown bucket is refused, or creates the bucket.
   * Default "refuse".
   */
  readonly unknownBucket: "refuse" | "create";
  /** `freeze`: an expired bucket keeps its value. `forfeit`: it loses the value. Default "freeze". */
  readonly onExpiry: "freeze" | "forfeit";
  /**
   * `match`: a top-up must name its voucher's amount (or 0). `ignore`: it may name any amount.
   * Default "match".
   */
  readonly voucherAmount: "match" | "ignore";
  /**
   * `accept`: a suspended bucket accepts top-ups. `lift`: such a top-up also ends the suspension.
   * Default "refuse".
   */
  readonly topupSuspended: "refuse" | "accept" | "lift";
  /** The end of a validity: its instant, or the next local midnight. Default "instant". */
  readonly endOfValidity: "instant" | "midnight";
  /**
   * The stages after a bucket's end. Default none: the bucket is expired, and a top-up revives it.
   */
  readonly lifecycle: Lifecycle | undefined;
  /** The signals that decisions contain. Default none. */
  readonly signals: readonly SignalName[];
  /** The time between the signal `expiringSoon` and the end of a bucket. Default a day. */
  readonly expiringSoonMs: number;
  /**
   * `check`: accounts, MSISDNs and products of a request must belong to the bucket, and a parent
   * top-up must exist. `record`: they are only recorded. Default "check".
   */
  readonly references: "check" | "record";
  /** A Quantity without units is refused, or has the units of the bucket. Default "refuse". */
  readonly missingUnits: "refuse" | "bucket";
  /** The unit of a bucket that is opened without a unit. */
  readonly defaultUnits: Readonly<Record<UsageType, string>>;
  /**
   * The validity that top-ups give. The matching rule with the largest amount applies. Default
   * none.
   */
  readonly topupValidity: readonly ValidityRule[];
  /**
   * The time for which a reservation without an end holds its amount. Default: until it is
   * resolved.
   */
  readonly holdingTimeMs: number | undefined;
  /** Delayed processing by kind of action. Default none. Reservations are never delayed. */
  readonly delayMs: Readonly<Partial<Record<ActionKind, number>>>;
  /** Duration of a payment whose gateway result is "slow". Default 30 s. */
  readonly slowPaymentMs: number;
  /**
   * The number of unknown codes in a row that locks vouchers, and for how long. Default: 3 codes,
   * an hour.
   */
  readonly voucherLockout: { readonly misses: number; readonly lockMs: number };
  /** The maximum value of a bucket of a usage type, held amounts included. Default none. */
  readonly ceilings: ByUsageType<Quantity>;
  /** Bounds by kind of action and usage type. Default none. */
  readonly limits: Readonly<
    Partial<Record<Exclude<ActionKind, "transfer">, ByUsageType<AmountLimits>>> & {
      transfer?: ByUsageType<TransferLimits>;
    }
  >;
  /** The costs of transfers. Default none: the request's `transferCost` is charged. */
  readonly tariffs: readonly Tariff[];
  /** The matching rule with the largest amount gives a bonus, as a child top-up. Default none. */
  readonly topupBonuses: readonly BonusRule[];
  /** The fees of top-ups, by the matching rule with the largest amount. Default none. */
  readonly topupFees: readonly DeductionRule[];
  /** The taxes of top-ups, by the matching rule with the largest amount. Default none. */
  readonly topupTaxes: readonly DeductionRule[];
  /** The emergency credit that a top-up with `@type: "EmergencyCredit"` gets. Default none. */
  readonly emergencyCredit: ByUsageType<EmergencyCredit>;
  /** The amount by which usage may take a balance below zero. Default: none. */
  readonly overdraft: ByUsageType<Quantity>;
  /** Rates for transfers to another usage type or currency. Default none: such a transfer is refused. */
  readonly conversions: readonly ConversionRate[];
  /**
   * The amount below which a balance is low, so that an auto-top-up without a period runs. Default:
   * a balance of 0 is low.
   */
  readonly lowBalance: ByUsageType<Quantity>;
  /** The time zone of days for auto-top-ups, validities and daily limits. Default 0, UTC. */
  readonly utcOffsetMinutes: number;
}

/** The policy of the `reference` profile. Spread it to change a field. */
export const defaultPolicy: Policy = {
  dataBase: 1024,
  locale: "en",
  refusals: "task",
  unknownBucket: "refuse",
  onExpiry: "freeze",
  voucherAmount: "match",
  topupSuspended: "refuse",
  endOfValidity: "instant",
  lifecycle: undefined,
  signals: [],
  expiringSoonMs: 86_400_000,
  references: "check",
  missingUnits: "refuse",
  defaultUnits: { monetary: "EUR", data: "MB", voice: "min", sms: "SMS", other: "unit" },
  topupValidity: [],
  holdingTimeMs: undefined,
  delayMs: {},
  slowPaymentMs: 30_000,
  voucherLockout: { misses: 3, lockMs: 3_600_000 },
  ceilings: {},
  limits: {},
  tariffs: [],
  topupBonuses: [],
  topupFees: [],
  topupTaxes: [],
  emergencyCredit: {},
  overdraft: {},
  conversions: [],
  lowBalance: {},
  utcOffsetMinutes: 0,
};
