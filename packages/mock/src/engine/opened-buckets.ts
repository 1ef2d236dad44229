import type { Command, LedgerView, Policy, RecordChange } from "@tmf654/ledger";
import type { EngineResult } from "../ports/engine.ts";
import type { Limits, LimitWatch } from "../ports/limits.ts";

/** The count of the buckets that requests opened. The buckets of scenarios do not count. */
export interface OpenedBuckets {
  /** Returns the limit that a bucket of this body would exceed. */
  exceededLimit(body: object): keyof Limits | undefined;
  /** Counts the buckets that changes add and remove, before the changes are applied. */
  count(changes: readonly RecordChange[], view: LedgerView): void;
  clear(): void;
}

/** The bytes of a bucket without the members of its request. */
const overhead = 500;

/** Creates the count of the buckets that requests open. */
export function createOpenedBuckets({ max }: LimitWatch): OpenedBuckets {
  const sizes = new Map<string, number>();
  let total = 0;
  const remove = (id: string): void => {
    total -= sizes.get(id) ?? 0;
    sizes.delete(id);
  };
  return {
    exceededLimit: (body) => {
      if (sizes.size >= max.buckets) return "buckets";
      return total + sizeOf(body) > max.bucketBytes ? "bucketBytes" : undefined;
    },
    count: (changes, view) => {
      for (const change of changes) {
        if (change.table !== "bucket") continue;
        const { id, record } = change;
        if (!record) remove(id);
        else if (!view.bucket(id)) {
          const size = sizeOf(record.details);
          sizes.set(id, size);
          total += size;
        }
      }
    },
    clear: () => {
      sizes.clear();
      total = 0;
    },
  };
}

function sizeOf(body: object): number {
  return JSON.stringify(body).length + overhead;
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
export function tooManyBuckets(id: unknown, limit: string): EngineResult {
  const bucket = typeof id === "string" ? `bucket ${id}` : "the bucket";
  const message =
    `${bucket} cannot be opened: requests have reached the limit ${limit}; ` +
    "close some buckets or raise the limit";
  return { kind: "refused", code: "tooManyBuckets", message };
}
