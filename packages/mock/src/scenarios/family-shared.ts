import type { Scenario } from "./scenario.ts";

const children = ["447700900212", "447700900213"];

/**
 * A scenario with a data bucket that three numbers share. Each number has a separate balance, and
 * all have one party account.
 */
export const familyShared: Scenario = {
  name: "family-shared",
  description: "A parent and two children who share one data bucket.",
  subscribers: [
    {
      key: "parent",
      name: "Priya Shah",
      msisdn: "447700900211",
      account: "acc-shah",
      buckets: [
        { key: "main", usageType: "monetary", name: "Credit", amount: 30, units: "GBP" },
        {
          key: "family",
          usageType: "data",
          name: "Family data",
          amount: 60,
          units: "GB",
          ends: "P21D",
          sharedWith: children,
        },
      ],
    },
    {
      key: "child1",
      name: "Dev Shah",
      msisdn: "447700900212",
      account: "acc-shah",
      buckets: [{ key: "main", usageType: "monetary", name: "Credit", amount: 5, units: "GBP" }],
    },
    {
      key: "child2",
      name: "Tara Shah",
      msisdn: "447700900213",
      account: "acc-shah",
      buckets: [{ key: "main", usageType: "monetary", name: "Credit", amount: 2.5, units: "GBP" }],
    },
  ],
  actions: [
    {
      at: "-P2D",
      resource: "transferBalance",
      body: {
        reason: "Pocket money",
        channel: { id: "app", name: "Self-care app" },
        amount: { amount: 2.5, units: "GBP" },
        usageType: "monetary",
        bucket: { id: "parent-main" },
        logicalResource: [{ id: "447700900211" }],
        receiverBucket: { id: "child2-main" },
        receiverBucketUsageType: "monetary",
        receiverLogicalResource: { id: "447700900213" },
      },
    },
  ],
};
