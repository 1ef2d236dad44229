import { maskText } from "./mask.ts";
import { Tmf654Error, type Tmf654ErrorInit } from "./tmf654-error.ts";

/** The attributes of an action that describe its end. */
export interface RecordedAction {
  readonly id?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly failure?: { readonly code?: string; readonly message?: string };
}

/**
 * The error when the server records an action as `failed` (201) and does not change the balance.
 * `code` and `message` come from the extension `failure`, or else from `reason`.
 */
export class ActionFailedError extends Tmf654Error {
  override name = "ActionFailedError";
  /** The failed action as the server recorded it. */
  readonly action: RecordedAction;

  constructor(action: RecordedAction, init: Omit<Tmf654ErrorInit, "message"> = {}) {
    const { failure, status } = action;
    const code = maskText(failure?.code);
    const reason = maskText(action.reason);
    const explanation = maskText(failure?.message) ?? reason ?? status;
    const message = [code, explanation].filter(Boolean).join(" ");
    super({ ...init, message: `${init.operation}: ${message}`, code, reason });
    this.action = action;
  }
}
