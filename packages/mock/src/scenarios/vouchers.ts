import type { SeedVoucher } from "./scenario.ts";

/** Good ones, one used up and one expired. */
export const vouchers: readonly SeedVoucher[] = [
  { code: "TOPUP-EUR-10", amount: 10, units: "EUR", usageType: "monetary", grants: "P6M" },
  { code: "TOPUP-EUR-20", amount: 20, units: "EUR", usageType: "monetary", grants: "P6M" },
  { code: "TOPUP-GBP-10", amount: 10, units: "GBP", usageType: "monetary", grants: "P6M" },
  { code: "TOPUP-USD-25", amount: 25, units: "USD", usageType: "monetary", grants: "P90D" },
  { code: "TOPUP-CLP-5000", amount: 5000, units: "CLP", usageType: "monetary", grants: "P60D" },
  { code: "DATA-5GB", amount: 5, units: "GB", usageType: "data", grants: "P30D" },
  { code: "USED-EUR-10", amount: 10, units: "EUR", usageType: "monetary", used: true },
  { code: "EXPIRED-EUR-10", amount: 10, units: "EUR", usageType: "monetary", expires: "-P1D" },
];
