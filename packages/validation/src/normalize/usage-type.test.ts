import { findUnit } from "@tmf654/quantity";
import { expect, test } from "vitest";
import { usageTypeOf } from "./usage-type.ts";

test.each([
  { units: "EUR", usageType: "monetary" },
  { units: "GB", usageType: "data" },
  { units: "min", usageType: "voice" },
  { units: "SMS", usageType: "sms" },
  { units: "MMS", usageType: "sms" },
  { units: "message", usageType: "sms" },
  { units: "unit", usageType: "other" },
  { units: "event", usageType: "other" },
  { units: "point", usageType: "other" },
  { units: "day", usageType: "other" },
])("a bucket that counts $units is $usageType", ({ units, usageType }) => {
  const unit = findUnit(units);
  expect(unit && usageTypeOf(unit)).toBe(usageType);
});
