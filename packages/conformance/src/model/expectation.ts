/** Expectations of a response, as data. */
import type { TemplateValue } from "./template-value.ts";

/** One expectation of a response. */
export type Expectation =
  | { readonly status: number | readonly number[] }
  | { readonly header: string; readonly is: Condition }
  /** The value at a path of the body; the empty path is the body. */
  | { readonly at: string; readonly is: Condition }
  /** The value at a path of every element of a list. An empty list proves nothing. */
  | { readonly each: string; readonly is: Condition }
  /** Like `each`, but the list may be empty, such as a list filtered by an unknown value. */
  | { readonly eachIfAny: string; readonly is: Condition }
  /** The value at a path of one element or more. */
  | { readonly some: string; readonly is: Condition }
  /** The body matches the contract's schema; `Name[]` means a list. */
  | { readonly schema: string }
  /** The elements are sorted by the value at a path. At least two values must differ. */
  | { readonly sorted: string; readonly order: "ascending" | "descending" }
  /** How many of a step's simultaneous responses have this status and value. */
  | {
      readonly responses: {
        readonly status?: number;
        readonly at?: string;
        readonly is?: Condition;
      };
      readonly count: TemplateValue;
    };

/** A condition on a value. */
export type Condition =
  | "present"
  | "absent"
  | "string"
  | "number"
  | "integer"
  | "array"
  | "object"
  | "date-time"
  | "empty"
  | "not empty"
  /** The type that the official kit requires for the attribute. */
  | "{kind}"
  | { readonly equals: Operand }
  | { readonly not: Operand }
  | { readonly oneOf: readonly Operand[] }
  | { readonly includes: Operand }
  | { readonly contains: Operand }
  | { readonly hasOnly: readonly string[] }
  | { readonly has: readonly string[] }
  | { readonly above: Operand }
  | { readonly atLeast: Operand }
  | { readonly below: Operand }
  | { readonly atMost: Operand }
  | { readonly length: Operand }
  /** A condition that is also met when the member is absent. */
  | { readonly ifPresent: Condition };

/** A value, or a value that is calculated exactly from others. */
export type Operand =
  | TemplateValue
  | { readonly sum: readonly Operand[] }
  | { readonly difference: readonly [Operand, Operand] }
  /** The amount divided by a number, cut to two decimals. */
  | { readonly share: readonly [Operand, number] }
  | { readonly lengthOf: string };
