import type { ActionFailedError } from "../errors/action-failed-error.ts";
import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import type { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";

/**
 * The next step for the user of a form. `retry`: send the same action again. `change`: change the
 * form. `signIn`: sign in again. `check`: look for the outcome again; no action is sent. `wait`:
 * wait again.
 */
export type FlowRemedy = "retry" | "change" | "signIn" | "check" | "wait";

/** The state before an action is submitted. */
export interface IdleState {
  readonly status: "idle";
  readonly isBusy: false;
}

/** The state while the request is on its way. */
export interface SubmittingState<B> {
  readonly status: "submitting";
  readonly isBusy: true;
  readonly body: B;
}

/**
 * The state after a lost response or a reload of the page. The flow reads from the server and sends
 * nothing.
 */
export interface CheckingState<B> {
  readonly status: "checking";
  readonly isBusy: true;
  readonly body: B;
  /** The reason for an unknown outcome; absent after `resume`. */
  readonly error?: Tmf654Error | undefined;
}

/** The state while the server has not finished the action, such as a slow payment. */
export interface ProcessingState<R, B> {
  readonly status: "processing";
  readonly isBusy: true;
  readonly body: B;
  /** The action as last read. After `resume` it has only its `id` at first. */
  readonly action: R;
}

/** The state when the action is done. */
export interface CompletedState<R, B> {
  readonly status: "completed";
  readonly isBusy: false;
  readonly body: B;
  readonly action: R;
}

/** The state of a refused action, such as a declined payment. The balance is unchanged. */
export interface FailedState<R, B> {
  readonly status: "failed";
  readonly isBusy: false;
  readonly body: B;
  /** The refusal; `code` and `reason` say why. */
  readonly error: Tmf654Error;
  /** The action, if the server recorded it as failed. */
  readonly action?: R | undefined;
  readonly remedy: "change";
}

/** The state after a failed request, when it is proven that nothing was done. */
export interface ErrorState<B> {
  readonly status: "error";
  readonly isBusy: false;
  readonly body: B;
  readonly error: Tmf654Error;
  readonly remedy: "retry" | "change" | "signIn";
  /** The delay that the server asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The state when it is not known whether the action was done. */
export interface UnknownState<R, B> {
  readonly status: "unknown";
  readonly isBusy: false;
  readonly body: B;
  readonly error: UnknownOutcomeError<R>;
  /**
   * `retry` if the server supports idempotency keys: sending the same action again is then safe.
   */
  readonly remedy: "retry" | "check";
  /** Every action on the server that may be the submitted one. */
  readonly candidates: readonly R[];
}

/**
 * The state of an action that is still open after `waitMs`, or cannot be read. It continues on the
 * server.
 */
export interface DelayedState<R, B> {
  readonly status: "delayed";
  readonly isBusy: false;
  readonly body: B;
  readonly action: R;
  /** A `TimeoutError`, or the error of the last failed read. */
  readonly error: Tmf654Error;
  readonly remedy: "wait";
}

/** The state of a flow, by its `status`. */
export type FlowState<R, B> =
  | IdleState
  | SubmittingState<B>
  | CheckingState<B>
  | ProcessingState<R, B>
  | CompletedState<R, B>
  | FailedState<R, B>
  | ErrorState<B>
  | UnknownState<R, B>
  | DelayedState<R, B>;

/** Whether the server refused the action itself, and not only the request. */
export const isRefusal = (error: Tmf654Error): boolean =>
  isTmf654Error(error, "ActionFailedError") || error.status === 409 || error.status === 422;

/** Whether a read may work later. */
export const isTransient = ({ name }: Tmf654Error): boolean =>
  /^(Network|Timeout|Server|RateLimited|Parse)Error$/.test(name);

/** The remedy of an error after which nothing was done. */
function remedyFor(error: Tmf654Error): "retry" | "change" | "signIn" {
  if (error.status === 401 || error.status === 403) return "signIn";
  return /^(BadRequest|NotFound|MethodNotAllowed|Conflict)Error$/.test(error.name)
    ? "change"
    : "retry";
}

/** The state after an error that proves that the balance is unchanged. */
export function describeRefusal<R, B>(
  body: B,
  error: Tmf654Error,
): FailedState<R, B> | ErrorState<B> {
  if (isRefusal(error)) {
    const { action } = error as Partial<ActionFailedError>;
    return { status: "failed", isBusy: false, body, error, action: action as R, remedy: "change" };
  }
  const { retryAfterMs } = error;
  return { status: "error", isBusy: false, body, error, remedy: remedyFor(error), retryAfterMs };
}
