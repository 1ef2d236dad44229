import type { Severity } from "../runtime/issue.ts";
import type { ActionMessage } from "./action-message.ts";

/** The value at a dotted path; `[]` stands for every item of a list. */
export type At<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? At<Member<T, Head>, Rest>
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

/** What a rule saw: fine, wrong, or wrong with the facts its message names. */
export type Verdict = boolean | Readonly<Record<string, unknown>>;

/**
 * One thing that a schema cannot say.
 *
 * `reads` names every member the rule looks at. The rule is asked exactly when none of these is
 * structurally wrong, so that a mistake elsewhere hides nothing. With `[]` in the paths it is asked
 * once an item.
 */
export type Rule = {
  /** Stable camelCase; where the ledger refuses for the same reason, its code. */
  readonly code: string;
  readonly severity: Severity;
  readonly reads: readonly string[];
  /** The rule is asked only when this member is there. */
  readonly within?: string;
  /** The member that is to be mended; the first of `reads` unless told. */
  readonly at: string;
  /** English, reading on from the member's name; `{name}` is a fact of the verdict. */
  readonly message: string;
  /** True, or the facts, when the values of `reads` break the rule. */
  readonly breaks: (values: readonly unknown[]) => Verdict;
};

type Definition<T, Paths extends readonly string[]> = {
  readonly code: string;
  readonly severity?: Severity;
  readonly reads: Paths;
  readonly within?: string;
  readonly at?: string;
  readonly message: string;
  readonly breaks: (values: { readonly [I in keyof Paths]: At<T, Paths[I]> }) => Verdict;
};

/** Makes a rule whose function is typed by what it reads of `T`. Severity is `error` unless told. */
export const ruleFor =
  <T>() =>
  <const Paths extends readonly [string, ...string[]]>(definition: Definition<T, Paths>): Rule => ({
    severity: "error",
    at: definition.reads[0],
    // Sound: the runner hands over what is at `reads`, and only after its structure was checked.
    ...(definition as Definition<T, Paths> & Pick<Rule, "breaks">),
  });

/** A rule about the messages of the four actions. */
export const rule = /* @__PURE__ */ ruleFor<ActionMessage>();

/** A member that has to be there when the object that it belongs to is. */
export const missing = (code: string, path: string, severity: Severity = "error"): Rule => ({
  code,
  severity,
  reads: [path],
  within: path.slice(0, path.lastIndexOf(".")),
  at: path,
  message: "is missing",
  breaks: ([value]) => value === undefined,
});
