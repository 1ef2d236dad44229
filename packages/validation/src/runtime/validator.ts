import { writeMessage } from "../messages.ts";
import { checkList } from "./findings.ts";
import type { Check, CheckOptions, Finding, Issue, MessageTable } from "./issue.ts";
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
  /** Whether the value is what the schema says, as a type guard. */
  readonly is: (value: unknown) => value is T;
  /** What `check` is made of; for code that builds validators out of validators. */
  readonly inspect: Check;
};

const MAX_ISSUES = 100;
const NOTHING: readonly Issue[] = /* @__PURE__ */ Object.freeze([]);
const NO_MESSAGES: MessageTable = {};

function report(found: Finding[], max: number, options: CheckOptions): readonly Issue[] {
  const { messages = NO_MESSAGES, warnings = false } = options;
  const listed = warnings ? found : found.filter((one) => one.severity === "error");
  return listed.slice(0, max).map((one) => writeMessage(one, messages));
}

/**
 * Makes a validator from a check. Generated code calls it; so may you, for a schema of your own.
 * `defaults` are the options of every check that does not say otherwise.
 */
export function validator<T>(
  schema: string,
  inspect: Check,
  defaults?: CheckOptions,
): Validator<T> {
  const check = (value: unknown, given?: CheckOptions) => {
    const max = Math.max(1, given?.maxIssues ?? defaults?.maxIssues ?? MAX_ISSUES);
    const found = inspect(value, max);
    return found === undefined ? NOTHING : report(found, max, { ...defaults, ...given });
  };
  return {
    schema,
    check,
    inspect,
    is: (value): value is T => check(value).length === 0,
    "~standard": {
      version: 1,
      vendor: "tmf654",
      validate: (value) => {
        const issues = check(value);
        return issues.length === 0 ? { value: value as T } : { issues };
      },
    },
  };
}

/** The same validator with other texts, for another language or another voice. */
export const withMessages = <T>(base: Validator<T>, messages: MessageTable): Validator<T> =>
  validator(base.schema, base.inspect, { messages });

/** An array of what the given validator takes: `listOf(bucket)` for the answer of a list. */
export const listOf = <T>(item: Validator<T>): Validator<T[]> =>
  validator(`${item.schema}[]`, (value, max) => checkList(value, max, item.inspect));
