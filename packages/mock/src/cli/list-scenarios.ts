import { formatQuantity } from "@tmf654/quantity";
import { scenarios } from "../scenarios/catalogue.ts";
import type { Scenario, SeedBucket, Subscriber } from "../scenarios/scenario.ts";
import { alignColumns } from "./columns.ts";
import { readScenarioList } from "./server-content.ts";
import type { VerbInput } from "./verbs.ts";

/** Prints all built-in scenarios, or the subscribers of one. */
export async function listScenarios({ operands, values, folder, out }: VerbInput): Promise<number> {
  const [name] = operands;
  const namedScenario =
    name === undefined ? undefined : (await readScenarioList(name, folder)).content;
  if (values.json)
    out(`${JSON.stringify(namedScenario ?? [...scenarios.values()].map(summaryOf), null, 2)}\n`);
  else if (namedScenario) out(scenarioText(namedScenario));
  else out(catalogueText());
  return 0;
}

function summaryOf({ name, description, subscribers = [] }: Scenario) {
  return { name, description, subscribers: subscribers.length };
}

function catalogueText(): string {
  const rows = [...scenarios.values()].map(({ name, description }) => [name, description]);
  const nextCommands = [
    "Show the subscribers of one scenario: tmf654-mock scenarios packs",
    "Start with several scenarios: tmf654-mock --scenario low-balance,packs",
  ];
  return [...alignColumns(rows), "", ...nextCommands, ""].join("\n");
}

function scenarioText({
  name,
  description,
  subscribers = [],
  vouchers = [],
  actions = [],
}: Scenario): string {
  const voucherRows = vouchers.map(({ code, amount, units, used }) => [
    code,
    formatQuantity({ amount, units }),
    used === true ? "used" : "",
  ]);
  return [
    `${name}: ${description}`,
    "",
    ...alignColumns(subscribers.flatMap(subscriberRows)),
    ...(vouchers.length > 0 ? ["", "Vouchers:", ...alignColumns(voucherRows)] : []),
    ...(actions.length > 0 ? ["", `Past actions: ${actions.length}`] : []),
    "",
  ].join("\n");
}

function subscriberRows({
  key,
  name,
  msisdn,
  buckets,
}: Subscriber): readonly (readonly string[])[] {
  if (buckets.length === 0) return [[name, msisdn, "no buckets", "", ""]];
  return buckets.map((bucket, index) => [
    index === 0 ? name : "",
    index === 0 ? msisdn : "",
    `${key}-${bucket.key}`,
    formatQuantity(bucket),
    stateOf(bucket),
  ]);
}

function stateOf({ suspended, starts, ends }: SeedBucket): string {
  return [
    suspended === true ? "suspended" : "",
    starts !== undefined && !starts.startsWith("-") ? `starts in ${starts}` : "",
    ends === undefined ? "" : ends.startsWith("-") ? "expired" : `ends in ${ends}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
