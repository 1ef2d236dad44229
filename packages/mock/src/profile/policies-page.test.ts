import { readFileSync } from "node:fs";
import { defaultPolicy } from "@tmf654/ledger";
import { expect, test } from "vitest";
import { readProfile } from "./read.ts";

const page = new URL("../../../../docs/reference/policies.md", import.meta.url);
const [first = ""] = readFileSync(page, "utf8").split("The command `open`");
const rows = [...first.matchAll(/^\| `(\w+)` \|.*\| `(.*)` \|$/gm)].map(
  ([, name = "", example = ""]) => [name, example] as const,
);

test("the page has a row for each policy", () => {
  expect(rows.length).toBeGreaterThan(10);
});

test.each(rows)("the example of the policy %s is valid, and not the default", (name, example) => {
  const value: unknown = JSON.parse(example);
  const profile = readProfile({ name: "own", ledger: { [name]: value } });
  expect(profile.ledger).toMatchObject({ [name]: value });
  expect(defaultPolicy).toHaveProperty(name);
  expect(defaultPolicy[name as keyof typeof defaultPolicy]).not.toEqual(value);
});

test("negative control: an amount in a wrong unit is an error", () => {
  const amount = { amount: 1, units: "GB" };
  for (const ledger of [
    { lowBalance: { monetary: amount } },
    { overdraft: { monetary: amount } },
    { emergencyCredit: { monetary: { amount } } },
    { topupTaxes: [{ usageType: "monetary", atLeast: amount, percent: 1 }] },
    { topupBonuses: [{ usageType: "data", atLeast: amount, bonus: amount, to: "sms" }] },
    { conversions: [{ from: "data", to: "monetary", amount, worth: amount }] },
  ]) {
    expect(() => readProfile({ name: "own", ledger })).toThrow("units");
  }
});
