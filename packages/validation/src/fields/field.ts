/** What is known of one member, for code that builds forms, tables or readers from the contract. */
export type Field = {
  readonly type: "string" | "number" | "integer" | "boolean" | "object" | "array";
  readonly required?: boolean;
  /** `date-time` or `uri`; absent for free text. */
  readonly format?: string;
  /** The name in the contract of the schema that the member refers to. */
  readonly schema?: string;
  /** The values of an enum, in the contract's order. */
  readonly options?: readonly string[];
  /** The members of an object. */
  readonly fields?: Fields;
  /** What an array holds. */
  readonly item?: Field;
  readonly minItems?: number;
};

/** Members by name. */
export type Fields = Readonly<Record<string, Field>>;

/** The members of a type: every one, and no other. */
export type FieldsOf<T> = { readonly [Key in keyof T]-?: Field };
