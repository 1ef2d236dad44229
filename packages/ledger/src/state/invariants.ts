import type { Dimension } from "@tmf654/quantity";
import { MAX_STEPS } from "../model/amounts.ts";
import type { RecordChange } from "../model/decision.ts";
import type { Account, Posting } from "../model/posting.ts";
import type { ActionRecord, BucketRecord } from "../model/records.ts";
import { transitions } from "../model/transitions.ts";
import { emptyState, type MemoryState } from "./memory.ts";

/** The records to check: a whole state, or the records that a decision changed. */
type Records = Pick<MemoryState, "bucket" | "action" | "voucher">;

/** A statement that is true for every state of a ledger. */
export interface Invariant {
  readonly name: string;
  /** The ids of the records that break it; with `among`, only these records are checked. */
  readonly broken: (state: MemoryState, among?: Records) => readonly string[];
}

const idsOf = <R extends BucketRecord | ActionRecord>(
  records: ReadonlyMap<string, R>,
  isBroken: (record: R) => boolean,
): string[] => [...records.values()].filter(isBroken).map(({ id }) => id);

function reservedByBucket(state: MemoryState): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, status, bucketId, steps } of state.action.values()) {
    if (kind !== "reserve" || status !== "created") continue;
    sums.set(bucketId, (sums.get(bucketId) ?? 0) + steps);
  }
  return sums;
}

/** Statements that are true after every applied decision. */
export const invariants: readonly Invariant[] = [
  {
    name: "nothing is negative",
    broken: (state, { bucket } = state) =>
      idsOf(
        bucket,
        (b) => b.remaining < -(b.overdraft ?? 0) || b.reserved < 0 || (b.owed ?? 0) < 0,
      ),
  },
  {
    name: "every balance is a whole number of steps that can be shown exactly",
    broken: (state, { bucket } = state) =>
      idsOf(
        bucket,
        (b) =>
          !Number.isSafeInteger(b.remaining) ||
          !Number.isSafeInteger(b.reserved) ||
          b.remaining + b.reserved > MAX_STEPS,
      ),
  },
  {
    name: "the reserved amount equals the sum of open reservations",
    broken: (state, { bucket } = state) => {
      const sums = reservedByBucket(state);
      return idsOf(bucket, ({ id, reserved }) => reserved !== (sums.get(id) ?? 0));
    },
  },
  {
    name: "a finished action has a confirmation date and no due work",
    broken: (state, { action } = state) =>
      idsOf(
        action,
        ({ status, confirmedAt, dueAt }) =>
          transitions[status].length === 0 && (confirmedAt === undefined || dueAt !== undefined),
      ),
  },
  {
    name: "an action has a refusal if and only if it failed",
    broken: (state, { action } = state) =>
      idsOf(action, ({ status, refusal }) => (status === "failed") !== !!refusal),
  },
  {
    name: "a used voucher was used by one completed top-up",
    broken: (state, { voucher } = state) =>
      [...voucher.values()]
        .filter(({ usedBy }) => {
          const status = state.action.get(usedBy ?? "")?.status;
          return status !== undefined && status !== "completed";
        })
        .map(({ code }) => code),
  },
];

function changedRecords(state: MemoryState, changes: readonly RecordChange[]): Records {
  const { bucket, action, voucher } = emptyState();
  const addRecord = (id: string): void => {
    const record = state.bucket.get(id);
    if (record !== undefined) bucket.set(id, record);
  };
  for (const change of changes) {
    if (change.table === "bucket") addRecord(change.id);
    else if (change.table === "voucher") voucher.set(change.id, change.record);
    else if (change.table === "action") {
      action.set(change.id, change.record);
      // A held amount without a posting is visible only in its bucket, so the bucket is checked
      // too.
      addRecord(change.record.bucketId);
    }
  }
  return { bucket, action, voucher };
}

/**
 * The names of the invariants that a state breaks, each with its records. With `changes`, only the
 * changed records are checked.
 */
export const brokenInvariants = (state: MemoryState, changes?: readonly RecordChange[]): string[] =>
  invariants
    .map(({ name, broken }) => ({
      name,
      ids: broken(state, changes && changedRecords(state, changes)),
    }))
    .filter(({ ids }) => ids.length > 0)
    .map(({ name, ids }) => `${name}: ${ids.join(", ")}`);

/** An account's name, for sums by account. */
export const accountName = (account: Account): string =>
  typeof account === "string" ? account : `${account.part} ${account.bucketId}`;

/**
 * The balance of every posted account, per dimension, in steps. Balances of a dimension sum to
 * zero. They are bigints, because the total of a ledger's postings has no limit.
 */
export function trialBalance(
  postings: Iterable<Posting>,
): ReadonlyMap<Dimension, ReadonlyMap<string, bigint>> {
  const byDimension = new Map<Dimension, Map<string, bigint>>();
  for (const { from, to, dimension, steps } of postings) {
    const ofDimension = byDimension.get(dimension) ?? new Map<string, bigint>();
    byDimension.set(dimension, ofDimension);
    for (const [account, change] of [
      [accountName(from), BigInt(-steps)],
      [accountName(to), BigInt(steps)],
    ] as const) {
      ofDimension.set(account, (ofDimension.get(account) ?? 0n) + change);
    }
  }
  return byDimension;
}
