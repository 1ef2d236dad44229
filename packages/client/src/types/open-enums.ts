import type { OneOrMore } from "@tmf654/contract";

declare const unlisted: unique symbol;

/**
 * A value from a server that the contract does not list. It comes from a response only, so
 * that it can be sent back, while a misspelt literal is refused.
 */
export type UnlistedValue = string & { readonly [unlisted]: true };

/** Attributes that are enumerations in the contract. */
type EnumAttribute =
  | "adjustType"
  | "costOwner"
  | "receiverBucketUsageType"
  | "recurringPeriod"
  | "status"
  | "usageType";

/** Servers send words that the contract does not list, so every enumeration stays open. */
export type Readable<T> = { [K in keyof T]: K extends EnumAttribute ? T[K] | UnlistedValue : T[K] };

/** A request: optional attributes take `undefined`, enumerations take words that were read. */
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

/** Filters take `undefined`, and words that were read. */
export type Filters<T> = {
  [K in keyof T]:
    | T[K]
    | undefined
    | (K extends EnumAttribute | `${EnumAttribute}.${string}` ? OneOrMore<UnlistedValue> : never);
};
