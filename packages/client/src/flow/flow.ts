import type { Connection } from "../client/connect.ts";
import type { CallOptions, WriteOptions } from "../client/options.ts";
import type { RecordedAction } from "../errors/action-failed-error.ts";
import type { FlowRecord } from "./record.ts";
import type { FlowState } from "./state.ts";

/** The options of a flow. */
export interface FlowOptions<B = object> {
  /** The options of every request, such as `headers`. Default: none. */
  readonly call?: Omit<CallOptions, "signal"> | undefined;
  /** Milliseconds to wait for an open action before the state `delayed`. Default: 30000. */
  readonly waitMs?: number | undefined;
  /** Milliseconds before the second read; later reads wait longer, up to 5000. Default: 500. */
  readonly pollMs?: number | undefined;
  /** Milliseconds to look for a lost action before it counts as not done. Default: 5000. */
  readonly checkMs?: number | undefined;
  /** Milliseconds for which the server keeps idempotency keys. Default: 86400000. */
  readonly keyLifetimeMs?: number | undefined;
  /**
   * Called with the record whenever it changes. Store it until its `step` is `done`. The request
   * waits for the returned promise, and is not sent if the promise rejects. Default: none.
   */
  readonly onRecord?: ((record: FlowRecord<B>) => unknown) | undefined;
  /** Disposes the flow when it is aborted. Default: none. */
  readonly signal?: AbortSignal | undefined;
}

/** A client, or the connection of one. */
export type FlowClient = Connection | { readonly connection: Connection };

/** The operations that a flow uses. */
export interface FlowKind<R, B> {
  readonly resource: string;
  readonly operation: string;
  readonly create: (connection: Connection, body: B, options: WriteOptions) => Promise<R>;
  readonly retrieve: (connection: Connection, id: string, options: CallOptions) => Promise<R>;
}

/** An action as a flow reads it. */
export interface FlowAction extends RecordedAction {
  readonly id: string;
}

/** One run of a flow, from a call of its user until its state is not busy. */
export interface FlowRun<R, B> {
  readonly kind: FlowKind<R, B>;
  readonly connection: Connection;
  readonly options: FlowOptions<B>;
  readonly signal: AbortSignal;
  readonly publish: (state: FlowState<R, B>) => void;
  /** The current record; replaced before each step. */
  record: FlowRecord<B>;
  /** Whether an earlier request may have done the action. */
  inDoubt: boolean;
}

/**
 * The steps of one form: it submits an action once, finds out a lost outcome, and waits until the
 * action is done. Each method resolves with the state of the flow when its task has ended. Only
 * `submit` and `retry` send the action.
 */
export interface ActionFlow<R, B> {
  /** The resource of the action, such as `topupBalance`. */
  readonly resource: string;
  /** The current state: a new object after each change. */
  readonly state: FlowState<R, B>;
  /** The record to store, so that `resume` can continue after a reload. Absent before `submit`. */
  readonly record: FlowRecord<B> | undefined;
  /** Calls the listener after each change of the state. Returns a function that removes it. */
  readonly subscribe: (listener: (state: FlowState<R, B>) => void) => () => void;
  /**
   * Submits the action. While the outcome of an earlier action is not known, the flow finds out
   * that outcome first and does not send the new action. The same amount is not sent again after
   * `completed`; call `reset` before another action like it.
   */
  readonly submit: (body: B) => Promise<FlowState<R, B>>;
  /**
   * Continues after `failed`, `error`, `unknown` and `delayed`: sends the action again if that is
   * safe, and reads from the server otherwise.
   */
  readonly retry: () => Promise<FlowState<R, B>>;
  /**
   * Continues from a stored record, only in the state `idle`. This method only reads and never
   * sends. Rejects with `BadRequestError` if the value is not a record; `null` and `undefined` do
   * nothing.
   */
  readonly resume: (record: FlowRecord<B> | null | undefined) => Promise<FlowState<R, B>>;
  /** Returns to `idle`, unless the flow is busy or the outcome is not known. */
  readonly reset: () => FlowState<R, B>;
  /**
   * Stops requests and waiting. The action continues on the server, and `retry` continues the flow.
   */
  readonly stop: () => Promise<FlowState<R, B>>;
  /**
   * Stops the flow permanently and removes its listeners. Only `state` and `record` can be read.
   */
  readonly dispose: () => void;
}
