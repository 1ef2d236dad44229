import type { attributes } from "./generated/attributes.ts";
import type { resources } from "./generated/resources.ts";

/** One of the seven resources that can be listed. */
export type ResourceName = keyof typeof resources;

/** A resource whose POST executes it: top-up, adjustment, reservation, transfer. */
export type ActionName = {
  [Name in ResourceName]: (typeof resources)[Name]["isAction"] extends true ? Name : never;
}[ResourceName];

/** An attribute's path with dots, as filters, `fields` and `sort` name it. */
export type AttributePath<Name extends ResourceName> = keyof (typeof attributes)[Name] & string;

/** What an attribute is; decides how a filter compares it. */
export type AttributeKind =
  | "string"
  | "number"
  | "boolean"
  | "date-time"
  | "enum"
  | "object"
  | "array";

/** A key of `sort`: ascending unless it starts with `-` (TMF630). */
export type SortKey<Name extends ResourceName> = `${"" | "+" | "-"}${AttributePath<Name>}`;
