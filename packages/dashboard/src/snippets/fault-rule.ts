import type { FaultRule } from "@tmf654/mock/control";
import type { SnippetRequest } from "./snippet-request.ts";

/** Returns a rule that fails the next request of this kind: with its own error, or with a 503. */
export function toFaultRule(request: SnippetRequest): FaultRule {
  const { operation, method, path, status, requestBody } = request;
  const bucketId = bucketIdOf(requestBody);
  return {
    match: {
      ...(operation === undefined ? { method, path } : { operation }),
      ...(operation !== undefined && isOfOneResource(operation) && { path }),
      ...(bucketId !== undefined && { body: { "bucket.id": bucketId } }),
    },
    fault: status === 0 ? { kind: "drop" } : { kind: "status", status: failureStatus(status) },
    times: 1,
  };
}

/** The rule as JSON for `POST /__mock/faults` or `--faults`. */
export function toFaultRuleText(request: SnippetRequest): string {
  return JSON.stringify(toFaultRule(request), undefined, 2);
}

/** Whether an operation is about the resource in its path. */
function isOfOneResource(operation: string): boolean {
  return /^(?:retrieve|patch|delete|unregister)/.test(operation);
}

function failureStatus(status: number): number {
  return status >= 400 ? status : 503;
}

function bucketIdOf(body: unknown): string | undefined {
  const { bucket } = (body ?? {}) as { readonly bucket?: { readonly id?: unknown } };
  return typeof bucket?.id === "string" ? bucket.id : undefined;
}
