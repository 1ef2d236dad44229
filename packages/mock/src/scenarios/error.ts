import { InputError, invalidIssue } from "../schema/input-error.ts";

/** The error of a scenario that cannot be loaded. The message names the invalid part. */
export class ScenarioError extends InputError {
  override readonly name = "ScenarioError";

  /** Creates the error. `member` is the invalid member of a seed request. */
  constructor(message: string, member: "scenario" | "subscribers" = "scenario") {
    super(message, [invalidIssue(member, message)]);
  }
}
