import type { Scenario } from "./scenario.ts";

/**
 * A scenario with expired buckets. Their value is shown and frozen. A top-up that changes the end
 * makes it spendable again.
 */
export const expiredYesterday: Scenario = {
  name: "expired-yesterday",
  description: "One line whose money and data expired yesterday.",
  subscribers: [
    {
      key: "evan",
      name: "Evan Gallagher",
      msisdn: "353209100221",
      productName: "Anytime",
      buckets: [
        {
          key: "main",
          usageType: "monetary",
          name: "Credit",
          amount: 17.3,
          units: "EUR",
          starts: "-P6M",
          ends: "-P1D",
        },
        {
          key: "data",
          usageType: "data",
          name: "Data",
          amount: 2.25,
          units: "GB",
          starts: "-P31D",
          ends: "-P1D",
        },
      ],
    },
  ],
  vouchers: [
    { code: "REVIVE-EUR-10", amount: 10, units: "EUR", usageType: "monetary", grants: "P6M" },
  ],
};
