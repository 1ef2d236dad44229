import type { AdjustBalanceCreate } from "@tmf654/contract";
import type { Connection } from "../client/connect.ts";
import type { CallOptions, WriteOptions } from "../client/options.ts";
import type { ListCall } from "../resources/list-call.ts";
import type { AdjustBalanceQuery } from "../types/queries.ts";
import type { AdjustBalance, ReserveBalance } from "../types/resources.ts";
import type { ReservationOptions, ReservationRecord } from "./record.ts";

/**
 * The operations that the steps use. The operations are arguments, so that an app that never calls
 * `consume` does not bundle them.
 */
export interface ReservationCalls {
  readonly retrieve: (
    connection: Connection,
    id: string,
    options: CallOptions,
  ) => Promise<ReserveBalance>;
  readonly cancel: (connection: Connection, id: string, options: CallOptions) => Promise<void>;
  readonly debit: (
    connection: Connection,
    body: AdjustBalanceCreate,
    options: WriteOptions,
  ) => Promise<AdjustBalance>;
  readonly list: (
    connection: Connection,
    query: AdjustBalanceQuery,
    options: CallOptions,
  ) => ListCall<AdjustBalance>;
}

/** A `consume` or `release` in progress. `record` is replaced before each step. */
export interface Progress {
  readonly connection: Connection;
  readonly calls: ReservationCalls;
  readonly options: ReservationOptions;
  record: ReservationRecord;
}

/** The options of one request. `totalTimeoutMs` applies to each request. */
export function callOptions({ options }: Progress): CallOptions {
  const { onRecord: _, endsAt: __, waitMs: ___, debited: ____, ...otherOptions } = options;
  const { idempotencyKey: _____, throwOnFailed: ______, ...call } = otherOptions;
  return call;
}

/** Changes the record before a step. Waits until the caller has stored it. */
export async function saveRecord(
  progress: Progress,
  change: Partial<ReservationRecord>,
): Promise<void> {
  const record = { ...progress.record, ...change };
  await progress.options.onRecord?.(record);
  progress.record = record;
}

/**
 * Changes the record after an event. Ignores errors of the caller's `onRecord`, because they cannot
 * undo the event.
 */
export async function recordEvent(
  progress: Progress,
  change: Partial<ReservationRecord>,
): Promise<void> {
  progress.record = { ...progress.record, ...change };
  await saveRecord(progress, {}).catch(() => {});
}
