import type { ActionBody, BucketRecord } from "@tmf654/ledger";
import { expect, test } from "vitest";
import type { Store } from "../store/store.ts";
import { withFoundBuckets } from "./find-bucket.ts";

const bucket = (id: string, terms: Partial<BucketRecord>): BucketRecord => ({
  id,
  usageType: "monetary",
  dimension: "money:EUR",
  units: "EUR",
  remaining: 5,
  reserved: 0,
  suspended: false,
  endsAt: undefined,
  confirmedAt: 0,
  details: {},
  ...terms,
});

const own = [
  bucket("bonus", { priority: 1, transferable: false, endsAt: 100 }),
  bucket("promotion", { priority: 2, endsAt: 200 }),
  bucket("main", { priority: 9 }),
];
const store = {
  bucket: (id: string) => own.find((each) => each.id === id),
  buckets: { having: () => own },
} as unknown as Store;

test.each([
  ["topup", 5, "main"],
  ["adjust", 5, "main"],
  ["adjust", -5, "bonus"],
  ["reserve", 5, "bonus"],
  ["transfer", 5, "promotion"],
] as const)("%s of %d finds the bucket by priority: %s", (kind, amount, expected) => {
  const body: ActionBody = {
    logicalResource: [{ id: "1", "@referredType": "LogicalResource" }],
    receiverLogicalResource: { id: "1", "@referredType": "LogicalResource" },
    usageType: "monetary",
    amount: { amount, units: "EUR" },
  };
  const found = withFoundBuckets(kind, body, store, 0);
  expect(found.bucket?.id).toBe(expected);
  expect(found.receiverBucket?.id).toBe(kind === "transfer" ? "main" : undefined);
});
