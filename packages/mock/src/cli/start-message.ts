import type { Engine } from "../ports/engine.ts";

/**
 * Returns the numbers of the first subscribers. The documented test numbers are not first, because
 * they are seeded last.
 */
export function suggestedNumbers(engine: Engine, count: number): readonly string[] {
  const query = { where: undefined, sort: [], offset: 0, limit: 100, fields: undefined };
  const numbers = engine
    .list("bucket", query)
    .items.flatMap(({ logicalResource }) =>
      Array.isArray(logicalResource) ? logicalResource.map((each: { id: string }) => each.id) : [],
    );
  return [...new Set(numbers)].slice(0, count);
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
