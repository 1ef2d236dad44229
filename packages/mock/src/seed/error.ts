/** Thrown when a scenario cannot be made into a world; the message names the place. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}
