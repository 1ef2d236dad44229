import type { BalanceChange } from "../ports/activity.ts";
import { balanceChangeOf } from "./balance-change.ts";
import { BalanceRewind } from "./balance-rewind.ts";
import type { EngineCore } from "./core.ts";
import type { PostingLog } from "./posting-log.ts";

/** The sum of what a request did to a bucket, in whole steps. */
interface ChangeSum {
  spendable: number;
  reserved: number;
  /** The spendable amount after the request. */
  readonly remaining: number;
}

/** The sums of one request, by bucket. */
type RequestSums = Map<string, ChangeSum>;

/**
 * Returns the balances that requests changed, by the number of the request. The result includes
 * only the postings that the log still keeps.
 */
export function changesOfRequests(
  core: EngineCore,
  log: PostingLog,
  numbers: ReadonlySet<number>,
): ReadonlyMap<number, readonly BalanceChange[]> {
  const rewind = new BalanceRewind(core.store);
  const sumsByRequest = new Map<number, RequestSums>();
  for (const { posting, origin } of log.latestFirst()) {
    const number = origin?.number;
    if (number !== undefined && numbers.has(number)) {
      const sums = sumsByRequest.get(number) ?? new Map<string, ChangeSum>();
      sumsByRequest.set(number, sums);
      addPosting(sums, rewind, posting.from, -posting.steps);
      addPosting(sums, rewind, posting.to, posting.steps);
    }
    rewind.undo(posting);
  }
  const changesByRequest = [...sumsByRequest].map(
    ([number, sums]) => [number, [...sums].flatMap((sum) => changeOf(sum, core, rewind))] as const,
  );
  return new Map(changesByRequest);
}

function addPosting(
  sums: RequestSums,
  rewind: BalanceRewind,
  account: Parameters<BalanceRewind["undo"]>[0]["from"],
  steps: number,
): void {
  const balance = typeof account === "string" ? undefined : rewind.balanceOf(account.bucketId);
  if (!balance || typeof account === "string") return;
  const { bucketId, part } = account;
  const sum = sums.get(bucketId) ?? { spendable: 0, reserved: 0, remaining: balance.spendable };
  sums.set(bucketId, sum);
  sum[part === "held" ? "reserved" : "spendable"] += steps;
}

function changeOf(
  [bucketId, sum]: readonly [string, ChangeSum],
  core: EngineCore,
  rewind: BalanceRewind,
): readonly BalanceChange[] {
  const units = rewind.balanceOf(bucketId)?.record.units ?? "";
  return balanceChangeOf({ bucketId, ...sum }, units, core.policy());
}
