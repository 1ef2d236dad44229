import type { Dimension } from "@tmf654/quantity";
import { MOST_STEPS } from "./amounts.ts";
import type { Account, Posting } from "./posting.ts";
import type { MemoryState } from "./state.ts";
import { transitions } from "./transitions.ts";

/** A truth about every state a ledger can reach. It answers with the ids of the records that break it. */
export type Invariant = {
  readonly name: string;
  readonly broken: (state: MemoryState) => readonly string[];
};

const brokenBuckets = (
  state: MemoryState,
  isBroken: (bucket: { remaining: number; reserved: number; id: string }) => boolean,
): string[] => [...state.bucket.values()].filter(isBroken).map(({ id }) => id);

const heldBy = (state: MemoryState): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { kind, status, bucketId, steps } of state.action.values()) {
    if (kind !== "reserve" || status !== "created") continue;
    sums.set(bucketId, (sums.get(bucketId) ?? 0) + steps);
  }
  return sums;
};

const brokenActions = (
  state: MemoryState,
  isBroken: (action: MemoryState["action"] extends Map<string, infer A> ? A : never) => boolean,
): string[] => [...state.action.values()].filter(isBroken).map(({ id }) => id);

/** What holds after every applied decision. */
export const invariants: readonly Invariant[] = [
  {
    name: "nothing is negative",
    broken: (state) => brokenBuckets(state, (b) => b.remaining < 0 || b.reserved < 0),
  },
  {
    name: "every balance is a whole number of steps that can be shown exactly",
    broken: (state) =>
      brokenBuckets(
        state,
        (b) =>
          !Number.isSafeInteger(b.remaining) ||
          !Number.isSafeInteger(b.reserved) ||
          b.remaining + b.reserved > MOST_STEPS,
      ),
  },
  {
    name: "what is reserved is what open reservations hold",
    broken: (state) => {
      const sums = heldBy(state);
      return brokenBuckets(state, ({ id, reserved }) => reserved !== (sums.get(id) ?? 0));
    },
  },
  {
    name: "a finished action has an outcome's instant and nothing due",
    broken: (state) =>
      brokenActions(
        state,
        ({ status, confirmedAt, dueAt }) =>
          transitions[status].length === 0 && (confirmedAt === undefined || dueAt !== undefined),
      ),
  },
  {
    name: "an action has a refusal if and only if it failed",
    broken: (state) =>
      brokenActions(state, (action) => (action.status === "failed") !== !!action.refusal),
  },
  {
    name: "a used voucher was used by one completed top-up",
    broken: (state) =>
      [...state.voucher.values()]
        .filter(({ usedBy }) => {
          const status = state.action.get(usedBy ?? "")?.status;
          return status !== undefined && status !== "completed";
        })
        .map(({ code }) => code),
  },
];

/** The names of the invariants that a state breaks, each with the records at fault. */
export const brokenInvariants = (state: MemoryState): string[] =>
  invariants
    .map(({ name, broken }) => ({ name, ids: broken(state) }))
    .filter(({ ids }) => ids.length > 0)
    .map(({ name, ids }) => `${name}: ${ids.join(", ")}`);

/** An account's name, for sums by account. */
export const accountName = (account: Account): string =>
  typeof account === "string" ? account : `${account.part} ${account.bucketId}`;

/**
 * What postings leave in every account they touch, per dimension, in steps. All of a dimension sum
 * to zero. What has flowed in a ledger's life has no ceiling, so these are bigints.
 */
export const trialBalance = (
  postings: Iterable<Posting>,
): ReadonlyMap<Dimension, ReadonlyMap<string, bigint>> => {
  const books = new Map<Dimension, Map<string, bigint>>();
  for (const { from, to, dimension, steps } of postings) {
    const book = books.get(dimension) ?? new Map<string, bigint>();
    books.set(dimension, book);
    for (const [account, change] of [
      [accountName(from), BigInt(-steps)],
      [accountName(to), BigInt(steps)],
    ] as const) {
      book.set(account, (book.get(account) ?? 0n) + change);
    }
  }
  return books;
};
