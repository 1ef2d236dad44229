import { unitsOf } from "@tmf654/quantity";
import type { Field, Fields } from "./field.ts";

/** One input of a form. */
export interface FormField {
  /** The path of the value: `amount.units`, `product[].id`. */
  readonly path: string;
  /** A key for translations: the path without `[]`. It is the same in every form. */
  readonly labelKey: string;
  readonly type: "string" | "number" | "integer" | "boolean";
  /** Whether a message must have the member, because it and all its parents are required. */
  readonly required: boolean;
  readonly format?: string;
  readonly options?: readonly string[];
  /** Whether the value is a unit. If so, offer `unitChoices` of the usage type. */
  readonly isUnit: boolean;
}

/** Members that programs fill in, such as `href` and `@type`. */
const isTechnical = (name: string): boolean => name === "href" || name.startsWith("@");

const isUnit = (name: string, owner: string | undefined): boolean =>
  (owner === "Quantity" && name === "units") || (owner === "Money" && name === "unit");

/** Both parts of a quantity: optional in the schema, required by the rule `quantityIncomplete`. */
const isPartOfQuantity = (name: string, owner: string | undefined): boolean =>
  owner === "Quantity" && (name === "amount" || name === "units");

/** The parent of an input. */
interface FieldParent {
  readonly path: string;
  readonly required: boolean;
  readonly owner?: string;
}

function inputsOf(name: string, field: Field, parent: FieldParent): readonly FormField[] {
  const path = parent.path === "" ? name : `${parent.path}.${name}`;
  const isRequired = field.required === true || isPartOfQuantity(name, parent.owner);
  const required = parent.required && isRequired;
  const { type, format, options } = field;
  if (type === "array") {
    const { fields = {} } = field.item ?? {};
    return allInputs(fields, {
      path: `${path}[]`,
      required: required && (field.minItems ?? 0) > 0,
    });
  }
  if (type === "object") {
    const ownerMember = field.schema === undefined ? {} : { owner: field.schema };
    return allInputs(field.fields ?? {}, { path, required, ...ownerMember });
  }
  return [
    {
      path,
      labelKey: path.replaceAll("[]", ""),
      type,
      required,
      ...(format === undefined ? {} : { format }),
      ...(options === undefined ? {} : { options }),
      isUnit: isUnit(name, parent.owner),
    },
  ];
}

const allInputs = (fields: Fields, parent: FieldParent): readonly FormField[] =>
  Object.entries(fields)
    .filter(([name, field]) => !isTechnical(name) || field.required === true)
    .flatMap(([name, field]) => inputsOf(name, field, parent));

/**
 * Returns the inputs of a form, in the order of the contract: `formFields(bucketFields)`.
 * @example
 * ```ts
 * import { formFields, topupBalanceCreateFields } from "@tmf654/validation/fields";
 *
 * const inputs = formFields(topupBalanceCreateFields);
 * console.log(inputs.map(({ path, type }) => `${path} ${type}`));
 * ```
 */
export const formFields = (fields: Fields): readonly FormField[] =>
  allInputs(fields, { path: "", required: true });

/** The dimensions of the units to offer for a usage type. */
const dimensions = {
  voice: ["time"],
  data: ["data"],
  sms: ["count"],
  other: ["count", "points", "days"],
} as const;

/**
 * Returns the units to offer for a usage type, largest first. For `monetary` these are the
 * currencies that the app passes. `other` accepts any unit, and its list has the units that count
 * things.
 */
export function unitChoices(
  usageType: "monetary" | "voice" | "data" | "sms" | "other",
  currencies: readonly string[] = [],
): readonly string[] {
  if (usageType === "monetary") return currencies;
  return dimensions[usageType].flatMap((each) => unitsOf(each)).map(({ symbol }) => symbol);
}
