import type { EngineResult } from "../ports/engine.ts";

/** The error of a refused action on a subscriber, such as `spend` with an unknown bucket. */
export class SubscriberError extends Error {
  override readonly name = "SubscriberError";
  /** The code of the reason, such as `bucketNotFound` or `insufficientBalance`. */
  readonly code: string;
  readonly outcome: Exclude<EngineResult, { kind: "done" }>;
  /** The kind of target of the action: `bucket`, `buckets of` (a number) or `top-up`. */
  readonly what: string;

  constructor(action: string, id: string, outcome: SubscriberError["outcome"], what = "bucket") {
    super(`Cannot ${action} the ${what} ${JSON.stringify(id)}: ${reasonOf(outcome)}`);
    this.code = codeOf(outcome, what);
    this.outcome = outcome;
    this.what = what;
  }
}

function codeOf(outcome: SubscriberError["outcome"], what: string): string {
  if (outcome.kind === "refused") return outcome.code;
  if (outcome.kind === "notFound") return what === "bucket" ? "bucketNotFound" : "actionNotFound";
  return outcome.issues[0]?.code ?? "invalid";
}

function reasonOf(outcome: SubscriberError["outcome"]): string {
  if (outcome.kind === "refused") return outcome.message;
  if (outcome.kind === "notFound") return "no resource has this id.";
  return outcome.issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
