import type { Scenario } from "../scenarios/scenario.ts";

/** Returns the numbers of the first subscribers that have buckets. */
export function suggestedNumbers({ subscribers = [] }: Scenario, count: number): readonly string[] {
  return subscribers
    .filter(({ buckets }) => buckets.length > 0)
    .slice(0, count)
    .map(({ msisdn }) => msisdn);
}

/** Formats the text after the start: the URL, notes, some numbers, a curl command and the next steps. */
export function startMessage(
  url: string,
  basePath: string,
  numbers: readonly string[],
  notes: readonly string[] = [],
): string {
  const [first] = numbers;
  const filter = first === undefined ? "" : `?logicalResource.id=${encodeURIComponent(first)}`;
  return [
    `TMF654 mock listening on ${url}${basePath}`,
    ...notes,
    ...(first === undefined ? [] : [`MSISDNs to try: ${numbers.join(", ")}`]),
    `Control plane: ${url}/__mock/openapi.json`,
    "Other data: tmf654-mock scenarios. All flags: tmf654-mock serve --help",
    "",
    `  curl -s '${url}${basePath}/bucket${filter}'`,
    "",
  ].join("\n");
}
