import type { Scenario } from "./scenario.ts";

/** A scenario for low-balance warnings. Every bucket is nearly empty, and one ends today. */
export const lowBalance: Scenario = {
  name: "low-balance",
  description: "One line with cents, megabytes and a minute left.",
  subscribers: [
    {
      key: "leo",
      name: "Leo Moretti",
      msisdn: "447700900202",
      productName: "Pay As You Go 10",
      buckets: [
        { key: "main", usageType: "monetary", name: "Credit", amount: 0.12, units: "GBP" },
        { key: "data", usageType: "data", name: "Data", amount: 9, units: "MB", ends: "PT5H" },
        { key: "voice", usageType: "voice", name: "Minutes", amount: 1, units: "min", ends: "P3D" },
        { key: "sms", usageType: "sms", name: "Texts", amount: 0, units: "SMS", ends: "P3D" },
      ],
    },
  ],
  vouchers: [{ code: "RESCUE-GBP-5", amount: 5, units: "GBP", usageType: "monetary" }],
};
