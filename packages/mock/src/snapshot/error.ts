import type { Issue } from "../ports/resource.ts";
import { InputError } from "../schema/input-error.ts";
import { issuesMessage } from "../schema/issues.ts";

/** The error of an invalid snapshot. `issues` lists each invalid part. */
export class SnapshotError extends InputError {
  override readonly name = "SnapshotError";

  constructor(issues: readonly Issue[]) {
    super(`This is not a snapshot of a mock: ${issuesMessage(issues)}.`, issues);
  }
}
