/** Another name of a member. `from` may lead into an array: `impactedBucket.0.bucket`. */
export interface MemberAlias {
  readonly from: string;
  readonly to: string;
  /** The schema of the objects in which the alias applies. Default: the message itself. */
  readonly in?: string;
  /** Members to add to the object, unless it has them. */
  readonly add?: Readonly<Record<string, string>>;
}

/** Another name of a unit, with the power of ten of its amounts: cents are `EUR` and -2. */
export interface UnitAlias {
  readonly units: string;
  /** The power of ten that multiplies the amounts. Default 0. */
  readonly exponent?: number;
}

/**
 * The differences between a server's messages and the contract. It is plain data, so you can write
 * your own: `{ ...june2020, name: "mine", units: { cents: { units: "EUR", exponent: -2 }}}`.
 * Letter case, numbers as text, and single objects in place of lists need no dialect.
 */
export interface Dialect {
  readonly name: string;
  /** Other names of enum values: by the enum's schema, then by the name in lower case. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * The value for unknown names, by the enum's schema. Without such a value, unknown names stay
   * unchanged.
   */
  readonly fallbacks?: Readonly<Record<string, string>>;
  readonly members?: readonly MemberAlias[];
  /** Other names of units, in lower case. They take precedence over the known units. */
  readonly units?: Readonly<Record<string, UnitAlias>>;
}

/** The published contract, with other names that operators use for its values. */
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
  fallbacks: { UsageType: "other" },
  members: [{ in: "LogicalResourceRef", from: "value", to: "id" }],
};

/**
 * The dialect of the June 2020 edition of v4.0.0, which some servers use. It converts
 * `impactedBucket` to `bucket`, and `payment` to `paymentMethod`.
 */
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
