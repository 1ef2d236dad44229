/** One value, or several values of which any may match. */
export type OneOrMore<Value> = Value | readonly Value[];

/** Operators for equality, as suffixes of an attribute path. `ne` is not in TMF630 but common. */
export type EqualityOperator = "eq" | "ne" | "in";

/** Operators for order. They compare numbers exactly and date-times as instants. */
export type OrderOperator = "gt" | "gte" | "lt" | "lte";

/** Filters on strings. `regex` takes a pattern without backtracking. */
export type TextFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<string>;
} & { readonly [Key in `${Path}.regex`]?: string };

/** Filters on numbers, compared exactly. */
export type NumberFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<number>;
} & { readonly [Key in `${Path}.${OrderOperator}`]?: number };

/** Filters on RFC 3339 date-times. A date without a time matches the whole day. */
export type DateTimeFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<string>;
} & { readonly [Key in `${Path}.${OrderOperator}`]?: string };

/** Filters on booleans. */
export type BooleanFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.eq` | `${Path}.ne`]?: boolean;
};

/** Filters on enum values. */
export type EnumFilter<Path extends string, Value extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<Value>;
};
