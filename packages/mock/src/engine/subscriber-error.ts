import type { EngineResult } from "../ports/engine.ts";

/** The error of a refused action on a subscriber, such as `spend` with an unknown bucket. */
export class SubscriberError extends Error {
  override readonly name = "SubscriberError";
  /** The code of the reason, such as `bucketNotFound` or `insufficientBalance`. */
  readonly code: string;
  readonly result: Exclude<EngineResult, { kind: "succeeded" }>;
  /** The kind of target of the action: `bucket`, `buckets of` (a number) or `top-up`. */
  readonly target: string;

  constructor(action: string, id: string, result: SubscriberError["result"], target = "bucket") {
    super(`Cannot ${action} the ${target} ${JSON.stringify(id)}: ${reasonOf(result)}`);
    this.code = codeOf(result, target);
    this.result = result;
    this.target = target;
  }
}

function codeOf(result: SubscriberError["result"], target: string): string {
  if (result.kind === "refused") return result.code;
  if (result.kind === "notFound") return target === "bucket" ? "bucketNotFound" : "actionNotFound";
  return result.issues[0]?.code ?? "invalid";
}

function reasonOf(result: SubscriberError["result"]): string {
  if (result.kind === "refused") return result.message;
  if (result.kind === "notFound") return "no resource has this id.";
  return result.issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
