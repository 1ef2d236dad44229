import type { OperationId, Quantity, ReserveBalanceUpdate } from "@tmf654/contract";
import type { Connection } from "../client/connect.ts";
import type { ClientResponse, Middleware } from "../pipeline/middleware.ts";
import type { ReservationOptions, ReservationRecord } from "../reservations/record.ts";
import type { ReserveBalance } from "../types/resources.ts";
import {
  createAdjustBalance,
  deleteReserveBalance,
  listAdjustBalance,
  patchReserveBalance,
  retrieveReserveBalance,
} from "./operations.ts";

/** The parameters of `consume`. */
export interface ConsumeParams {
  /**
   * The amount to spend. The rest of the reserved amount is released. Default: the reserved
   * amount.
   */
  readonly amount?: Quantity | undefined;
  readonly reason: string;
}

/** The parameters of `release`. */
export interface ReleaseParams {
  readonly reason: string;
}

/** Whether the server may offer the operation, by the option or by earlier responses. */
const mayOfferOperation = ({ options, notOffered }: Connection, operation: OperationId): boolean =>
  options.operations?.includes(operation) !== false && !notOffered?.has(operation);

/** Sends PATCH with the status, if the server may offer PATCH. Otherwise takes other steps. */
async function endReservation(
  connection: Connection,
  record: ReservationRecord,
  options?: ReservationOptions,
  status?: "completed" | "cancelled",
): Promise<ReserveBalance> {
  let lastResponse: ClientResponse | undefined;
  if (status && mayOfferOperation(connection, "patchReserveBalance")) {
    const { id, intent: _, ...consumption } = record;
    const keepLastResponse: Middleware = async (request, next) => {
      lastResponse = await next(request);
      return lastResponse;
    };
    const observedConnection = {
      ...connection,
      middleware: [keepLastResponse, ...connection.middleware],
    };
    try {
      const body = { ...consumption, status } as ReserveBalanceUpdate;
      return await patchReserveBalance(observedConnection, id, body, options);
    } catch (error) {
      if (lastResponse?.status !== 405 && lastResponse?.status !== 501) throw error;
    }
  }
  // Loaded only if PATCH is not offered. docs/decisions/client-reservations.md says why the
  // operations are arguments.
  const { settle } = await import("../reservations/index.ts");
  const calls = {
    retrieve: retrieveReserveBalance,
    cancel: deleteReserveBalance,
    debit: createAdjustBalance,
    list: listAdjustBalance,
  };
  return settle(connection, calls, record, options, lastResponse);
}

/** Spends all or part of the reserved amount, with operations that the server offers. */
export const consumeReserveBalance = (
  connection: Connection,
  id: string,
  { amount, reason }: ConsumeParams,
  options?: ReservationOptions,
): Promise<ReserveBalance> =>
  endReservation(connection, { intent: "consume", id, reason, amount }, options, "completed");

/**
 * Releases the reserved amount. After PATCH the reservation stays, with the status `cancelled`.
 */
export const releaseReserveBalance = (
  connection: Connection,
  id: string,
  { reason }: ReleaseParams,
  options?: ReservationOptions,
): Promise<ReserveBalance> =>
  endReservation(connection, { intent: "release", id, reason }, options, "cancelled");

/** Continues an interrupted `consume` or `release`, from its record. */
export const resumeReserveBalance = (
  connection: Connection,
  record: ReservationRecord,
  options?: ReservationOptions,
): Promise<ReserveBalance> => endReservation(connection, record, options);
