import type { AdjustBalanceCreate } from "@tmf654/contract";
import { BadRequestError } from "../errors/status-errors.ts";
import { statusOf } from "../resources/status.ts";
import type { AdjustBalance } from "../types/resources.ts";
import type { ReservationRecord } from "./record.ts";

/** The mark in the `reason` of a debit: it contains the id of the reservation. */
export const debitMark = (id: string): string => `[consume ${id}]`;

/**
 * Creates the body of a record's debit. Throws `BadRequestError` if the reservation lacks a value
 * that the debit needs.
 */
export function debitBody({
  id,
  reservation,
  amount,
  reason,
}: ReservationRecord): AdjustBalanceCreate {
  const { bucket, usageType } = reservation ?? {};
  const consumedAmount = amount ?? reservation?.amount;
  const value = consumedAmount?.amount as number;
  if (!bucket?.id || !usageType || !(value > 0)) {
    const missingPart = bucket?.id ? (usageType ? "an amount above 0" : "usageType") : "bucket.id";
    throw new BadRequestError({
      message: `consume ${id}: the debit needs ${missingPart}, which the reservation does not show`,
      code: "incompleteReservation",
    });
  }
  return {
    bucket: { id: bucket.id },
    usageType: usageType as AdjustBalanceCreate["usageType"],
    amount: { ...consumedAmount, amount: -value } as AdjustBalanceCreate["amount"],
    reason: `${reason} ${debitMark(id)}`,
  };
}

/** The result of a search for the debit of a record. */
export interface DebitSearch {
  /** The debit, completed or still open. */
  readonly live?: AdjustBalance | undefined;
  /** The number of refused debits with the mark. */
  readonly refusalCount: number;
  /** On a server that drops `reason`: ids of adjustments that might be the debit. */
  readonly unmarked: readonly string[];
  /** Whether all adjustments of the bucket were read. */
  readonly isWhole: boolean;
}

/** The maximum number of ids in a record, so that it stays small. */
const maxIds = 100;

/**
 * Finds the debit by its mark. The contract returns `reason` as the requestor wrote it. A server
 * that returns any `reason` keeps every `reason`; then an adjustment without a `reason` does not
 * belong to this client.
 */
export function searchDebit(
  { id }: Pick<ReservationRecord, "id">,
  actions: readonly AdjustBalance[],
  isWhole: boolean,
): DebitSearch {
  const mark = debitMark(id);
  const markedDebits = actions.filter(({ reason }) => reason?.includes(mark));
  const isRefused = (action: AdjustBalance) => /^(failed|cancelled)$/.test(statusOf(action));
  const keepsReasons = actions.some(({ reason }) => reason);
  const unmarkedIds = keepsReasons ? [] : actions.map((action) => action.id);
  return {
    live: markedDebits.find((action) => !isRefused(action)),
    refusalCount: markedDebits.filter(isRefused).length,
    unmarked: unmarkedIds.slice(0, maxIds),
    isWhole: isWhole && unmarkedIds.length <= maxIds,
  };
}

/** Whether the search proves that the debit of the record was not made. */
export const isDebitAbsent = (
  { live, unmarked, isWhole }: DebitSearch,
  { known = [] }: Pick<ReservationRecord, "known">,
): boolean => !live && isWhole && unmarked.every((id) => known.includes(id));
