import type { ActionName, UsageType } from "@tmf654/contract";

/**
 * The starting data of a mock. Instants are signed ISO 8601 durations from the creation of the mock
 * (`P10D` in ten days, `-P1D` yesterday), so a scenario stays current.
 */
export interface Scenario {
  readonly name: string;
  /** The description in the list of scenarios, in one line. */
  readonly description: string;
  readonly subscribers?: readonly Subscriber[];
  readonly vouchers?: readonly SeedVoucher[];
  /** Past actions, in any order. */
  readonly actions?: readonly SeedAction[];
}

/** A person with a number, a party account and buckets. */
export interface Subscriber {
  /** A short unique name. Bucket ids are `<key>-<bucket key>`, such as `ana-main`. */
  readonly key: string;
  readonly name: string;
  /** The number in digits, without a plus. It is the id of the logical resource. */
  readonly msisdn: string;
  /** The id of the party account. Default `acc-<key>`. Family members may share one. */
  readonly account?: string;
  /** The id of the product. Default `prod-<key>`. */
  readonly product?: string;
  readonly productName?: string;
  readonly buckets: readonly SeedBucket[];
}

/** One bucket of a subscriber. */
export interface SeedBucket {
  readonly key: string;
  readonly usageType: UsageType;
  readonly name: string;
  /** The amount in `units`. */
  readonly amount: number;
  readonly units: string;
  /** The description of the bucket. */
  readonly description?: string;
  /** The product of the bucket, such as a pack. Default: the subscriber's product. */
  readonly product?: { readonly id: string; readonly name?: string };
  /** The start of the validity. Default `-P30D`. */
  readonly starts?: string;
  /** The end of the validity. Default: none. */
  readonly ends?: string;
  /**
   * The validity after the first use, as an unsigned duration in whole days. Before the first use,
   * `ends` is the last day for it.
   */
  readonly firstUse?: string;
  /** The priority. Buckets with a lower number are spent first. Default 0. */
  readonly priority?: number;
  /** Whether the value can be transferred to another owner. Default true. */
  readonly transferable?: boolean;
  readonly suspended?: boolean;
  /** The numbers of other users. Other users make the bucket a shared one. */
  readonly sharedWith?: readonly string[];
}

/** A voucher of the catalogue. */
export interface SeedVoucher {
  readonly code: string;
  /** The amount in `units`. */
  readonly amount: number;
  readonly units: string;
  readonly usageType: UsageType;
  /** Whether the voucher is used up. Default false. */
  readonly used?: boolean;
  /** The instant of expiry. Default: none. */
  readonly expires?: string;
  /** The validity that the voucher grants to the bucket, as an ISO 8601 duration. */
  readonly grants?: string;
}

/** A past request, which the engine runs when the mock is created. */
export interface SeedAction {
  /** The time of the action, such as `-P3DT2H`. */
  readonly at: string;
  readonly resource: ActionName;
  /** The body of the POST. `bucket.id` is a bucket of the scenario. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body of a PATCH directly afterwards, for example to consume a reservation. */
  readonly patch?: Readonly<Record<string, unknown>>;
}

/** Combines scenarios in their order. A later subscriber replaces one with the same key. */
export function compose(name: string, ...parts: readonly Scenario[]): Scenario {
  const subscribers = new Map<string, Subscriber>();
  const vouchers = new Map<string, SeedVoucher>();
  for (const part of parts) {
    for (const subscriber of part.subscribers ?? []) subscribers.set(subscriber.key, subscriber);
    for (const voucher of part.vouchers ?? []) vouchers.set(voucher.code, voucher);
  }
  return {
    name,
    description: parts.map((part) => part.description).join(" "),
    subscribers: [...subscribers.values()],
    vouchers: [...vouchers.values()],
    actions: parts.flatMap((part) => part.actions ?? []),
  };
}
