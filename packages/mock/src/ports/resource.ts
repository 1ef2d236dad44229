export type { ResourceName } from "@tmf654/contract";

/**
 * A resource as the API returns it. It is never changed. An unchanged record returns the same
 * object, so its JSON text is created once.
 */
export type Resource = { readonly [member: string]: unknown } & {
  readonly id: string;
  readonly href: string;
};

/**
 * One thing wrong with a message, with the path of the member, such as `amount.units` or
 * `product[0].id`.
 */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** A request body after parsing and structural checks. */
export interface Body {
  readonly [member: string]: unknown;
}
