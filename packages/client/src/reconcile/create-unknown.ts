import type { Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { CallState, ClientCore } from "../pipeline/client-call.ts";

/**
 * Creates the error for a write of unknown outcome. The code of `reconcile` is loaded by the first
 * call.
 */
export function createUnknown(
  init: Tmf654ErrorInit,
  core: ClientCore,
  state: CallState,
): UnknownOutcomeError {
  return new UnknownOutcomeError(init, async (options) => {
    const { reconcile } = await import("./reconcile.ts");
    return reconcile(core, state, options);
  });
}
