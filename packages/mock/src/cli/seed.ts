import { flagError } from "./flag-error.ts";
import { runningMockError, runningMockOf } from "./running-mock.ts";
import { readScenarioList, withSource } from "./server-content.ts";
import { UsageError } from "./usage-error.ts";
import type { VerbInput } from "./verbs.ts";

/** The number of subscribers in one request. Several requests show the progress. */
const subscribersPerRequest = 1000;

/** Adds a scenario or generated subscribers to a running mock, with a line of progress. */
export async function seedMock({ values, folder, out }: VerbInput): Promise<number> {
  const { url, control } = runningMockOf(values);
  const count = countOf(values.subscribers);
  const { scenario } = values;
  if (count === 0 && typeof scenario !== "string") {
    throw new UsageError("seed needs --subscribers <n> or --scenario <list>.");
  }
  const scenarioContent =
    typeof scenario === "string"
      ? await withSource("--scenario", scenario, () => readScenarioList(scenario, folder))
      : undefined;
  try {
    const countsBefore = (await control.state()).counts;
    if (scenarioContent) {
      const { name, subscribers = [] } = scenarioContent.content;
      await control.seed({ scenario: scenarioContent.content });
      out(`${name}: ${subscribers.length} subscribers added\n`);
    }
    for (let addedCount = 0; addedCount < count; addedCount += subscribersPerRequest) {
      await control.seed({ subscribers: Math.min(subscribersPerRequest, count - addedCount) });
      out(`${Math.min(addedCount + subscribersPerRequest, count)} of ${count} subscribers added\n`);
    }
    const { counts } = await control.state();
    out(
      `The mock at ${url} has ${counts.buckets} buckets, ${counts.buckets - countsBefore.buckets} of them new.\n`,
    );
    return 0;
  } catch (error) {
    throw runningMockError(error, url);
  }
}

function countOf(flagValue: string | boolean | undefined): number {
  if (flagValue === undefined) return 0;
  if (typeof flagValue === "string" && /^[1-9]\d{0,6}$/.test(flagValue)) return Number(flagValue);
  throw flagError("--subscribers", flagValue, "it must be a number from 1 to 9999999");
}
