/** A read request, understood: what to select, in which order, which page, which members. */
export type Query = {
  readonly where: Filter | undefined;
  readonly sort: readonly SortKey[];
  /** How many matches to leave out from the front. */
  readonly offset: number;
  /** How many matches to answer at most; 0 asks for the counts alone. */
  readonly limit: number;
  /** Dotted paths to answer with; `[]` is `fields=none`; undefined is the whole resource. */
  readonly fields: readonly string[] | undefined;
};

/** Which resources match, as a tree. An empty `and` matches everything, an empty `or` nothing. */
export type Filter =
  | { readonly kind: "and"; readonly of: readonly Filter[] }
  | { readonly kind: "or"; readonly of: readonly Filter[] }
  | Comparison;

/** `in` holds when one operand is equal; the others have exactly one operand. */
export type ComparisonOperator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "regex";

/** One attribute against its operands. An array on the path holds when any element does. */
export type Comparison = {
  readonly kind: "compare";
  /** `["partyAccount", "id"]`; array indexes never appear. */
  readonly path: readonly string[];
  readonly op: ComparisonOperator;
  readonly operands: readonly Operand[];
};

/** What an attribute is compared with, read once according to the attribute's kind. */
export type Operand =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly text: string }
  | { readonly type: "boolean"; readonly value: boolean }
  /** Milliseconds since the epoch. A day alone spans `[from, to)`; an instant has `to = from`. */
  | { readonly type: "instant"; readonly from: number; readonly to: number }
  | { readonly type: "pattern"; readonly source: string; readonly find: (text: string) => boolean };

/** Missing values come last whichever the direction; equal ones keep their order. */
export type SortKey = { readonly path: readonly string[]; readonly descending: boolean };

/** What kind of value an attribute holds; decides how a filter's text is read. */
export type AttributeKind = "string" | "number" | "boolean" | "date-time" | "enum" | "object";

/** The dotted paths a resource has (arrays left out of the path), with the kind of each. */
export type AttributeTable = ReadonlyMap<
  string,
  { readonly kind: AttributeKind; readonly values?: readonly string[] }
>;
