export type { ResourceName } from "@tmf654/contract";

/**
 * A resource as the API returns it. Never changed once returned: an unchanged record is the same
 * object again, so its JSON text is made once.
 */
export type Resource = { readonly [member: string]: unknown } & {
  readonly id: string;
  readonly href: string;
};

/** One violated rule, with the path of the member: `amount.units`, `product[0].id`. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** A request body after parsing and structural checks. */
export interface Body {
  readonly [member: string]: unknown;
}
