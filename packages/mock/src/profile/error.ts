import type { Issue } from "../ports/resource.ts";
import { InputError } from "../schema/input-error.ts";

/** Thrown when a user's profile cannot be used; the message names every member that is wrong. */
export class ProfileError extends InputError {
  override readonly name = "ProfileError";

  constructor(issues: readonly Issue[]) {
    const list = issues.map(({ path, message }) => `${path || "the profile"} ${message}`);
    super(`This profile cannot be used: ${list.join("; ")}.`, issues);
  }
}
