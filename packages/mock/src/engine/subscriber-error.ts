import type { EngineResult } from "../ports/engine.ts";

/** Thrown when an action on a subscriber is refused, such as `spend` with an unknown bucket. */
export class SubscriberError extends Error {
  override readonly name = "SubscriberError";
  /** The reason, such as `bucketNotFound` or `insufficientBalance`. */
  readonly code: string;
  readonly outcome: Exclude<EngineResult, { kind: "done" }>;

  constructor(action: string, id: string, outcome: SubscriberError["outcome"], what = "bucket") {
    super(`Cannot ${action} the ${what} ${JSON.stringify(id)}: ${reasonOf(outcome)}`);
    this.code = codeOf(outcome, what);
    this.outcome = outcome;
  }
}

function codeOf(outcome: SubscriberError["outcome"], what: string): string {
  if (outcome.kind === "refused") return outcome.code;
  if (outcome.kind === "notFound") return what === "bucket" ? "bucketNotFound" : "actionNotFound";
  return outcome.issues[0]?.code ?? "invalid";
}

function reasonOf(outcome: SubscriberError["outcome"]): string {
  if (outcome.kind === "refused") return outcome.message;
  if (outcome.kind === "notFound") return "there is none with this id.";
  return outcome.issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
