import { isTmf654Error } from "@tmf654/client";
import type { Messages } from "./en.ts";

/** Returns a sentence about an error for the customer, by its code and its class. */
export function errorText(error: unknown, t: Messages): string {
  if (isTmf654Error(error, "UnknownOutcomeError")) return t.flow.unknown;
  const refusal = isTmf654Error(error) ? t.refusals[error.code ?? ""] : undefined;
  return refusal ?? t.flow.error;
}
