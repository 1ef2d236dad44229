import type { Severity } from "../runtime/issue.ts";
import type { ActionMessage } from "./action-message.ts";

/** The type of the value at a dotted path. `[]` stands for every item of a list. */
export type ValueAt<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? ValueAt<Member<T, Head>, Rest>
  : Member<T, P>;

type Member<T, Key extends string> = Key extends `${infer Name}[]`
  ? Item<Property<T, Name>>
  : Property<T, Key>;

type Property<T, Key extends string> =
  NonNullable<T> extends infer Owner
    ? Owner extends unknown
      ? Key extends keyof Owner
        ? Owner[Key] | undefined
        : undefined
      : never
    : never;

type Item<T> = NonNullable<T> extends readonly (infer One)[] ? One | undefined : undefined;

/** The result of a rule: valid (`false`), broken (`true`), or broken with params for the message. */
export type RuleResult = boolean | Readonly<Record<string, unknown>>;

/**
 * A rule that a schema cannot express.
 *
 * `reads` lists every member that the rule reads. The rule applies when none of these members has a
 * structural issue, so an issue elsewhere hides nothing. With `[]` in a path, the rule applies to
 * each item.
 */
export interface ValidationRule {
  /**
   * The code of the rule, in camelCase. It is stable, and is the ledger's refusal code when the
   * reason is the same.
   */
  readonly code: string;
  readonly severity: Severity;
  readonly reads: readonly string[];
  /** The rule applies only when this member is an object. */
  readonly within?: string;
  /** The path of the issue. Default: the first of `reads`. */
  readonly at: string;
  /** English text that continues the member's name. `{name}` is replaced by a param. */
  readonly message: string;
  /** Called with the values of `reads`. Returns true, or the params, when they break the rule. */
  readonly breaks: (values: readonly unknown[]) => RuleResult;
}

/** A rule as `defineRule` takes it: `breaks` gets the values of the paths in `reads`. */
export interface RuleDefinition<T, Paths extends readonly string[]> {
  readonly code: string;
  readonly severity?: Severity;
  readonly reads: Paths;
  readonly within?: string;
  readonly at?: string;
  readonly message: string;
  readonly breaks: (values: { readonly [I in keyof Paths]: ValueAt<T, Paths[I]> }) => RuleResult;
}

/** Returns a function that defines rules about `T`: `breaks` is typed by the members it reads. */
export const defineRuleFor =
  <T>() =>
  <const Paths extends readonly [string, ...string[]]>(
    definition: RuleDefinition<T, Paths>,
  ): ValidationRule => ({
    severity: "error",
    at: definition.reads[0],
    // This cast is safe, because `breaks` is called with the values at `reads`, after their
    // structure was checked.
    ...(definition as RuleDefinition<T, Paths> & Pick<ValidationRule, "breaks">),
  });

/** Defines a rule about requests of the four actions. Default severity: `error`. */
export const defineRule: ReturnType<typeof defineRuleFor<ActionMessage>> =
  /* @__PURE__ */ defineRuleFor<ActionMessage>();

/** A rule that requires a member when its parent object is present. */
export const requireMember = (
  code: string,
  path: string,
  severity: Severity = "error",
): ValidationRule => ({
  code,
  severity,
  reads: [path],
  within: path.slice(0, path.lastIndexOf(".")),
  at: path,
  message: "is missing",
  breaks: ([value]) => value === undefined,
});
