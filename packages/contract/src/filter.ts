/** One value, or several of which any may match. */
export type OneOrMore<Value> = Value | readonly Value[];

/** Operators that ask for equality, as suffixes of an attribute's path (TMF630 and vendors' `ne`). */
export type EqualityOperator = "eq" | "ne" | "in";

/** Operators that compare numbers exactly and date-times as instants. */
export type OrderOperator = "gt" | "gte" | "lt" | "lte";

/** Filters on texts; `regex` takes a pattern that runs in linear time. */
export type TextFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<string>;
} & { readonly [Key in `${Path}.regex`]?: string };

/** Filters on numbers, compared exactly. */
export type NumberFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<number>;
} & { readonly [Key in `${Path}.${OrderOperator}`]?: number };

/** Filters on RFC 3339 date-times; an equality that gives a day alone matches the whole day. */
export type DateTimeFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<string>;
} & { readonly [Key in `${Path}.${OrderOperator}`]?: string };

/** Filters on booleans. */
export type BooleanFilter<Path extends string> = {
  readonly [Key in Path | `${Path}.eq` | `${Path}.ne`]?: boolean;
};

/** Filters on one of a list of values. */
export type EnumFilter<Path extends string, Value extends string> = {
  readonly [Key in Path | `${Path}.${EqualityOperator}`]?: OneOrMore<Value>;
};
