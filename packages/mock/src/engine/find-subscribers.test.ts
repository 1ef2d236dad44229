import type { BucketRecord } from "@tmf654/ledger";
import { expect, test } from "vitest";
import type { EngineCore } from "./core.ts";
import { findSubscribers } from "./find-subscribers.ts";

/** A store of buckets without names, whose indexes find a bucket only by its id. */
function coreOf(size: number): EngineCore {
  const recordOf = (id: string) => ({ id, details: {} }) as BucketRecord;
  let read = 0;
  const buckets = {
    size,
    findByValue: () => [],
    resource: (id: string) => ({ id }),
    *records() {
      for (; read < size; read += 1) yield recordOf(`b${read}`);
    },
  };
  const bucket = (id: string) => (/^b\d+$/.test(id) ? recordOf(id) : undefined);
  return { store: { buckets, bucket, bucketsOf: () => [] } } as unknown as EngineCore;
}

test("a search that does not read every bucket says so", () => {
  const core = coreOf(1_000_000);
  expect(findSubscribers(core, "nobody has this", 20)).toEqual({
    subscribers: [],
    message:
      "The search read 100000 of 1000000 buckets: search for a whole number, the id of an account " +
      "or the id of a bucket.",
  });
});

test("an index finds a bucket that a search does not read", () => {
  const { subscribers } = findSubscribers(coreOf(1_000_000), "b999999", 20);
  expect(subscribers).toEqual([{ id: "b999999", buckets: [{ id: "b999999" }] }]);
});

test("a search that reads every bucket has no message", () => {
  expect(findSubscribers(coreOf(100_000), "nobody has this", 20)).toEqual({ subscribers: [] });
});

test("the id of a bucket finds it among many of one number", () => {
  const logicalResource = [{ id: "34600000101" }];
  const records = Array.from({ length: 150 }, (_, at) => {
    return { id: `b${at}`, details: { logicalResource } } as unknown as BucketRecord;
  });
  const buckets = {
    size: records.length,
    findByValue: () => records,
    resource: (id: string) => ({ id }),
    records: () => records,
  };
  const bucket = (wanted: string) => records.find(({ id }) => id === wanted);
  const core = { store: { buckets, bucket, bucketsOf: () => [] } } as unknown as EngineCore;
  for (const id of ["b0", "b99", "b100", "b149"]) {
    const [subscriber] = findSubscribers(core, id, 20).subscribers;
    expect(subscriber?.buckets.filter((each) => each.id === id)).toHaveLength(1);
  }
});
