import type { attributes } from "./generated/attributes.ts";
import type { actionNames, resources } from "./generated/resources.ts";

/** The name of one of the seven resources. */
export type ResourceName = keyof typeof resources;

/** A resource that is an action: a POST executes it. */
export type ActionName = (typeof actionNames)[number];

/** The dotted path of an attribute, for filters, `fields` and `sort`. */
export type AttributePath<Name extends ResourceName> = keyof (typeof attributes)[Name] & string;

/** The kind of an attribute. It decides how filters compare the attribute. */
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
