import type { Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { CallState, ClientCore, WriteRules } from "../pipeline/client-call.ts";
import { isUnknown, isUnsent, withAdvice } from "../pipeline/write-rules.ts";

/**
 * Creates the error for a write of unknown outcome. The code of `reconcile` is loaded by the first
 * call.
 */
function createUnknownOutcome(
  init: Tmf654ErrorInit,
  core: ClientCore,
  state: CallState,
): UnknownOutcomeError {
  return new UnknownOutcomeError(withAdvice(init), async (options) => {
    const { reconcile } = await import("./reconcile.ts");
    return reconcile(core, state, options);
  });
}

/** The rules of the operations that write. */
export const actionRules: WriteRules = {
  isUnknown,
  isUnsent,
  fail: createUnknownOutcome,
};
