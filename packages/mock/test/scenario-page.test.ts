/** The check that docs/reference/scenarios.md has each member of a scenario, with an example. */
import { readFileSync } from "node:fs";
import { createMock, type Scenario } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { scenarioSchema } from "../src/scenarios/schema.ts";
import type { Schema } from "../src/schema/check.ts";

const page = readFileSync(new URL("../../../docs/reference/scenarios.md", import.meta.url), "utf8");
const { subscribers, vouchers, actions, ...own } = scenarioSchema.properties ?? {};
const subscriber = subscribers?.items;
const schemas: Readonly<Record<string, Schema | undefined>> = {
  Scenario: scenarioSchema,
  Subscriber: subscriber,
  Bucket: subscriber?.properties?.buckets?.items,
  Voucher: vouchers?.items,
  Action: actions?.items,
};

const rows = page.split(/^## /m).flatMap((section) => {
  const [part = ""] = section.split("\n");
  return [...section.matchAll(/^\| `(\w+)` \| .* \| `(\{.*\})` \|$/gm)].map(
    ([, member = "", example = ""]) => ({ part, member, example }),
  );
});

const bucket = { key: "main", usageType: "monetary", name: "M", amount: 9, units: "EUR" };
const person = { key: "ana", name: "Ana", msisdn: "34600000101", buckets: [bucket] };
const body = {
  amount: { amount: 2, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
};
const voucher = { code: "V", amount: 1, units: "EUR", usageType: "monetary" };
const action = { at: "-P1D", resource: "topupBalance", body };

/** The smallest scenario with the example in the part that the section is about. */
function scenarioWith(part: string, example: object): Scenario {
  const change = (name: string, value: object) =>
    name === part ? { ...value, ...example } : value;
  const whole = {
    name: "page",
    description: "",
    subscribers: [change("Subscriber", { ...person, buckets: [change("Bucket", bucket)] })],
    vouchers: [change("Voucher", voucher)],
    actions: part === "Action" ? [change("Action", action)] : [],
  };
  return change("Scenario", whole) as Scenario;
}

describe("the page of scenarios", () => {
  test.each(Object.entries(schemas))("%s: has a row for each member", (part, schema) => {
    const members = Object.keys(schema?.properties ?? {}).filter((name) => name !== "$schema");
    expect(members.length).toBeGreaterThan(3);
    const listed = rows.filter((row) => row.part === part).map(({ member }) => member);
    expect([...listed].sort()).toEqual([...members].sort());
    expect(Object.keys(own)).toContain("name");
  });

  test.each(rows)("$part: the example of $member loads", ({ part, member, example }) => {
    const value = JSON.parse(example) as object;
    expect(Object.keys(value)).toContain(member);
    const mock = createMock({ clock: "2026-03-10T12:00:00Z", scenario: scenarioWith(part, value) });
    expect(mock.list("balanceActionHistory").length).toBe(part === "Action" ? 1 : 0);
  });
});

describe("terms of a bucket", () => {
  const own = [
    { ...bucket, priority: 2, product: { id: "prod-plan", name: "Plan" }, description: "Main." },
    { ...bucket, key: "bonus", priority: 1, transferable: false, firstUse: "P7D", ends: "P60D" },
    { ...bucket, key: "next", starts: "P20D" },
  ];
  const other = { ...person, key: "ben", msisdn: "34600000102" };
  const scenario = {
    name: "terms",
    description: "",
    subscribers: [{ ...person, buckets: own }, other],
  } as unknown as Scenario;
  const create = () => createMock({ clock: "2026-03-10T12:00:00Z", scenario });

  test("a bucket has its own product and description", () => {
    expect(create().get("bucket", "ana-main")).toMatchObject({
      description: "Main.",
      product: [{ id: "prod-plan", name: "Plan", "@referredType": "Product" }],
    });
    expect(create().get("bucket", "ana-bonus")?.product).toMatchObject([{ id: "prod-ana" }]);
  });

  test("a lower priority is spent first, and its validity begins with the first use", () => {
    const mock = create();
    mock.subscribers.spendAcross("34600000101", { amount: 10, units: "EUR" });
    expect(mock.get("bucket", "ana-bonus")).toMatchObject({
      remainingValue: { amount: 0 },
      validFor: { endDateTime: "2026-03-17T12:00:00.000Z" },
    });
    expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 8 } });
    expect(mock.get("bucket", "ana-next")).toMatchObject({ remainingValue: { amount: 9 } });
  });
});
