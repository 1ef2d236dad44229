import type { Scenario, SeedBucket } from "./scenario.ts";

const wallet: SeedBucket = {
  key: "main",
  usageType: "monetary",
  name: "Test balance",
  amount: 50,
  units: "EUR",
};
const data: SeedBucket = {
  key: "data",
  usageType: "data",
  name: "Test data",
  amount: 10,
  units: "GB",
};

/**
 * The numbers with a fixed behaviour, which are like the test cards of a card processor.
 * `engine/test-numbers.ts` defines the behaviour of each.
 */
export const testValues: Scenario = {
  name: "test-values",
  description:
    "Numbers with a fixed result: unknown, declined, slow, over a limit, or a lost response.",
  subscribers: [
    { key: "unknown", name: "Test: always unknown", msisdn: "15005550001", buckets: [] },
    {
      key: "declined",
      name: "Test: always declined",
      msisdn: "15005550002",
      buckets: [wallet, data],
    },
    { key: "slow", name: "Test: always slow", msisdn: "15005550003", buckets: [wallet, data] },
    {
      key: "limited",
      name: "Test: always over limit",
      msisdn: "15005550004",
      buckets: [wallet, data],
    },
    {
      key: "lost",
      name: "Test: loses the response",
      msisdn: "15005550005",
      buckets: [wallet, data],
    },
  ],
};
