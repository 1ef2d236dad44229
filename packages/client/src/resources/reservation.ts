import type { Quantity, ReserveBalanceUpdate } from "@tmf654/contract";
import type { Connection } from "../connection.ts";
import type { WriteOptions } from "../options.ts";
import { patchReserveBalance } from "./operations.ts";

/** How a reservation is consumed. */
export interface ConsumeReserve {
  /** Less than the hold: the rest is released. Absent: all of it. */
  readonly amount?: Quantity;
  readonly reason: string;
}

/** Spends what a reservation holds, all or part. */
export const consumeReserveBalance = (
  connection: Connection,
  id: string,
  { amount, reason }: ConsumeReserve,
  options?: WriteOptions,
) => {
  const body: ReserveBalanceUpdate = { status: "completed", reason };
  return patchReserveBalance(connection, id, amount ? { ...body, amount } : body, options);
};

/** Gives back what a reservation holds. The record stays, as cancelled. */
export const releaseReserveBalance = (
  connection: Connection,
  id: string,
  { reason }: { readonly reason: string },
  options?: WriteOptions,
) => patchReserveBalance(connection, id, { status: "cancelled", reason }, options);
