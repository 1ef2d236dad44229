import type { Command, LedgerView, Policy, RecordChange } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import type { Limits, LimitWatch } from "../ports/limits.ts";
import type { StateChanges } from "../ports/state-changes.ts";

/** The count of the buckets that requests opened. The buckets of scenarios do not count. */
export interface OpenedBuckets {
  /** Returns the limit that a bucket of this body would exceed. */
  exceededLimit(body: object): keyof Limits | undefined;
  /** Counts the buckets that changes add and remove, before the changes are applied. */
  count(changes: readonly RecordChange[], view: LedgerView): void;
  /** Counts a bucket with its size. Without a size the bucket is not counted any more. */
  put(id: string, size: number | undefined): void;
  /** The sizes of the counted buckets. */
  readonly sizes: ReadonlyMap<string, number>;
  clear(): void;
}

/** The bytes of a bucket without the members of its request. */
const overheadBytes = 500;

/** Creates the count of the buckets that requests open. */
export function createOpenedBuckets(
  { max }: LimitWatch,
  stateChanges: StateChanges = {},
): OpenedBuckets {
  const sizes = new Map<string, number>();
  let total = 0;
  const put = (id: string, size = 0): void => {
    total += size - (sizes.get(id) ?? 0);
    if (size) sizes.set(id, size);
    else sizes.delete(id);
  };
  return {
    put,
    sizes,
    exceededLimit: (body) => {
      if (sizes.size >= max.buckets) return "buckets";
      return total + sizeOf(body) > max.bucketBytes ? "bucketBytes" : undefined;
    },
    count: (changes, view) => {
      for (const { table, id, record } of changes) {
        if (table !== "bucket" || (record ? view.bucket(id) : !sizes.has(id))) continue;
        const size = record && sizeOf(record.details);
        put(id, size);
        stateChanges.onChange?.("openedBucket", id, size);
      }
    },
    clear: () => {
      sizes.clear();
      total = 0;
    },
  };
}

function sizeOf(body: object): number {
  return JSON.stringify(body).length + overheadBytes;
}

/** Returns the body from which a command would open a bucket. */
export function openingBody(
  command: Command,
  view: LedgerView,
  { unknownBucket }: Policy,
): object | undefined {
  if (command.type === "open") return command.body;
  if (unknownBucket !== "create") return undefined;
  const body = command.type === "topup" || command.type === "adjust" ? command.body : undefined;
  const id = body?.bucket?.id;
  return typeof id === "string" && !view.bucket(id) ? body : undefined;
}

/** Creates the refusal of a request that would exceed a limit of opened buckets. */
export function tooManyBucketsResult(id: unknown, limitName: string): EngineResult {
  const bucket = typeof id === "string" ? `bucket ${id}` : "the bucket";
  const message =
    `${bucket} cannot be opened: requests have reached the limit ${limitName}; ` +
    "close some buckets or raise the limit";
  return { kind: "refused", code: "tooManyBuckets", message };
}
