/** Metadata about one member, for code that builds forms, tables or parsers from the contract. */
export interface Field {
  readonly type: "string" | "number" | "integer" | "boolean" | "object" | "array";
  readonly required?: boolean;
  /** `date-time` or `uri`. Absent for free text. */
  readonly format?: string;
  /** The name of the schema that the member refers to. */
  readonly schema?: string;
  /** The values of an enum, in the contract's order. */
  readonly options?: readonly string[];
  /** The members of an object. */
  readonly fields?: Fields;
  /** The items of an array. */
  readonly item?: Field;
  /** The minimum number of items in an array. Default: no minimum. */
  readonly minItems?: number;
}

/** Members by name. */
export type Fields = Readonly<Record<string, Field>>;

/** Metadata for exactly the members of a type. */
export type FieldsOf<T> = { readonly [Key in keyof T]-?: Field };
