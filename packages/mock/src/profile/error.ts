import type { Issue } from "../ports/resource.ts";
import { InputError } from "../schema/input-error.ts";

/** Thrown for an invalid profile; the message lists every issue. */
export class ProfileError extends InputError {
  override readonly name = "ProfileError";

  constructor(issues: readonly Issue[]) {
    const list = issues.map(({ path, message }) => `${path || "the profile"} ${message}`);
    super(`This profile cannot be used: ${list.join("; ")}.`, issues);
  }
}
