import { normalizeNumber, normalizeVoucherCode } from "@tmf654/contract";
import {
  type AttributeTable,
  type ComparisonOperator,
  comparisonOperators,
  type QueryKind,
} from "../ports/query.ts";
import { didYouMean, suggest } from "../schema/suggest.ts";

/** An attribute of a resource, as named in a query. */
export interface Attribute {
  readonly path: readonly string[];
  readonly kind: QueryKind;
  readonly values?: readonly string[] | undefined;
}

const operators: ReadonlySet<string> = new Set(comparisonOperators);

/** The names with `@` that every object of the contract may have. */
const metaNames: ReadonlySet<string> = new Set([
  "@type",
  "@baseType",
  "@schemaLocation",
  "@referredType",
]);

/** Finds an attribute by its dotted name. Every object may have the names with `@`. */
export function findAttribute(name: string, attributeTable: AttributeTable): Attribute | undefined {
  const knownAttribute = attributeTable.get(name);
  const path = name.split(".");
  if (knownAttribute) return { path, ...knownAttribute };
  const isMeta = metaNames.has(path.at(-1) ?? "");
  return isMeta ? { path, kind: "string" } : undefined;
}

/**
 * Splits `amount.gt` into attribute and operator. A text that is the name of an attribute is not
 * split.
 */
export function splitOperator(
  name: string,
  attributeTable: AttributeTable,
): { readonly name: string; readonly op: ComparisonOperator | undefined } {
  const dot = name.lastIndexOf(".");
  const lastPart = name.slice(dot + 1);
  if (dot < 1 || !operators.has(lastPart) || attributeTable.has(name))
    return { name, op: undefined };
  return { name: name.slice(0, dot), op: lastPart as ComparisonOperator };
}

/** Creates the message for an unknown attribute, with suggestions. */
export function unknownAttributeMessage(name: string, attributeTable: AttributeTable): string {
  const shortName = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return `"${shortName}" is not an attribute of this resource${didYouMean(suggest(name, attributeTable.keys()))}`;
}

/** Returns the function for the normal form of an attribute: of telephone numbers or vouchers. */
export function normalizerOf(path: readonly string[]): ((text: string) => string) | undefined {
  const name = path.join(".");
  if (/\bvoucher$/.test(name)) return normalizeVoucherCode;
  return /\b(l|receiverL)ogicalResource\.id$/.test(name) ? normalizeNumber : undefined;
}
