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

/** Formats the text after the start: the URL, some numbers and a curl command. */
export function startMessage(url: string, basePath: string, numbers: readonly string[]): string {
  const [first] = numbers;
  const filter = first === undefined ? "" : `?logicalResource.id=${encodeURIComponent(first)}`;
  return [
    `TMF654 mock listening on ${url}${basePath}`,
    ...(first === undefined ? [] : [`MSISDNs to try: ${numbers.join(", ")}`]),
    "",
    `  curl -s '${url}${basePath}/bucket${filter}'`,
    "",
  ].join("\n");
}
