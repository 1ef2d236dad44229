import type { OperationId } from "@tmf654/contract";
import type { Connection } from "../client/connect.ts";
import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { ConflictError } from "../errors/status-errors.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import type { ClientResponse } from "../pipeline/middleware.ts";
import { isFinal, statusOf } from "../resources/status.ts";
import type { ReserveBalance } from "../types/resources.ts";
import { debitBody } from "./debit.ts";
import { nextStep, type ReservationState } from "./decide.ts";
import { DebitFailedError, ReservationWithoutEndError, withRecord } from "./errors.ts";
import { makeDebit, waitForDebit, waitUntilCompleted } from "./make-debit.ts";
import {
  callOptions,
  type Progress,
  type ReservationCalls,
  recordEvent,
  saveRecord,
} from "./progress.ts";
import { checkRecord, type ReservationOptions, type ReservationRecord } from "./record.ts";
import { createUnknown, errorTitle, readReservation } from "./unknown.ts";

/** Whether the server may offer DELETE, by the option or by earlier responses. */
const offersDelete = ({ options, notOffered }: Connection): boolean =>
  options.operations?.includes("deleteReserveBalance") !== false &&
  !notOffered?.has("deleteReserveBalance");

/** Remembers that the server does not offer an operation. */
function rememberNotOffered(connection: Connection, operation: OperationId): void {
  connection.notOffered ??= new Set();
  connection.notOffered.add(operation);
}

/** Remembers that the server refused PATCH, and whether its `Allow` excludes DELETE. */
function rememberAllowed(connection: Connection, refusal: ClientResponse | undefined): void {
  if (!refusal) return;
  rememberNotOffered(connection, "patchReserveBalance");
  const allow = refusal.headers.get("allow");
  if (allow && !/\bDELETE\b/i.test(allow)) rememberNotOffered(connection, "deleteReserveBalance");
}

/** Whether the server does not offer the method: 405 or 501. */
const isNotOffered = ({ status }: Tmf654Error) => status === 405 || status === 501;

/**
 * Returns the reservation as PATCH would return it. A reservation that is left to expire is still
 * open.
 */
function toPatchedReservation({ record }: Progress, reservation: ReserveBalance): ReserveBalance {
  const { intent, strategy, reason, amount = reservation.amount } = record;
  if (intent === "consume") {
    return { ...reservation, status: "completed", reason, ...(amount && { amount }) };
  }
  return strategy === "expire" ? reservation : { ...reservation, status: "cancelled", reason };
}

async function recordEnd(progress: Progress, reservation: ReserveBalance): Promise<ReserveBalance> {
  await recordEvent(progress, { step: "done", sent: false });
  return toPatchedReservation(progress, reservation);
}

/** Makes the debit of a reservation that is cancelled or left to expire. */
async function debitReservation(progress: Progress): Promise<ReserveBalance> {
  try {
    await makeDebit(progress);
  } catch (cause) {
    const { record } = progress;
    if (record.sent) throw createUnknown(progress, cause);
    const { message, status, code, reason, operation, attempts } = cause as Tmf654Error;
    const reservationState = record.strategy === "expire" ? "left to expire" : "cancelled";
    const facts = { status, code, reason, operation, attempts, cause };
    const text = `${errorTitle(record)}: the reservation is ${reservationState}, but the debit failed: ${message}`;
    throw new DebitFailedError({ ...facts, message: text }, record);
  }
  return recordEnd(progress, progress.record.reservation as ReserveBalance);
}

/**
 * Sends DELETE and returns whether the reservation has ended; `false` if the server does not offer
 * it. After a lost response the function reads the reservation.
 */
async function cancelReservation(
  progress: Progress,
  reservation: ReserveBalance,
): Promise<boolean> {
  const { connection, calls, record } = progress;
  await saveRecord(progress, { step: "cancel", strategy: "cancel", reservation });
  try {
    await calls.cancel(connection, record.id, callOptions(progress));
    return true;
  } catch (error) {
    if (!isTmf654Error(error)) throw error;
    if (error.status === 404) return true;
    if (isNotOffered(error)) rememberNotOffered(connection, "deleteReserveBalance");
    if (isTmf654Error(error, "UnknownOutcomeError")) {
      const latestReservation = await readReservation(progress);
      if (latestReservation === undefined || isFinal(latestReservation)) return true;
      if (!isNotOffered(error)) throw createUnknown(progress, error);
    }
    // Nothing was done, so the record gets its earlier values back.
    await recordEvent(progress, { step: record.step, strategy: record.strategy });
    if (isNotOffered(error)) return false;
    throw error;
  }
}

function throwClosed({ record }: Progress, status: string): never {
  const message = `${errorTitle(record)}: the reservation is already ${status}`;
  throw withRecord(new ConflictError({ message, code: "reservationClosed" }), record);
}

function throwWithoutEnd({ record }: Progress): never {
  const explanation =
    "the server cannot end the reservation, and its end is unknown; pass `endsAt`";
  const message = `${errorTitle(record)}: ${explanation}`;
  throw new ReservationWithoutEndError({ message, code: "reservationWithoutEnd" }, record);
}

/** Handles a cancelled reservation: an earlier call may have consumed it. */
async function searchEarlierDebit(
  progress: Progress,
  reservation: ReserveBalance,
): Promise<ReserveBalance> {
  progress.record = { ...progress.record, reservation };
  const { live } = await waitForDebit(progress);
  if (!live) throwClosed(progress, "cancelled, and no debit is found");
  await waitUntilCompleted(progress, live);
  return toPatchedReservation(progress, reservation);
}

/** Reads the reservation and takes the next step, until no step is left. */
async function makeNextStep(progress: Progress): Promise<ReserveBalance> {
  const { connection, record } = progress;
  const { step, intent } = record;
  if (step === "done") return toPatchedReservation(progress, record.reservation as ReserveBalance);
  if (step === "debit") return debitReservation(progress);
  const foundReservation = await readReservation(progress);
  const reservation = foundReservation ?? (record.reservation as ReserveBalance);
  const state: ReservationState = {
    status: foundReservation ? statusOf(foundReservation) : "gone",
    hasEnd: Boolean(record.endsAt ?? foundReservation?.validFor?.endDateTime),
    offersDelete: offersDelete(connection),
  };
  const isConsume = intent === "consume";
  switch (nextStep(record, state)) {
    case "finish":
      if (isConsume) return reservation;
      return step ? recordEnd(progress, reservation) : reservation;
    case "debit":
      return debitReservation(progress);
    case "search":
      return searchEarlierDebit(progress, reservation);
    case "cancel":
      if (isConsume) debitBody({ ...record, reservation });
      if (!(await cancelReservation(progress, reservation))) return makeNextStep(progress);
      return isConsume ? debitReservation(progress) : recordEnd(progress, reservation);
    case "expire":
      if (isConsume) debitBody({ ...record, reservation });
      await saveRecord(progress, {
        strategy: "expire",
        reservation,
        ...(isConsume && { step: "debit" }),
      });
      return isConsume ? debitReservation(progress) : recordEnd(progress, reservation);
    case "closed":
      return throwClosed(progress, state.status);
    default:
      return throwWithoutEnd(progress);
  }
}

/**
 * Consumes or releases a reservation on a server without PATCH, or continues from a record. Called
 * by `consume`, `release` and `resume` of the client.
 * @throws UnknownOutcomeError if a step may have been done; its `record` continues with `resume`.
 * @throws BadRequestError for an invalid record, and the other errors of a call.
 */
export async function settle(
  connection: Connection,
  calls: ReservationCalls,
  givenRecord: ReservationRecord,
  options: ReservationOptions = {},
  refusal?: ClientResponse,
): Promise<ReserveBalance> {
  checkRecord(givenRecord);
  rememberAllowed(connection, refusal);
  const { idempotency } = connection.options;
  const debitKey =
    options.idempotencyKey ?? (idempotency && `consume-${encodeURIComponent(givenRecord.id)}`);
  const record: ReservationRecord = {
    ...givenRecord,
    endsAt: options.endsAt ?? givenRecord.endsAt,
    key: givenRecord.key ?? (debitKey || undefined),
  };
  const progress: Progress = { connection, calls, options, record };
  try {
    return await makeNextStep(progress);
  } catch (error) {
    const isOpen = progress.record.step === undefined || "record" in (error as object);
    throw isOpen ? error : createUnknown(progress, error);
  }
}
