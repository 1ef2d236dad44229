import type { Quantity, ReserveBalanceUpdate } from "@tmf654/contract";
import type { Connection } from "../client/connect.ts";
import type { WriteOptions } from "../client/options.ts";
import { patchReserveBalance } from "./operations.ts";

/** The parameters of `consume`. */
export interface ConsumeParams {
  /** Less than the reserved amount: the rest is released. Default: all of it. */
  readonly amount?: Quantity | undefined;
  readonly reason: string;
}

/** The parameters of `release`. */
export interface ReleaseParams {
  readonly reason: string;
}

/** Spends all or part of the reserved amount. */
export function consumeReserveBalance(
  connection: Connection,
  id: string,
  { amount, reason }: ConsumeParams,
  options?: WriteOptions,
) {
  const body: ReserveBalanceUpdate = { status: "completed", reason };
  return patchReserveBalance(connection, id, amount ? { ...body, amount } : body, options);
}

/** Releases the reserved amount. The record stays, with status `cancelled`. */
export const releaseReserveBalance = (
  connection: Connection,
  id: string,
  { reason }: ReleaseParams,
  options?: WriteOptions,
) => patchReserveBalance(connection, id, { status: "cancelled", reason }, options);
