import { BadRequestError } from "../errors/status-errors.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import { toJson } from "../resources/to-json.ts";
import { checkFlowArguments } from "./check-arguments.ts";
import type { ActionFlow, FlowClient, FlowKind, FlowOptions, FlowRun } from "./flow.ts";
import { checkFlowRecord, type FlowRecord, isSameAction } from "./record.ts";
import {
  checkOutcome,
  describeUnknown,
  isKeyKept,
  sendRecordedAction,
  waitUntilDone,
} from "./run.ts";
import { describeRefusal, type FlowState } from "./state.ts";

/** The state of a flow and its listeners. */
function createStore<S>(initial: S) {
  let state = initial;
  const listeners = new Set<(state: S) => void>();
  return {
    get: () => state,
    set: (newState: S) => {
      state = newState;
      for (const listener of [...listeners]) {
        try {
          listener(newState);
        } catch (error) {
          // An error of a listener must not change how a payment ends. Node has no `reportError`.
          globalThis.reportError?.(error);
        }
      }
    },
    subscribe: (listener: (state: S) => void) => {
      // A function that is subscribed twice is called twice.
      const subscription = (next: S) => listener(next);
      listeners.add(subscription);
      return () => void listeners.delete(subscription);
    },
    clear: () => listeners.clear(),
  };
}

/** Whether the outcome of the submitted action is not known yet. */
const isOpen = ({ status }: { readonly status: string }) =>
  status === "unknown" || status === "delayed";

/** The facts that the next record depends on. */
interface NextRecordInput<R, B> {
  readonly record: FlowRecord<B> | undefined;
  readonly known: readonly string[];
  readonly state: FlowState<R, B>;
  /** A new key, if the server supports keys. */
  readonly newKey: string | undefined;
  readonly now: number;
}

/**
 * The record of the next request. If the user retries after an error, the same body has the same
 * key, so that a request that arrives late does nothing twice.
 */
function createNextRecord<R, B>(
  { operation }: FlowKind<R, B>,
  body: B,
  { record, known, state, newKey, now }: NextRecordInput<R, B>,
): FlowRecord<B> {
  const isRetry =
    state.status === "error" &&
    state.remedy === "retry" &&
    JSON.stringify(record?.body) === JSON.stringify(body);
  if (record && isRetry) {
    return { ...record, step: "submit", resent: true, key: record.key ?? newKey };
  }
  const knownIds = record?.known ?? known;
  return { operation, body, step: "submit", startedAt: now, key: newKey, known: knownIds };
}

/** A task of a flow. It resolves with the state of the flow when it has ended. */
type FlowTask<R, B> = (run: FlowRun<R, B>) => Promise<FlowState<R, B>>;

/** The mutable state of a flow, with what its methods need. */
interface FlowInternals<R, B> {
  readonly kind: FlowKind<R, B>;
  readonly options: FlowOptions<B>;
  readonly store: ReturnType<typeof createStore<FlowState<R, B>>>;
  readonly connection: FlowRun<R, B>["connection"];
  record: FlowRecord<B> | undefined;
  /** Ids of earlier actions, from before `reset`. */
  known: readonly string[];
  /** The run in progress; there is one at most. */
  running: Promise<FlowState<R, B>> | undefined;
  controller: AbortController;
}

/** Starts a task. Until it ends, every other call of the flow waits for it. */
function startTask<R, B>(
  flow: FlowInternals<R, B>,
  record: FlowRecord<B>,
  task: FlowTask<R, B>,
  inDoubt = false,
): Promise<FlowState<R, B>> {
  const { kind, connection, options, store } = flow;
  flow.controller = new AbortController();
  flow.record = record;
  const { signal } = flow.controller;
  const run: FlowRun<R, B> = {
    ...{ kind, connection, options, signal, publish: store.set, inDoubt },
    get record() {
      return flow.record as FlowRecord<B>;
    },
    set record(newRecord) {
      flow.record = newRecord;
    },
  };
  let resolveRunning = (_: FlowState<R, B>) => {};
  // `running` of the flow is set before the task publishes a state: a listener may call the flow.
  const runningPromise = new Promise<FlowState<R, B>>((resolve) => {
    resolveRunning = resolve;
  });
  flow.running = runningPromise;
  task(run)
    .catch((error) => describeUnknown(run, error))
    .then((state) => {
      flow.running = undefined;
      store.set(state);
      resolveRunning(state);
    });
  return runningPromise;
}

/** The record of the next request. Throws `BadRequestError` if the body cannot be sent. */
function prepareRecord<R, B>(
  flow: FlowInternals<R, B>,
  input: B,
  state: FlowState<R, B>,
): FlowRecord<B> {
  const { kind, connection, record, known } = flow;
  const { platform, options } = connection;
  // A copy of the body as it is sent, because the caller may change the original.
  const body: B = JSON.parse(toJson(input, kind.operation));
  const newKey = options.idempotency ? platform.newId() : undefined;
  return createNextRecord(kind, body, { record, known, state, newKey, now: platform.now() });
}

/** Sends a new action, or the same action again after an error. */
async function sendAction<R, B>(flow: FlowInternals<R, B>, givenBody: B): Promise<FlowState<R, B>> {
  const { store } = flow;
  let record: FlowRecord<B>;
  try {
    record = prepareRecord(flow, givenBody, store.get());
  } catch (error) {
    store.set(describeRefusal<R, B>(givenBody, error as Tmf654Error));
    return store.get();
  }
  return startTask(flow, record, sendRecordedAction);
}

/**
 * Finds out the outcome of the earlier action, and sends another one only if the earlier one was
 * not done.
 */
const createReplacement =
  <R, B>(flow: FlowInternals<R, B>, givenBody: B): FlowTask<R, B> =>
  async (run) => {
    const state = await checkOutcome(run);
    const isDone = state.status !== "failed" && state.status !== "error";
    if (isDone || run.signal.aborted) return state;
    try {
      run.record = prepareRecord(flow, givenBody, { status: "idle", isBusy: false });
    } catch (error) {
      return describeRefusal(givenBody, error as Tmf654Error);
    }
    run.inDoubt = false;
    return sendRecordedAction(run);
  };

/** Continues with an action of unknown outcome. */
function resolveUnknown<R, B>(
  flow: FlowInternals<R, B>,
  state: FlowState<R, B>,
): Promise<FlowState<R, B>> {
  const record = flow.record as FlowRecord<B>;
  if (state.status === "delayed") {
    return startTask(flow, record, (run) => waitUntilDone(run, state.action));
  }
  const task: FlowTask<R, B> = (run) =>
    isKeyKept(run) ? sendRecordedAction(run) : checkOutcome(run);
  return startTask(flow, record, task, true);
}

/** Submits a body. Sends it only if the outcome of the earlier action is known. */
async function submit<R, B>(flow: FlowInternals<R, B>, body: B): Promise<FlowState<R, B>> {
  const { record, store } = flow;
  const state = store.get();
  const isSameAsRecord = record !== undefined && isSameAction(record.body as object, Object(body));
  if (state.status === "completed" && isSameAsRecord) return state;
  if (!isOpen(state)) return sendAction(flow, body);
  if (isSameAsRecord || state.status === "delayed") return resolveUnknown(flow, state);
  // For another amount, the earlier action is not sent again. The new action is sent only if the
  // earlier one was not done.
  return startTask(flow, record as FlowRecord<B>, createReplacement(flow, body), true);
}

async function retry<R, B>(flow: FlowInternals<R, B>): Promise<FlowState<R, B>> {
  const state = flow.store.get();
  if (isOpen(state)) return resolveUnknown(flow, state);
  return "remedy" in state ? sendAction(flow, state.body) : state;
}

async function resume<R, B>(
  flow: FlowInternals<R, B>,
  savedRecord: FlowRecord<B> | null | undefined,
): Promise<FlowState<R, B>> {
  const { kind, store } = flow;
  const state = store.get();
  if (savedRecord === null || savedRecord === undefined || state.status !== "idle") return state;
  checkFlowRecord(savedRecord, kind.operation);
  const { id, step } = savedRecord;
  if (id !== undefined)
    return startTask(flow, savedRecord, (run) => waitUntilDone(run, { id } as R));
  if (step === "submit") return startTask(flow, savedRecord, (run) => checkOutcome(run), true);
  flow.record = savedRecord;
  return state;
}

/**
 * Creates a flow from the operations of one kind of action. Throws `BadRequestError` without a
 * client and for unknown or invalid options.
 */
export function createActionFlow<R, B>(
  kind: FlowKind<R, B>,
  client: FlowClient,
  options: FlowOptions<B> = {},
): ActionFlow<R, B> {
  checkFlowArguments(kind.operation, client, options);
  const flow: FlowInternals<R, B> = {
    kind,
    options,
    connection: "connection" in client ? client.connection : client,
    store: createStore<FlowState<R, B>>({ status: "idle", isBusy: false }),
    record: undefined,
    known: [],
    running: undefined,
    controller: new AbortController(),
  };
  const { store } = flow;
  const { signal } = options;
  let isDisposed = false;
  /** Runs a method. If the flow is busy, returns the result of the current run instead. */
  const runUnlessBusy = async (method: () => Promise<FlowState<R, B>>) => {
    if (isDisposed) {
      const message = `the flow of ${kind.operation} is disposed; create another one`;
      throw new BadRequestError({ operation: kind.operation, message, code: "disposed" });
    }
    return flow.running ?? method();
  };
  const stop = async () => {
    flow.controller.abort();
    return flow.running ?? store.get();
  };
  const dispose = () => {
    isDisposed = true;
    signal?.removeEventListener("abort", dispose);
    store.clear();
    void stop();
  };
  signal?.addEventListener("abort", dispose);
  if (signal?.aborted) dispose();
  return {
    resource: kind.resource,
    get state() {
      return store.get();
    },
    get record() {
      return flow.record;
    },
    subscribe: store.subscribe,
    submit: (body) => runUnlessBusy(() => submit(flow, body)),
    retry: () => runUnlessBusy(() => retry(flow)),
    resume: (record) => runUnlessBusy(() => resume(flow, record)),
    reset: () => {
      const state = store.get();
      if (state.isBusy || isOpen(state) || state.status === "idle") return state;
      flow.known = flow.record?.known ?? flow.known;
      flow.record = undefined;
      store.set({ status: "idle", isBusy: false });
      return store.get();
    },
    stop,
    dispose,
  };
}
