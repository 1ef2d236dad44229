import { TimeoutError } from "../errors/call-errors.ts";
import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { maskText } from "../errors/mask.ts";
import { ConflictError } from "../errors/status-errors.ts";
import type { ReconcileOptions } from "../errors/unknown-outcome-error.ts";
import { wait } from "../pipeline/time-limit.ts";
import { statusOf } from "../resources/status.ts";
import type { AdjustBalance } from "../types/resources.ts";
import { type DebitSearch, debitBody, isDebitAbsent } from "./debit.ts";
import { callOptions, type Progress, recordEvent, saveRecord } from "./progress.ts";
import { findDebit } from "./search.ts";

/** Looks for the debit until it is found or `waitMs` is over. */
export async function waitForDebit(
  progress: Progress,
  { waitMs = 0, pollMs = 500, signal = progress.options.signal }: ReconcileOptions = {},
): Promise<DebitSearch> {
  const { connection, calls } = progress;
  const { platform } = connection;
  const deadline = platform.now() + waitMs;
  for (;;) {
    const options = { ...callOptions(progress), ...(signal && { signal }) };
    const search = await findDebit({ connection, calls, record: progress.record, options });
    const remainingMs = deadline - platform.now();
    if (search.live || remainingMs <= 0) return search;
    await wait({ platform, ms: Math.min(pollMs, remainingMs), signal });
  }
}

/**
 * Throws if an earlier call debited another amount. Amounts in different units are not compared.
 */
function checkAmount({ record }: Progress, { amount }: AdjustBalance): void {
  const debitAmount = debitBody(record).amount;
  if (amount?.units !== debitAmount.units || amount?.amount === debitAmount.amount) return;
  throw new ConflictError({
    message: `consume ${record.id}: an earlier call consumed ${-(amount?.amount ?? 0)} ${debitAmount.units}`,
    code: "reservationClosed",
  });
}

/** Whether the server refused the debit. A server may repeat this refusal for the same key. */
const isRefusal = (error: unknown) =>
  isTmf654Error(error, "ActionFailedError") ||
  (isTmf654Error(error) && /^(409|422)$/.test(String(error.status)));

/** Records that no debit is in progress. */
const recordRefusal = (progress: Progress, refusalCount: number) =>
  recordEvent(progress, { sent: false, refusalCount });

const longestWaitMs = 30_000;

/** Waits until the debit is completed. Throws if the server refuses it later. */
export async function waitUntilCompleted(
  progress: Progress,
  liveDebit: AdjustBalance,
): Promise<void> {
  checkAmount(progress, liveDebit);
  const { connection, options, record } = progress;
  const { platform } = connection;
  const { signal } = options;
  const operation = "createAdjustBalance";
  const giveUpAt = platform.now() + longestWaitMs;
  for (let debit = liveDebit; statusOf(debit) !== "completed"; ) {
    if (platform.now() >= giveUpAt) {
      throw new TimeoutError({
        operation,
        message: `the debit ${maskText(debit.id)} is still open`,
      });
    }
    await wait({ platform, ms: 500, signal });
    const search = await waitForDebit(progress);
    if (!search.live && search.refusalCount > (record.refusalCount ?? 0)) {
      await recordRefusal(progress, search.refusalCount);
      throw new ConflictError({
        operation,
        message: `the debit ${maskText(debit.id)} failed later`,
      });
    }
    debit = search.live ?? debit;
  }
}

/** The key of the next attempt. The key of a refused attempt cannot be used again. */
const nextKey = ({ key, refusalCount }: Progress["record"]) =>
  refusalCount ? `${key}-${refusalCount}` : key;

/** Sends the debit. If the response is lost, looks for the debit once. */
async function sendDebit(progress: Progress): Promise<AdjustBalance> {
  const { connection, calls, record } = progress;
  const { key, refusalCount = 0 } = record;
  try {
    return await calls.debit(connection, debitBody(record), {
      ...callOptions(progress),
      throwOnFailed: true,
      ...(key && { idempotencyKey: nextKey(record) as string }),
    });
  } catch (error) {
    if (!isTmf654Error(error, "UnknownOutcomeError")) {
      await recordRefusal(progress, refusalCount + Number(isRefusal(error)));
      throw error;
    }
    const repeatedSearch = await waitForDebit(progress).catch(() => undefined);
    if (repeatedSearch?.live) return repeatedSearch.live;
    if (repeatedSearch && repeatedSearch.refusalCount > refusalCount)
      await recordRefusal(progress, repeatedSearch.refusalCount);
    throw error;
  }
}

/**
 * Makes the debit once: looks for it before sending it. After an error, `record.sent` says whether
 * the outcome is unknown.
 */
export async function makeDebit(progress: Progress): Promise<void> {
  const { options } = progress;
  const { sent, key, refusalCount = 0, known = [] } = progress.record;
  debitBody(progress.record);
  if (options.debited) return;
  const search = await waitForDebit(progress, {
    waitMs: sent && !key ? (options.waitMs ?? 5000) : 0,
  });
  if (search.live) return waitUntilCompleted(progress, search.live);
  const isRefused = search.refusalCount > refusalCount;
  if (
    sent &&
    !key &&
    !isRefused &&
    options.debited === undefined &&
    !isDebitAbsent(search, { known })
  ) {
    throw new ConflictError({
      message: "the server does not show whether the debit was made; pass `debited` if you know it",
      code: "undecided",
    });
  }
  await saveRecord(progress, {
    step: "debit",
    sent: true,
    known: sent ? known : search.unmarked,
    refusalCount: Math.max(refusalCount, search.refusalCount),
  });
  await waitUntilCompleted(progress, await sendDebit(progress));
}
