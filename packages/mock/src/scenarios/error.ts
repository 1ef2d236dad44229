import { InputError, invalidIssue } from "../schema/input-error.ts";

/** Thrown when a scenario cannot be loaded; the message names the place. */
export class ScenarioError extends InputError {
  override readonly name = "ScenarioError";

  /** `member` is the member of a seeding request that is wrong. */
  constructor(message: string, member: "scenario" | "subscribers" = "scenario") {
    super(message, [invalidIssue(member, message)]);
  }
}
