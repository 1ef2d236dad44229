import { unitsOf } from "@tmf654/quantity";
import type { Field, Fields } from "./field.ts";

/** One input of a form. */
export type FormField = {
  /** Where the value stands: `amount.units`, `product[].id`. */
  readonly path: string;
  /** A key for translations: the path without `[]`, the same in every form. */
  readonly labelKey: string;
  readonly type: "string" | "number" | "integer" | "boolean";
  /** Whether a message without it is refused: it and all it stands in are mandatory. */
  readonly required: boolean;
  readonly format?: string;
  readonly options?: readonly string[];
  /** The value names a unit: offer `unitChoices` of the usage type. */
  readonly isUnit: boolean;
};

/** Members that servers and programs fill in: `href`, `@type` and the like. */
const isTechnical = (name: string): boolean => name === "href" || name.startsWith("@");

const isUnit = (name: string, owner: string | undefined): boolean =>
  (owner === "Quantity" && name === "units") || (owner === "Money" && name === "unit");

/** The schema leaves both parts of a quantity out, the rule `quantityIncomplete` does not. */
const isPartOfQuantity = (name: string, owner: string | undefined): boolean =>
  owner === "Quantity" && (name === "amount" || name === "units");

/** What is inherited on the way down to an input. */
type Place = { readonly path: string; readonly required: boolean; readonly owner?: string };

function inputs(name: string, field: Field, place: Place): readonly FormField[] {
  const path = place.path === "" ? name : `${place.path}.${name}`;
  const isMandatory = field.required === true || isPartOfQuantity(name, place.owner);
  const required = place.required && isMandatory;
  const { type, format, options } = field;
  if (type === "array") {
    const { fields = {} } = field.item ?? {};
    return all(fields, { path: `${path}[]`, required: required && (field.minItems ?? 0) > 0 });
  }
  if (type === "object") {
    const owner = field.schema === undefined ? {} : { owner: field.schema };
    return all(field.fields ?? {}, { path, required, ...owner });
  }
  return [
    {
      path,
      labelKey: path.replaceAll("[]", ""),
      type,
      required,
      ...(format === undefined ? {} : { format }),
      ...(options === undefined ? {} : { options }),
      isUnit: isUnit(name, place.owner),
    },
  ];
}

const all = (fields: Fields, place: Place): readonly FormField[] =>
  Object.entries(fields)
    .filter(([name, field]) => !isTechnical(name) || field.required === true)
    .flatMap(([name, field]) => inputs(name, field, place));

/** The inputs of a form for a resource, in the contract's order: `formFields(bucketFields)`. */
export const formFields = (fields: Fields): readonly FormField[] =>
  all(fields, { path: "", required: true });

/**
 * The units to offer for a usage type, largest first. Money has as many as there are currencies,
 * so the ones that the app deals in are its own to say; `other` may be counted in anything.
 */
export function unitChoices(
  usageType: "monetary" | "voice" | "data" | "sms" | "other",
  currencies: readonly string[] = [],
): readonly string[] {
  if (usageType === "monetary") return currencies;
  const dimension = { voice: "time", data: "data", sms: "count", other: "count" } as const;
  return unitsOf(dimension[usageType]).map(({ symbol }) => symbol);
}
