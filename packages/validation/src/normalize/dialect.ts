/** One member found under another name; `from` may lead into an array: `impactedBucket.0.bucket`. */
export type MemberWord = {
  readonly from: string;
  readonly to: string;
  /** Only in objects of this schema; in the message itself unless told. */
  readonly in?: string;
  /** Members that the found object gets where it has none. */
  readonly add?: Readonly<Record<string, string>>;
};

/** A word for a unit, and by which power of ten its amounts differ: cents are `EUR` and -2. */
export type UnitWord = { readonly units: string; readonly exponent?: number };

/**
 * What some server's messages need to be read as the contract's. Data only, so that your own is an
 * object literal: `{ ...june2020, name: "mine", units: { cents: { units: "EUR", exponent: -2 }}}`.
 * Case, text for numbers, and single objects for lists are mended in every dialect.
 */
export type Dialect = {
  readonly name: string;
  /** Values of an enum by the enum's schema and the lower-case word that stands for one. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What any other word of an enum means. Without it, such a word stays as it is. */
  readonly otherwise?: Readonly<Record<string, string>>;
  readonly members?: readonly MemberWord[];
  /** By lower-case word, before the units that are known anyhow. */
  readonly units?: Readonly<Record<string, UnitWord>>;
};

/** The contract as published, in the words that operators use for it. */
export const published: Dialect = {
  name: "published",
  values: {
    ActionStatusType: {
      done: "completed",
      success: "completed",
      error: "failed",
      canceled: "cancelled",
    },
    AdjustType: {
      credit: "oneTime",
      onetimecharge: "oneTime",
      recurringcharge: "recurring",
    },
    BucketStatusType: { inactive: "suspended", closed: "expired" },
    RecurringPeriodType: { biweekly: "fortnightly", month: "monthly", week: "weekly" },
    UsageType: { core: "monetary", loan: "monetary", money: "monetary", message: "sms" },
  },
  otherwise: { UsageType: "other" },
  members: [{ in: "LogicalResourceRef", from: "value", to: "id" }],
};

/** The other v4.0.0 that circulates: single references, `impactedBucket`, `payment`. */
export const june2020: Dialect = {
  ...published,
  name: "june2020",
  members: [
    { in: "LogicalResourceRef", from: "value", to: "id" },
    { from: "impactedBucket.0.bucket", to: "bucket" },
    { from: "impactedBucket.bucket", to: "bucket" },
    { from: "payment", to: "paymentMethod", add: { "@type": "PaymentTransaction" } },
    {
      from: "receiverPartyAccount",
      to: "receiver",
      add: { "@referredType": "PartyAccount" },
    },
  ],
};
