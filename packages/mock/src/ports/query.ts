/** A parsed query: filter, order, page and the members to return. */
export interface Query {
  readonly where: Filter | undefined;
  readonly sort: readonly SortTerm[];
  /** The number of matches to skip. */
  readonly offset: number;
  /** The maximum number of matches to return. 0 returns only the counts. */
  readonly limit: number;
  /** The dotted paths to return. `[]` means `fields=none`, `undefined` the whole resource. */
  readonly fields: readonly string[] | undefined;
}

/** A filter as a tree. An empty `and` matches everything, an empty `or` nothing. */
export type Filter =
  | { readonly kind: "and"; readonly of: readonly Filter[] }
  | { readonly kind: "or"; readonly of: readonly Filter[] }
  | Comparison;

/** The operators of the query language. */
export const comparisonOperators = ["eq", "ne", "gt", "gte", "lt", "lte", "in", "regex"] as const;

/**
 * The operator of a comparison. `in` is true if one operand is equal. Other operators have one
 * operand.
 */
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** The operators that compare by order or equality. */
export type OrderOrEqualOperator = Exclude<ComparisonOperator, "in" | "ne" | "regex">;

/**
 * A comparison of an attribute with operands. If the path contains an array, the comparison is true
 * when it is true for any element.
 */
export interface Comparison {
  readonly kind: "compare";
  /** The path of the attribute without array indexes, such as `["partyAccount", "id"]`. */
  readonly path: readonly string[];
  readonly op: ComparisonOperator;
  readonly operands: readonly QueryOperand[];
}

/** The value that an attribute is compared with, parsed by the attribute's kind. */
export type QueryOperand =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly text: string }
  | { readonly type: "boolean"; readonly value: boolean }
  /**
   * A range in milliseconds since the epoch. A day is `[from, to)`; an instant has `to = from`.
   */
  | { readonly type: "instant"; readonly from: number; readonly to: number }
  | { readonly type: "pattern"; readonly source: string; readonly find: (text: string) => boolean };

/** A sort key. Missing values are last in both directions. Equal values keep their order. */
export interface SortTerm {
  readonly path: readonly string[];
  readonly descending: boolean;
}

/** The kind of an attribute's values. It decides how the text of a filter is parsed. */
export type QueryKind = "string" | "number" | "boolean" | "date-time" | "enum" | "object";

/** The attributes of a resource: dotted paths without array indexes, each with its kind. */
export type AttributeTable = ReadonlyMap<
  string,
  { readonly kind: QueryKind; readonly values?: readonly string[] }
>;
