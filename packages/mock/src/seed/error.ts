/** Thrown when a scenario cannot be made into a world; the message names the place. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  /** The member of a seeding request that is at fault. */
  readonly member: "scenario" | "subscribers";

  constructor(message: string, member: "scenario" | "subscribers" = "scenario") {
    super(message);
    this.member = member;
  }
}
