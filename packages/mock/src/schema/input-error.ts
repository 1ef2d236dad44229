import type { Issue } from "../ports/resource.ts";

/** The base of every error about a value that a caller gave: `issues` lists what is wrong. */
export class InputError extends Error {
  override readonly name: string = "InputError";
  readonly issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[]) {
    super(message);
    this.issues = issues;
  }
}

/** The issue of a value that is wrong as a whole. */
export function invalidIssue(path: string, message: string): Issue {
  return { path, code: "invalid", message };
}
