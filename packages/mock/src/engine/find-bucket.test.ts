import { type ActionBody, type BucketRecord, defaultPolicy, type Policy } from "@tmf654/ledger";
import { expect, test } from "vitest";
import type { Store } from "../store/store.ts";
import { withFoundBuckets } from "./find-bucket.ts";

const bucket = (id: string, terms: Partial<BucketRecord>): BucketRecord => ({
  id,
  usageType: "monetary",
  dimension: "money:EUR",
  units: "EUR",
  remaining: 5e6,
  reserved: 0,
  suspended: false,
  endsAt: undefined,
  confirmedAt: 0,
  details: {},
  ...terms,
});

const storeOf = (buckets: readonly BucketRecord[]) =>
  ({
    bucket: (id: string) => buckets.find((each) => each.id === id),
    buckets: { findByValue: () => buckets },
  }) as unknown as Store;

const numberReference = { id: "1", "@referredType": "LogicalResource" };

function findOne(
  buckets: readonly BucketRecord[],
  kind: "topup" | "adjust" | "reserve" | "transfer",
  amount: ActionBody["amount"],
  policy: Policy = defaultPolicy,
): ActionBody {
  const requestBody = {
    logicalResource: [numberReference],
    receiverLogicalResource: numberReference,
  };
  const body: ActionBody = { ...requestBody, usageType: "monetary", ...(amount && { amount }) };
  return withFoundBuckets(kind, body, storeOf(buckets), { now: 0, policy });
}

const eur = (amount: number) => ({ amount, units: "EUR" });

const usualBuckets = [
  bucket("bonus", { priority: 1, transferable: false, endsAt: 100 }),
  bucket("promotion", { priority: 2, endsAt: 200 }),
  bucket("main", { priority: 9, remaining: 20e6 }),
];

test.each([
  ["topup", 5, "main"],
  ["adjust", 5, "main"],
  ["adjust", -5, "bonus"],
  ["reserve", 5, "bonus"],
  ["transfer", 5, "promotion"],
  // The bonus and the promotion have 5 EUR each.
  ["adjust", -5.01, "main"],
  ["reserve", 5.01, "main"],
  ["transfer", 5.01, "main"],
  ["topup", 50, "main"],
  // None can pay 50 EUR.
  ["adjust", -50, "bonus"],
  ["reserve", 50, "bonus"],
  ["transfer", 50, "promotion"],
] as const)(
  "%s of %d prefers a bucket that can pay, then the priority: %s",
  (kind, n, expected) => {
    const body = findOne(usualBuckets, kind, eur(n));
    expect(body.bucket?.id).toBe(expected);
    expect(body.receiverBucket?.id).toBe(kind === "transfer" ? "main" : undefined);
  },
);

const mainBucket = bucket("main", { priority: 9, remaining: 20e6 });

test.each([
  ["an empty one, for all that remains", { remaining: 0 }, undefined, "main"],
  ["one with something, for all that remains", { remaining: 1 }, undefined, "first"],
  ["one that is suspended, although it can pay", { suspended: true }, eur(1), "main"],
  ["one that cannot pay, before a suspended one", { remaining: 1 }, eur(21), "first"],
  ["one that owes a credit, which can be spent", { owed: 1e6 }, eur(5), "first"],
])("a reservation chooses between the main balance and %s", (_, terms, amount, expected) => {
  expect(findOne([bucket("first", terms), mainBucket], "reserve", amount).bucket?.id).toBe(
    expected,
  );
});

test.each([
  ["has ended", { endsAt: -1 }],
  ["is suspended", { suspended: true }],
])("a credit does not go to a bonus because the main balance %s", (_, terms) => {
  const [bonus] = usualBuckets;
  if (bonus === undefined) throw new Error("there is no bonus");
  const buckets = [bonus, bucket("main", { priority: 9, ...terms })];
  for (const kind of ["topup", "adjust"] as const) {
    expect(findOne(buckets, kind, eur(5)).bucket?.id, kind).toBe("main");
  }
  expect(findOne(buckets, "transfer", eur(5)).receiverBucket?.id).toBe("main");
  // The owner still spends the bonus.
  expect(findOne(buckets, "reserve", eur(5)).bucket?.id).toBe("bonus");
  expect(findOne([bonus], "topup", eur(5)).bucket?.id).toBe("bonus");
});

test("an emergency credit cannot be given away", () => {
  const buckets = [bucket("first", { owed: 1e6 }), mainBucket];
  expect(findOne(buckets, "transfer", eur(4)).bucket?.id).toBe("first");
  expect(findOne(buckets, "transfer", eur(4.01)).bucket?.id).toBe("main");
});

test.each([
  [1024, "main"],
  [1000, "first"],
] as const)("the policy sets the size of a unit: %d", (dataBase, expected) => {
  const data = { dimension: "data", units: "KB", remaining: 1000 } as const;
  const buckets = [
    bucket("first", data),
    bucket("main", { ...data, priority: 9, remaining: 1024 }),
  ];
  const policy = { ...defaultPolicy, dataBase };
  expect(findOne(buckets, "reserve", { amount: 1, units: "KB" }, policy).bucket?.id).toBe(expected);
});
