import type { Issue } from "../ports/resource.ts";
import { InputError } from "./input-error.ts";
import { suggestionText } from "./suggest.ts";

/** The check of one option. The message says what the option must be. */
export interface OptionRule {
  readonly fits: (value: unknown) => boolean;
  readonly must: string;
}

/** The check of an option that is a boolean. */
export const booleanRule: OptionRule = {
  fits: (value) => typeof value === "boolean",
  must: "must be true or false",
};

/** The error of unknown and invalid options. `issues` and the message list each one. */
export class MockOptionsError extends InputError {
  override readonly name = "MockOptionsError";

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ message }) => message).join("; "), issues);
  }
}

/** Checks options with a rule for each. An option that is `undefined` is absent. */
export function checkOptions(options: object, rules: Readonly<Record<string, OptionRule>>): void {
  const issues = Object.entries(options).flatMap(([name, value]): readonly Issue[] => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const message = `no option is called ${name}${suggestionText(name, Object.keys(rules))}`;
      return [{ path: name, code: "unknownOption", message }];
    }
    if (value === undefined || rule.fits(value)) return [];
    return [{ path: name, code: "invalidOption", message: `${name} ${rule.must}` }];
  });
  if (issues.length > 0) throw new MockOptionsError(issues);
}

/** Throws for the name of a profile or scenario that does not exist. */
export function throwUnknownName(
  option: string,
  name: string,
  knownNames: Iterable<string>,
): never {
  const message = `no ${option} is called ${JSON.stringify(name)}${suggestionText(name, [...knownNames])}`;
  throw new MockOptionsError([{ path: option, code: "unknownName", message }]);
}
