import type { Issue } from "../ports/resource.ts";

/** The base class of all errors about invalid values from a caller. `issues` lists the issues. */
export class InputError extends Error {
  override readonly name: string = "InputError";
  readonly issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[]) {
    super(message);
    this.issues = issues;
  }
}

/** Creates the issue of an invalid value. */
export function invalidIssue(path: string, message: string): Issue {
  return { path, code: "invalid", message };
}
