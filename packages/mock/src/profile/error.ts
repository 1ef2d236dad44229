import type { Issue } from "../ports/resource.ts";
import { InputError } from "../schema/input-error.ts";

/** The error of an invalid profile. The message lists all issues. */
export class ProfileError extends InputError {
  override readonly name = "ProfileError";

  constructor(issues: readonly Issue[]) {
    const list = issues.map(({ path, message }) => `${path || "the profile"} ${message}`);
    super(`Invalid profile: ${list.join("; ")}.`, issues);
  }
}
