import type { Policy } from "@tmf654/ledger";
import { defaultPolicy } from "@tmf654/ledger";
import { describe, expect, test } from "vitest";
import { reference } from "./built-in.ts";
import { ProfileError } from "./error.ts";
import { readProfile } from "./read.ts";

const eur = { amount: 10, units: "EUR" };
const rule = { usageType: "monetary", atLeast: eur, period: { days: 30 } };
const tariff = { usageType: "data", cost: { value: 0.5, unit: "EUR" } };
const limit = (units: string) => ({
  limits: { transfer: { data: { perDay: { amount: 1, units } } } },
});

describe("Profiles: amounts and units of a profile's ledger are usable", () => {
  test.each<[string, object]>([
    ["a ceiling in money", { ceilings: { monetary: eur, voice: { amount: 9, units: "min" } } }],
    ["a limit a day in data", limit("GB")],
    ["a limit in an operator's word", limit("megabytes")],
    ["a validity", { topupValidity: [rule, { ...rule, period: { months: 1 } }] }],
    ["a tariff in money for data", { tariffs: [tariff] }],
    ["a tariff in data for data", { tariffs: [{ ...tariff, cost: { value: 1, unit: "MB" } }] }],
    ["the default units", { defaultUnits: defaultPolicy.defaultUnits }],
    ["an offset of Kathmandu", { utcOffsetMinutes: 345 }],
    ["the ends of the zones", { utcOffsetMinutes: -720 }],
    ["a delay of a top-up", { delayMs: { topup: 20 } }],
  ])("%s is accepted", (_, ledger) => {
    expect(readProfile({ name: "x", ledger }).ledger).toEqual({ ...reference.ledger, ...ledger });
  });

  test("a usage type without a unit of its own keeps the default", () => {
    const read = readProfile({ name: "x", ledger: { defaultUnits: { monetary: "CHF" } } });
    const units: Policy["defaultUnits"] = { ...defaultPolicy.defaultUnits, monetary: "CHF" };
    expect(read.ledger.defaultUnits).toEqual(units);
  });

  test.each<[object, string[], string]>([
    [{ tariffs: [{}] }, ["tariffs[0].usageType", "tariffs[0].cost"], "is missing"],
    [
      { tariffs: [{ ...tariff, usageType: "sms", cost: { value: 1, unit: "GB" } }] },
      ["tariffs[0].cost.unit"],
      "must be one of ",
    ],
    [
      { tariffs: [{ ...tariff, cost: { value: -1, unit: "EUR" } }] },
      ["tariffs[0].cost.value"],
      "must be 0 or more",
    ],
    [
      { topupValidity: [{}] },
      ["usageType", "atLeast", "period"].map((name) => `topupValidity[0].${name}`),
      "is missing",
    ],
    [
      { topupValidity: [{ ...rule, period: {} }] },
      ["topupValidity[0].period"],
      'must name months, days or hours, as in {"days": 30}',
    ],
    [
      { topupValidity: [{ ...rule, period: { weeks: 1 } }] },
      ["topupValidity[0].period.weeks"],
      "is not known here; there are months, days",
    ],
    [
      { topupValidity: [{ ...rule, atLeast: { amount: 1, units: "min" } }] },
      ["topupValidity[0].atLeast.units"],
      'must be an ISO 4217 currency such as EUR for monetary, not "min"',
    ],
    [limit("zz"), ["limits.transfer.data.perDay.units"], "must be one of TB, TiB, GB, "],
    [
      { limits: { spend: {} } },
      ["limits.spend"],
      "is not known here; there are topup, adjust, reserve, transfer",
    ],
    [{ limits: { topup: { money: {} } } }, ["limits.topup.money"], "is not known here; there are "],
    [
      { ceilings: { monetary: { amount: 1, units: "GB" } } },
      ["ceilings.monetary.units"],
      'must be an ISO 4217 currency such as EUR for monetary, not "GB"',
    ],
    [
      { ceilings: { voice: { amount: 0.3, units: "s" } } },
      ["ceilings.voice.amount"],
      "must be an amount that s can be counted in, not 0.3",
    ],
    [
      { defaultUnits: { monetary: "zz" } },
      ["defaultUnits.monetary"],
      'must be an ISO 4217 currency such as EUR for monetary, not "zz"',
    ],
    [{ defaultUnits: { voice: "h", fax: "page" } }, ["defaultUnits.fax"], "is not known here; "],
    [{ utcOffsetMinutes: 1e9 }, ["utcOffsetMinutes"], "must be 840 or less"],
    [{ utcOffsetMinutes: 0.5 }, ["utcOffsetMinutes"], "must be an integer"],
    [{ delayMs: { spend: 1 } }, ["delayMs.spend"], "is not known here; there are topup, "],
  ])("%j is refused with its path and a remedy", (ledger, paths, message) => {
    try {
      readProfile({ name: "x", ledger });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError);
      const { issues } = error as ProfileError;
      expect(issues.map(({ path }) => path)).toEqual(paths.map((path) => `ledger.${path}`));
      expect(issues[0]?.message).toContain(message);
    }
  });
});
