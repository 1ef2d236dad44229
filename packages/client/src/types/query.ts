/** The element of an array, else the thing itself. */
type Element<T> = T extends readonly (infer U)[] ? U : T;

/** A comparison that TMF630 writes behind the attribute's name. */
type Operator<V> = V extends number
  ? "eq" | "ne" | "gt" | "gte" | "lt" | "lte"
  : V extends boolean
    ? "eq" | "ne"
    : "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "regex";

type Scalar = string | number | boolean;

/** `a` and `a.b`, through arrays, with the values they hold. */
type Leaves<T, Prefix extends string = ""> = {
  [K in keyof T & string as Element<NonNullable<T[K]>> extends Scalar
    ? `${Prefix}${K}`
    : never]-?: Element<NonNullable<T[K]>>;
};

type Nested<T> = {
  [K in keyof T & string as Element<NonNullable<T[K]>> extends Scalar ? never : K]-?: Element<
    NonNullable<T[K]>
  >;
};

type Union<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void
  ? I
  : never;

type Deep<T> = Leaves<T> &
  Union<
    { [K in keyof Nested<T> & string]: Leaves<Nested<T>[K], `${K}.`> }[keyof Nested<T> & string]
  >;

type OneOrMore<V> = V | readonly V[];

type Filter<L> = { [K in keyof L & string]?: OneOrMore<L[K]> } & {
  [K in keyof L & string as `${K}.${Operator<L[K]>}`]?: OneOrMore<L[K]>;
};

/** `name` ascending, `-name` descending (TMF630 part 1, sorting). */
type SortKey<L> = `${"" | "-" | "+"}${keyof L & string}`;

/** Filters, sorting and paging of a list, from the attributes of what it lists. */
export type QueryOf<T> = Filter<Deep<T>> & {
  /** Several keys: the first decides, the next breaks ties. */
  sort?: OneOrMore<SortKey<Deep<T>>>;
  /** Records to skip. */
  offset?: number;
  /** Records a page. Walking a list still reaches every record. */
  limit?: number;
};
