import type { ActionName, UsageType } from "@tmf654/contract";

/**
 * The starting data of a mock. Instants are signed ISO 8601 durations from the creation of the mock
 * (`P10D` in ten days, `-P1D` yesterday), so a scenario stays current.
 */
export interface Scenario {
  readonly name: string;
  /** One line for the list of scenarios. */
  readonly description: string;
  readonly subscribers?: readonly Subscriber[];
  readonly vouchers?: readonly SeedVoucher[];
  /** Past actions, in any order. */
  readonly actions?: readonly SeedAction[];
}

/** A person with a number, a party account and buckets. */
export interface Subscriber {
  /** Short and unique: bucket ids are `<key>-<bucket key>`, e.g. `ana-main`. */
  readonly key: string;
  readonly name: string;
  /** In digits, without a plus: the id of the logical resource. */
  readonly msisdn: string;
  /** Id of the party account; default `acc-<key>`. Family members may name the same. */
  readonly account?: string;
  /** Id of the product; default `prod-<key>`. */
  readonly product?: string;
  readonly productName?: string;
  readonly buckets: readonly SeedBucket[];
}

/** One bucket of a subscriber. */
export interface SeedBucket {
  readonly key: string;
  readonly usageType: UsageType;
  readonly name: string;
  readonly amount: number;
  readonly units: string;
  /** Text about the bucket for people. */
  readonly description?: string;
  /** The product of the bucket, such as a pack; default the subscriber's. */
  readonly product?: { readonly id: string; readonly name?: string };
  /** When it becomes valid; default `-P30D`. */
  readonly starts?: string;
  /** When it expires; without it, never. */
  readonly ends?: string;
  /**
   * The validity from the first use on, as an unsigned duration in whole days. Until then, `ends`
   * is the last day of a first use.
   */
  readonly firstUse?: string;
  /** Buckets with a lower number are spent first; default 0. */
  readonly priority?: number;
  /** False for value that only its owner can spend; default true. */
  readonly transferable?: boolean;
  readonly suspended?: boolean;
  /** Numbers beside the subscriber's own that use it; makes it a shared bucket. */
  readonly sharedWith?: readonly string[];
}

/** A voucher of the catalogue. */
export interface SeedVoucher {
  readonly code: string;
  readonly amount: number;
  readonly units: string;
  readonly usageType: UsageType;
  /** Already used up; default not. */
  readonly used?: boolean;
  /** When it expires; default never. */
  readonly expires?: string;
  /** ISO 8601 period of validity it grants to the bucket. */
  readonly grants?: string;
}

/** A past request, which the engine runs when the mock is created. */
export interface SeedAction {
  /** How long ago, `-P3DT2H`. */
  readonly at: string;
  readonly resource: ActionName;
  /** The body as POSTed; `bucket.id` names a bucket of the scenario. */
  readonly body: Readonly<Record<string, unknown>>;
  /** A PATCH sent right after, e.g. the consume of a reservation. */
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
