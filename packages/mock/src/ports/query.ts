/** A parsed query: filter, order, page and members to return. */
export interface Query {
  readonly where: Filter | undefined;
  readonly sort: readonly SortTerm[];
  /** The number of matches to skip. */
  readonly offset: number;
  /** The most matches to return; 0 returns the counts only. */
  readonly limit: number;
  /** Dotted paths to return; `[]` is `fields=none`; undefined is the whole resource. */
  readonly fields: readonly string[] | undefined;
}

/** A filter as a tree. An empty `and` matches everything, an empty `or` nothing. */
export type Filter =
  | { readonly kind: "and"; readonly of: readonly Filter[] }
  | { readonly kind: "or"; readonly of: readonly Filter[] }
  | Comparison;

/** The operators of the query language. */
export const comparisonOperators = ["eq", "ne", "gt", "gte", "lt", "lte", "in", "regex"] as const;

/** `in` holds when one operand is equal; the others have exactly one operand. */
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** The operators that compare by order or equality. */
export type ScalarOperator = Exclude<ComparisonOperator, "in" | "ne" | "regex">;

/** One attribute against its operands. An array on the path holds when any element does. */
export interface Comparison {
  readonly kind: "compare";
  /** `["partyAccount", "id"]`; array indexes never appear. */
  readonly path: readonly string[];
  readonly op: ComparisonOperator;
  readonly operands: readonly QueryOperand[];
}

/** The value that an attribute is compared with, parsed according to the attribute's kind. */
export type QueryOperand =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly text: string }
  | { readonly type: "boolean"; readonly value: boolean }
  /** Milliseconds since the epoch. A day alone spans `[from, to)`; an instant has `to = from`. */
  | { readonly type: "instant"; readonly from: number; readonly to: number }
  | { readonly type: "pattern"; readonly source: string; readonly find: (text: string) => boolean };

/** Missing values come last in both directions; equal ones keep their order. */
export interface SortTerm {
  readonly path: readonly string[];
  readonly descending: boolean;
}

/** The kind of value of an attribute; decides how the text of a filter is parsed. */
export type QueryKind = "string" | "number" | "boolean" | "date-time" | "enum" | "object";

/** The dotted paths a resource has (arrays left out of the path), with the kind of each. */
export type AttributeTable = ReadonlyMap<
  string,
  { readonly kind: QueryKind; readonly values?: readonly string[] }
>;
