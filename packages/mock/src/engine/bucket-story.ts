import type { ActionName, Quantity } from "@tmf654/contract";
import { type Account, type Command, type Posting, quantityOf, resourceOf } from "@tmf654/ledger";
import { instantText } from "../clock/clock.ts";
import { BalanceRewind } from "./balance-rewind.ts";
import type { EngineCore } from "./core.ts";
import type { LoggedPosting, PostingLog } from "./posting-log.ts";

/** A movement of value into, out of or inside a bucket, as double entry. */
export interface BucketPosting {
  /** The position of the posting in the mock, from 1. */
  readonly sequence: number;
  /** The time by the mock's clock. */
  readonly time: string;
  readonly from: Account;
  readonly to: Account;
  readonly amount: Quantity;
  /** The spendable amount of the bucket afterwards. */
  readonly spendable: Quantity;
  /** The reserved amount of the bucket afterwards. */
  readonly held: Quantity;
  /** The type of the command that caused the posting, such as `topup`, `use` or `forfeit`. */
  readonly command: Command["type"];
  readonly action?: { readonly id: string; readonly resource?: ActionName };
  /** The journal's number of the request that caused the posting. */
  readonly request?: number;
}

/** The latest postings of a bucket, the latest first. */
export interface BucketStory {
  readonly postings: readonly BucketPosting[];
  /** The value of `before` that continues the list; absent at its end. */
  readonly next?: number;
}

/** The part of a list to return. */
export interface PageBefore {
  readonly limit: number;
  /** Only entries before this one. */
  readonly before?: number | undefined;
}

/** Returns the kept postings of a bucket, or `undefined` for an unknown id. */
export function storyOf(
  core: EngineCore,
  log: PostingLog,
  bucketId: string,
  { limit, before = Number.POSITIVE_INFINITY }: PageBefore,
): BucketStory | undefined {
  const rewind = new BalanceRewind(core.store);
  const balance = rewind.balanceOf(bucketId);
  if (!balance) return undefined;
  const quantityFrom = (steps: number) => quantityOf(steps, balance.record.units, core.policy());
  const postings: BucketPosting[] = [];
  for (const logged of log.latestFirst()) {
    const { posting, sequence } = logged;
    if (!touches(posting, bucketId)) continue;
    if (postings.length === limit) return { postings, next: postings.at(-1)?.sequence ?? 0 };
    if (sequence < before) {
      const { spendable, held } = balance;
      const amounts = { amount: posting.steps, spendable, held };
      postings.push({ ...headOf(logged, core), ...mapValues(amounts, quantityFrom) });
    }
    rewind.undo(posting);
  }
  return { postings };
}

function headOf({ sequence, at, command, posting, origin }: LoggedPosting, { store }: EngineCore) {
  const { from, to, actionId } = posting;
  const kind = actionId === undefined ? undefined : store.action(actionId)?.kind;
  const resource = kind && { resource: resourceOf(kind) };
  return {
    sequence,
    time: instantText(at),
    from,
    to,
    command,
    ...(actionId !== undefined && { action: { id: actionId, ...resource } }),
    ...(origin?.number !== undefined && { request: origin.number }),
  };
}

function touches({ from, to }: Posting, bucketId: string): boolean {
  return isOf(from, bucketId) || isOf(to, bucketId);
}

function isOf(account: Account, bucketId: string): boolean {
  return typeof account === "object" && account.bucketId === bucketId;
}

function mapValues<K extends string>(
  values: Readonly<Record<K, number>>,
  toQuantity: (value: number) => Quantity,
): Record<K, Quantity> {
  const entries = Object.entries<number>(values).map(([name, value]) => [name, toQuantity(value)]);
  return Object.fromEntries(entries) as Record<K, Quantity>;
}
