/** Clean-up of the server as far as its operations allow, with a list of the rest. */
import type { CleanUp, RecordedCall } from "../model/report.ts";
import { subtractExactly } from "../values/decimal.ts";
import { valueAt } from "../values/path.ts";
import { type FoundResource, remainingAmount } from "./buckets.ts";
import type { Caller } from "./caller.ts";
import { type CreatedResource, remainingResources } from "./created-resources.ts";

/** Ends open reservations, which reduce the balance for the next case, and listeners. */
export async function cleanUpCase(
  calls: readonly RecordedCall[],
  call: Caller,
  mayCall: (operation: string) => boolean,
): Promise<readonly RecordedCall[]> {
  const creatingCalls: RecordedCall[] = [];
  const send = async (request: Parameters<Caller>[0]): Promise<boolean> => {
    const finishedCall = await call(request);
    creatingCalls.push(finishedCall);
    return finishedCall.response?.status === 204 || finishedCall.response?.status === 200;
  };
  for (const createdResource of remainingResources(calls)) {
    const target = targetOf(createdResource);
    if (createdResource.resource === "hub") {
      await send({ operation: "unregisterListener", method: "DELETE", target });
    }
    if (createdResource.resource !== "reserveBalance" || isFinal(createdResource.status)) continue;
    const body = JSON.stringify({ status: "cancelled", reason: "end of the conformance case" });
    const isReleased =
      mayCall("patchReserveBalance") &&
      (await send({ operation: "patchReserveBalance", method: "PATCH", target, body }));
    if (!isReleased && mayCall("deleteReserveBalance")) {
      await send({ operation: "deleteReserveBalance", method: "DELETE", target });
    }
  }
  return creatingCalls;
}

/** Whether the status is final. Without a known status a reservation may be open. */
function isFinal(status: string): boolean {
  return ["completed", "cancelled", "failed"].includes(status);
}

function targetOf({ resource, id }: CreatedResource): string {
  return `/${resource}/${encodeURIComponent(id)}`;
}

/** Arguments of the clean-up. */
export interface CleanUpSettings {
  readonly call: Caller;
  readonly mayCall: (operation: string) => boolean;
  /** Balances before the run. */
  readonly balances: readonly FoundResource[];
  readonly mark: string;
}

/** Restores balances, removes records, and lists what was undone and what is left. */
export async function cleanUp(
  calls: readonly RecordedCall[],
  settings: CleanUpSettings,
): Promise<CleanUp> {
  const allCalls = [...calls];
  const callAndRecord: Caller = async (request) => {
    const finishedCall = await settings.call(request);
    allCalls.push(finishedCall);
    return finishedCall;
  };
  const writtenResources = remainingResources(calls);
  if (writtenResources.length === 0) return { written: 0, undone: [], left: [] };
  const undoneNotes: string[] = [];
  const remainingNotes: string[] = [];
  // Reservations come first, because their amounts are not part of the restored balance.
  allCalls.push(...(await cleanUpCase(calls, settings.call, settings.mayCall)));
  for (const balance of settings.balances) {
    const { note, isBack } = await restoreBalance(balance, callAndRecord, settings);
    if (note !== undefined) (isBack ? undoneNotes : remainingNotes).push(note);
  }
  await removeRecords(
    remainingResources(allCalls),
    callAndRecord,
    settings,
    undoneNotes,
    remainingNotes,
  );
  await findHistoryEntries(writtenResources, callAndRecord, settings, remainingNotes);
  return { written: writtenResources.length, undone: undoneNotes, left: remainingNotes };
}

async function restoreBalance(
  bucketBefore: FoundResource,
  call: Caller,
  { mayCall, mark }: CleanUpSettings,
): Promise<{ readonly note?: string; readonly isBack: boolean }> {
  const id = String(bucketBefore.id);
  const difference = await differenceOf(bucketBefore, call);
  if (difference === 0) return { isBack: true };
  const units = String(valueAt(bucketBefore, "remainingValue.units") ?? "");
  if (difference === undefined) {
    return { note: `bucket ${id}: its balance can no longer be read`, isBack: false };
  }
  if (mayCall("createAdjustBalance")) {
    const body = JSON.stringify({
      bucket: { id },
      usageType: bucketBefore.usageType,
      amount: { amount: -difference, units },
      adjustType: "oneTime",
      description: mark,
    });
    const target = "/adjustBalance";
    await call({ operation: "createAdjustBalance", method: "POST", target, body });
  }
  const isRestored = (await differenceOf(bucketBefore, call)) === 0;
  const signedAmount = `${difference > 0 ? "+" : ""}${difference} ${units}`;
  return isRestored
    ? { note: `bucket ${id}: ${signedAmount} restored by an adjustment`, isBack: isRestored }
    : {
        note: `bucket ${id}: ${signedAmount} compared with its balance before the run`,
        isBack: isRestored,
      };
}

async function differenceOf(
  earlierBucket: FoundResource,
  call: Caller,
): Promise<number | undefined> {
  const target = `/bucket/${encodeURIComponent(String(earlierBucket.id))}`;
  const { response } = await call({ operation: "retrieveBucket", method: "GET", target });
  const [amountNow, then] = [remainingAmount(response?.body), remainingAmount(earlierBucket)];
  return amountNow === undefined || then === undefined
    ? undefined
    : subtractExactly(amountNow, then);
}

async function removeRecords(
  records: readonly CreatedResource[],
  call: Caller,
  { mayCall }: CleanUpSettings,
  undoneNotes: string[],
  remainingNotes: string[],
): Promise<void> {
  const counts = new Map<string, { removed: number; kept: number; why: string }>();
  for (const record of records) {
    const count = counts.get(record.resource) ?? { removed: 0, kept: 0, why: "" };
    counts.set(record.resource, count);
    const operation = deleteOf(record.resource);
    if (!mayCall(operation)) {
      count.kept += 1;
      count.why = "DELETE is not on the certificate";
      continue;
    }
    const { response, error } = await call({
      operation,
      method: "DELETE",
      target: targetOf(record),
    });
    if (response?.status === 204 || response?.status === 200) count.removed += 1;
    else {
      count.kept += 1;
      count.why = `DELETE: ${response ? `status ${response.status}` : error}`;
    }
  }
  for (const [resource, { removed, kept, why }] of counts) {
    if (removed > 0) undoneNotes.push(`${removed} ${resource} removed`);
    if (kept > 0) remainingNotes.push(`${kept} ${resource} (${why})`);
  }
}

function deleteOf(resource: string): string {
  if (resource === "hub") return "unregisterListener";
  return `delete${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
}

async function findHistoryEntries(
  writtenResources: readonly CreatedResource[],
  call: Caller,
  { mayCall, mark }: CleanUpSettings,
  remainingNotes: string[],
): Promise<void> {
  const actions = writtenResources.filter(({ resource }) => resource.endsWith("Balance"));
  const [firstAction] = actions;
  if (firstAction === undefined || !mayCall("retrieveBalanceActionHistory")) return;
  const target = `/balanceActionHistory/${encodeURIComponent(firstAction.id)}`;
  const operation = "retrieveBalanceActionHistory";
  const { response } = await call({ operation, method: "GET", target });
  if (response?.status === 200) {
    remainingNotes.push(
      `entries of the history, marked "${mark}": the contract has no operation to remove them`,
    );
  }
}
