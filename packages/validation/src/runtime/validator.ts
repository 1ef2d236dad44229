import { writeMessage } from "../messages.ts";
import { checkList } from "./checks.ts";
import type { Check, CheckOptions, Issue, MessageTable } from "./issue.ts";
import type { StandardSchema } from "./standard.ts";

/**
 * A validator of one schema of the contract.
 *
 * It only reads: it makes no copy, converts nothing and fills in no defaults. Unknown members are
 * valid, because TMF resources are extensible. Every validator is also a Standard Schema.
 * @example
 * ```ts
 * import { topupBalanceCreateRequest } from "@tmf654/validation";
 *
 * const amount = { amount: -5, units: "EUR" };
 * for (const { path, code } of topupBalanceCreateRequest.check({ amount })) {
 *   console.log(path.join("."), code);
 * }
 * ```
 */
export type Validator<T> = StandardSchema<T> & {
  /** The schema's name in the contract, such as `TopupBalance_Create`. */
  readonly schema: string;
  /** Returns the issues of the value. An empty list means valid. */
  readonly check: (value: unknown, options?: CheckOptions) => readonly Issue[];
  /** The check without a limit and texts, for code that combines validators. */
  readonly inspect: Check;
};

const NO_ISSUES: readonly Issue[] = /* @__PURE__ */ Object.freeze([]);

function buildValidator<T>(
  schema: string,
  inspect: Check,
  check: Validator<T>["check"],
): Validator<T> {
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

/**
 * Creates a validator from a check. The generated code calls it, and you can call it for your own
 * schema.
 */
export const validator = <T>(schema: string, inspect: Check): Validator<T> =>
  buildValidator(schema, inspect, (value, options) => {
    const limit = options?.maxIssues ?? 100;
    // With NaN as the limit, no comparison would be true and no issue would be reported.
    const max = Number.isNaN(limit) ? 100 : Math.max(1, limit);
    const found = inspect(value, max, options?.warnings);
    if (!found) return NO_ISSUES;
    // Called only when needed, because `splice` costs half as much as an issue.
    if (found.length > max) found.splice(max);
    for (const issue of found) writeMessage(issue, options?.messages);
    return found;
  });

/** The same validator with other message texts, for example in another language. */
export const withMessages = <T>(base: Validator<T>, messages: MessageTable): Validator<T> =>
  buildValidator(base.schema, base.inspect, (value, options) =>
    base.check(value, { messages, ...options }),
  );

/** A validator of an array: `listOf(bucket)` checks the response of `listBucket`. */
export const listOf = <T>(item: Validator<T>): Validator<T[]> =>
  validator(`${item.schema}[]`, (value, max, warnings) =>
    checkList(value, max, (one) => item.inspect(one, max, warnings)),
  );

/** A type guard: whether the value is valid. */
export const isValid = <T>(schema: Validator<T>, value: unknown): value is T =>
  schema.check(value, { maxIssues: 1 }).length === 0;
