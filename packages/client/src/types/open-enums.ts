import type { OneOrMore } from "@tmf654/contract";

declare const unlistedBrand: unique symbol;

/**
 * An enumeration value from a response that the contract does not list. Requests accept this
 * value but no other unlisted text, so that a misspelt literal is a compile error.
 */
export type UnlistedValue = string & { readonly [unlistedBrand]: true };

/** Attributes that are enumerations in the contract. */
type EnumAttribute =
  | "adjustType"
  | "costOwner"
  | "receiverBucketUsageType"
  | "recurringPeriod"
  | "status"
  | "usageType";

/**
 * A response. Every enumeration is open, because servers send values that the contract does not
 * list.
 */
export type Readable<T> = { [K in keyof T]: K extends EnumAttribute ? T[K] | UnlistedValue : T[K] };

/**
 * A request. Optional attributes accept `undefined`, and enumerations accept values from
 * responses.
 */
export type Sendable<T> = T extends readonly (infer Item)[]
  ? readonly Sendable<Item>[]
  : T extends object
    ? {
        [K in keyof T]:
          | Sendable<T[K]>
          | (K extends EnumAttribute ? UnlistedValue : never)
          | (object extends Pick<T, K> ? undefined : never);
      }
    : T;

/** Filters. They accept `undefined`, and enumeration values from responses. */
export type Filters<T> = {
  [K in keyof T]:
    | T[K]
    | undefined
    | (K extends EnumAttribute | `${EnumAttribute}.${string}` ? OneOrMore<UnlistedValue> : never);
};
