import { writeMessage } from "../messages.ts";
import { checkList } from "./findings.ts";
import type { Check, CheckOptions, Issue, MessageTable } from "./issue.ts";
import type { StandardSchema } from "./standard.ts";

/**
 * A validator of one schema of the contract.
 *
 * It reads and never writes: no copy, no coercion, no defaults; members it does not know stay, as
 * TMF resources are extensible. It is a Standard Schema, so libraries take it as it is.
 */
export type Validator<T> = StandardSchema<T> & {
  /** The schema's name in the contract, `TopupBalance_Create`. */
  readonly schema: string;
  /** Everything wrong with the value. Empty means valid; a valid value allocates nothing. */
  readonly check: (value: unknown, options?: CheckOptions) => readonly Issue[];
  /** What `check` is made of; for code that builds validators out of validators. */
  readonly inspect: Check;
};

const NOTHING: readonly Issue[] = /* @__PURE__ */ Object.freeze([]);

function assemble<T>(schema: string, inspect: Check, check: Validator<T>["check"]): Validator<T> {
  return {
    schema,
    inspect,
    check,
    "~standard": {
      version: 1,
      vendor: "tmf654",
      validate(value) {
        const issues = check(value);
        return issues.length ? { issues } : { value: value as T };
      },
    },
  };
}

/** Makes a validator from a check. Generated code calls it; so may you, for a schema of your own. */
export const validator = <T>(schema: string, inspect: Check): Validator<T> =>
  assemble(schema, inspect, (value, options) => {
    const asked = options?.maxIssues ?? 100;
    // NaN is no limit: nothing would be found.
    const max = Number.isNaN(asked) ? 100 : Math.max(1, asked);
    const found = inspect(value, max, options?.warnings);
    if (!found) return NOTHING;
    // Only then, as it costs half a finding; it takes a fractional limit too.
    if (found.length > max) found.splice(max);
    for (const one of found) writeMessage(one, options?.messages);
    return found;
  });

/** The same validator with other texts, for another language or another voice. */
export const withMessages = <T>(base: Validator<T>, messages: MessageTable): Validator<T> =>
  assemble(base.schema, base.inspect, (value, options) =>
    base.check(value, { messages, ...options }),
  );

/** An array of what the given validator takes: `listOf(bucket)` for the answer of a list. */
export const listOf = <T>(item: Validator<T>): Validator<T[]> =>
  validator(`${item.schema}[]`, (value, max, warnings) =>
    checkList(value, max, (one) => item.inspect(one, max, warnings)),
  );

/** Whether a value is what the schema says, as a type guard. */
export const isValid = <T>(schema: Validator<T>, value: unknown): value is T =>
  schema.check(value, { maxIssues: 1 }).length === 0;
