import type { Scenario, SeedBucket } from "./scenario.ts";

/** A scenario with a long list: sixty data passes of one line, which end one after another. */
export const manyBuckets: Scenario = {
  name: "many-buckets",
  description: "One line with sixty data passes, for long lists and paging.",
  subscribers: [
    {
      key: "mila",
      name: "Mila Novak",
      msisdn: "447700900231",
      buckets: [
        { key: "main", usageType: "monetary", name: "Credit", amount: 10, units: "GBP" },
        ...Array.from(
          { length: 60 },
          (_, index): SeedBucket => ({
            key: `pass${String(index + 1).padStart(2, "0")}`,
            usageType: "data",
            name: `Data pass ${index + 1}`,
            amount: 250 + index * 10,
            units: "MB",
            ends: `P${index + 1}D`,
          }),
        ),
      ],
    },
  ],
};
