import { textOf } from "../secrets.ts";
import { type ErrorFacts, Tmf654Error } from "./tmf654-error.ts";

/** The attributes of an action that tell how it ended. */
export interface EndedAction {
  readonly id?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly failure?: { readonly code?: string; readonly message?: string };
}

/**
 * The server recorded the action as `failed` (201) and left the balance as it was. `code` and
 * `message` come from the extension `failure`, else from `reason`.
 */
export class ActionFailedError extends Tmf654Error {
  override name = "ActionFailedError";
  /** The failed action as the server recorded it. */
  readonly action: EndedAction;

  constructor(action: EndedAction, facts: Omit<ErrorFacts, "message"> = {}) {
    const { failure, status } = action;
    const code = textOf(failure?.code);
    const reason = textOf(action.reason);
    const why = textOf(failure?.message) ?? reason ?? status;
    const message = [code, why].filter(Boolean).join(" ");
    super({ ...facts, message: `${facts.operation}: ${message}`, code, reason });
    this.action = action;
  }
}
