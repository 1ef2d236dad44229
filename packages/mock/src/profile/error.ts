import type { Issue } from "../seam.ts";

/** Thrown when a user's profile cannot be used; the message names every member that is wrong. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const list = issues.map(({ path, message }) => `${path || "the profile"} ${message}`);
    super(`This profile cannot be used: ${list.join("; ")}.`);
    this.issues = issues;
  }
}
