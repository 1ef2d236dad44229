import { ActionFailedError } from "../errors/action-failed-error.ts";
import { AbortedError } from "../errors/call-errors.ts";
import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { Tmf654Error } from "../errors/tmf654-error.ts";
import { type Reconciliation, UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { CallState } from "../pipeline/client-call.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { createPoller } from "../resources/poller.ts";
import { isFinal, statusOf } from "../resources/status.ts";
import type { FlowAction, FlowRun } from "./flow.ts";
import { addKnownId, type FlowRecord } from "./record.ts";
import { describeRefusal, type FlowState, isTransient } from "./state.ts";

/** Converts any thrown value into an error of this client. */
const toTmf654Error = (error: unknown, operation: string): Tmf654Error =>
  isTmf654Error(error)
    ? error
    : new Tmf654Error({ operation, message: `${operation}: ${error}`, cause: error });

/** The id of an action as text; servers also write numbers. */
function idOf(action: unknown): string | undefined {
  const { id } = (action ?? {}) as { readonly id?: unknown };
  return id === undefined ? undefined : String(id);
}

/** Changes the record after an event. An error in the caller's `onRecord` cannot undo the event. */
async function updateRecord<R, B>(
  run: FlowRun<R, B>,
  change: Partial<FlowRecord<B>>,
): Promise<void> {
  run.record = { ...run.record, ...change };
  try {
    await run.options.onRecord?.(run.record);
  } catch {
    // The record can still be read from the flow.
  }
}

/** Whether the server still keeps the key, so that sending again does nothing twice. */
export const isKeyKept = <R, B>({ record, options, connection }: FlowRun<R, B>): boolean =>
  record.key !== undefined &&
  connection.platform.now() - record.startedAt < (options.keyLifetimeMs ?? 86_400_000);

/** Reads from the server until the outcome of the recorded request is known. Never writes. */
async function reconcileRecord<R, B>(
  { connection, kind, options, record, signal }: FlowRun<R, B>,
  { waitMs = options.checkMs ?? 5000, pollMs = 500 } = {},
): Promise<Reconciliation<R>> {
  const call = {
    operation: kind.operation,
    method: "POST",
    path: `/${kind.resource}`,
    sent: record.body,
    options: { ...options.call },
    expects: "one",
  } as const;
  // `reconcile` reads only these two members of the state of a call.
  const state = { call, startedAt: record.startedAt } as CallState;
  const result = await reconcile(connection, state, { waitMs, pollMs, signal });
  const { verdict, resource } = result as Reconciliation<R>;
  const isOther = (action: R) => !record.known?.includes(String(idOf(action)));
  const candidates = (result.candidates as readonly R[]).filter(isOther);
  if (!resource || isOther(resource)) return { verdict, ...(resource && { resource }), candidates };
  // The found action is an earlier one of this flow. It may have hidden the new action from
  // `reconcile`.
  return { verdict: verdict === "applied" ? "undecided" : verdict, candidates };
}

/** The state in which it is not known whether the action was done. */
export function describeUnknown<R, B>(
  run: FlowRun<R, B>,
  cause: unknown,
  candidates: readonly R[] = [],
): FlowState<R, B> {
  const { operation } = run.kind;
  const causeError = toTmf654Error(cause ?? "the server's data is inconclusive", operation);
  const error = isTmf654Error(causeError, "UnknownOutcomeError")
    ? (causeError as UnknownOutcomeError<R>)
    : new UnknownOutcomeError<R>(
        { ...causeError, message: `${causeError.message}; outcome unknown`, cause: causeError },
        (options) => reconcileRecord(run, options as object),
      );
  const remedy = isKeyKept(run) ? "retry" : "check";
  const { body } = run.record;
  return { status: "unknown", isBusy: false, body, error, remedy, candidates };
}

/** Ends a run after an error that proves that nothing was done. */
async function endRefusedRun<R, B>(
  run: FlowRun<R, B>,
  error: Tmf654Error,
): Promise<FlowState<R, B>> {
  const state = describeRefusal<R, B>(run.record.body, error);
  const id = idOf((error as Partial<ActionFailedError>).action);
  await updateRecord(run, { step: "done", id, known: addKnownId(run.record.known ?? [], id) });
  return state;
}

/** Continues with an action that the server has. */
async function waitForAction<R, B>(run: FlowRun<R, B>, action: R): Promise<FlowState<R, B>> {
  const { kind, record } = run;
  const { operation } = kind;
  const foundAction = action as FlowAction;
  if (!isFinal(foundAction)) return waitUntilDone(run, action);
  if (statusOf(foundAction) !== "completed")
    return endRefusedRun(run, new ActionFailedError(foundAction, { operation }));
  const id = idOf(foundAction);
  await updateRecord(run, { step: "done", id, known: addKnownId(record.known ?? [], id) });
  return { status: "completed", isBusy: false, body: record.body, action };
}

/** Reads an open action until it is final or `waitMs` is over. */
export async function waitUntilDone<R, B>(
  run: FlowRun<R, B>,
  openAction: R,
): Promise<FlowState<R, B>> {
  const { kind, connection, options, signal, publish } = run;
  const { waitMs: timeoutMs, pollMs } = options;
  const { body } = run.record;
  const id = idOf(openAction) as string;
  let action = openAction;
  let readError: Tmf654Error | undefined;
  const publishState = () => publish({ status: "processing", isBusy: true, body, action });
  // One failed read does not end the wait.
  const poll = createPoller<FlowAction>(async (_, __, callOptions) => {
    try {
      const latestAction = await kind.retrieve(connection, id, { ...options.call, ...callOptions });
      readError = undefined;
      const isNew = statusOf(latestAction as FlowAction) !== statusOf(action as FlowAction);
      action = latestAction;
      if (isNew && !isFinal(latestAction as FlowAction)) publishState();
    } catch (error) {
      readError = toTmf654Error(error, kind.operation);
      if (signal.aborted || !isTransient(readError)) throw error;
    }
    return action as FlowAction;
  });
  if (run.record.step !== "process") await updateRecord(run, { step: "process", id });
  publishState();
  try {
    await poll(connection, id, "completed", { timeoutMs, pollMs, signal });
  } catch (thrown) {
    if (!isFinal(action as FlowAction)) {
      const error = readError ?? toTmf654Error(thrown, kind.operation);
      return { status: "delayed", isBusy: false, body, action, error, remedy: "wait" };
    }
  }
  return waitForAction(run, action);
}

/** The error to show when a lost request had no effect: the reason for the loss. */
function lostRequestError(error: Tmf654Error | undefined, operation: string): Tmf654Error {
  if (error === undefined) {
    const message = `${operation}: interrupted, and the server did not do it`;
    return new AbortedError({ operation, message });
  }
  const { cause } = error;
  const isWrapped = isTmf654Error(error, "UnknownOutcomeError") && isTmf654Error(cause);
  return isWrapped ? cause : error;
}

/** Finds out the outcome of the recorded request. Never sends it. */
export async function checkOutcome<R, B>(
  run: FlowRun<R, B>,
  error?: Tmf654Error,
): Promise<FlowState<R, B>> {
  const { signal, publish, record, kind } = run;
  if (signal.aborted) return describeUnknown(run, error);
  publish({ status: "checking", isBusy: true, body: record.body, error });
  let reconciliation: Reconciliation<R>;
  try {
    reconciliation = await reconcileRecord(run);
  } catch (thrown) {
    return describeUnknown(run, error ?? thrown);
  }
  const { verdict, resource, candidates } = reconciliation;
  if (verdict === "undecided") return describeUnknown(run, error, candidates);
  run.inDoubt = false;
  if (resource) return waitForAction(run, resource);
  return endRefusedRun(run, lostRequestError(error, kind.operation));
}

/** Sends the recorded action. */
export async function sendRecordedAction<R, B>(run: FlowRun<R, B>): Promise<FlowState<R, B>> {
  const { kind, connection, options, signal, publish, record } = run;
  const { body, key: idempotencyKey } = record;
  publish({ status: "submitting", isBusy: true, body });
  const call = { ...options.call, signal, throwOnFailed: true, idempotencyKey };
  let action: R;
  try {
    await options.onRecord?.(record);
    action = await kind.create(connection, body, call);
  } catch (thrown) {
    const error = toTmf654Error(thrown, kind.operation);
    if (isTmf654Error(error, "ActionFailedError")) return endRefusedRun(run, error);
    // The first request arrived late: the server refuses the second one as its duplicate.
    const isDuplicate = record.resent && error.duplicateOf !== undefined;
    run.inDoubt ||= isDuplicate || isTmf654Error(error, "UnknownOutcomeError");
    if (run.inDoubt) return checkOutcome(run, error);
    // A server that stores a 5xx under the request's key would repeat this response for ever.
    if (isTmf654Error(error, "ServerError")) run.record = { ...run.record, key: undefined };
    return endRefusedRun(run, error);
  }
  return waitForAction(run, action);
}
