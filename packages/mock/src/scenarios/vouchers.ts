import type { SeedVoucher } from "./scenario.ts";

/**
 * The vouchers: valid ones, a used one and an expired one. Codes of digits can be typed on a
 * keypad.
 */
export const vouchers: readonly SeedVoucher[] = [
  { code: "TOPUP-EUR-10", amount: 10, units: "EUR", usageType: "monetary", grants: "P6M" },
  { code: "TOPUP-EUR-20", amount: 20, units: "EUR", usageType: "monetary", grants: "P6M" },
  { code: "TOPUP-GBP-10", amount: 10, units: "GBP", usageType: "monetary", grants: "P6M" },
  { code: "TOPUP-USD-25", amount: 25, units: "USD", usageType: "monetary", grants: "P90D" },
  { code: "TOPUP-CLP-5000", amount: 5000, units: "CLP", usageType: "monetary", grants: "P60D" },
  { code: "DATA-5GB", amount: 5, units: "GB", usageType: "data", grants: "P30D" },
  { code: "USED-EUR-10", amount: 10, units: "EUR", usageType: "monetary", used: true },
  { code: "EXPIRED-EUR-10", amount: 10, units: "EUR", usageType: "monetary", expires: "-P1D" },
  { code: "4110 2468 1357", amount: 10, units: "EUR", usageType: "monetary", grants: "P6M" },
  { code: "4120 2468 1357 9086", amount: 20, units: "EUR", usageType: "monetary", grants: "P6M" },
  { code: "4410 7531 8642", amount: 10, units: "GBP", usageType: "monetary", grants: "P6M" },
  { code: "4505 1122 3344 5566", amount: 5, units: "GB", usageType: "data", grants: "P30D" },
  { code: "4110 0000 0001", amount: 10, units: "EUR", usageType: "monetary", used: true },
  { code: "4110 0000 0002", amount: 10, units: "EUR", usageType: "monetary", expires: "-P1D" },
];
