import { type Decision, explain, type Refusal, resourceOf } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import type { Fault } from "../ports/fault.ts";
import type { EngineCore } from "./core.ts";

/** Converts a decision into its result: the resource, or a refusal without a record. */
export function resultOf(core: EngineCore, decision: Decision, fault?: Fault): EngineResult {
  const { refusal, result } = decision;
  const faultMember = fault ? { fault } : {};
  if (!result)
    return refusal
      ? { ...refusedResult(core, refusal), ...faultMember }
      : { kind: "succeeded", ...faultMember };
  const { store } = core;
  const resource =
    "kind" in result
      ? store.actionsOf(result.kind).resource(result.id)
      : store.buckets.resource(result.id);
  return resource
    ? { kind: "succeeded", resource, ...faultMember }
    : { kind: "succeeded", ...faultMember };
}

function refusedResult({ store, hrefOf }: EngineCore, refusal: Refusal): EngineResult {
  const { code, http, path, duplicateOf } = refusal;
  const message = explain(refusal);
  if (http === 404) return { kind: "notFound" };
  if (http === 400) return { kind: "invalid", issues: [{ path: path ?? "", code, message }] };
  const originalAction = duplicateOf === undefined ? undefined : store.action(duplicateOf);
  if (!originalAction) return { kind: "refused", code, message };
  const href = hrefOf(resourceOf(originalAction.kind), originalAction.id);
  return { kind: "refused", code, message, duplicateOf: { id: originalAction.id, href } };
}
