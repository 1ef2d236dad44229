import type { Engine } from "../ports/engine.ts";

/** The numbers of the first subscribers; the documented test numbers are seeded last. */
export function suggestedNumbers(engine: Engine, count: number): readonly string[] {
  const query = { where: undefined, sort: [], offset: 0, limit: 100, fields: undefined };
  const numbers = engine
    .list("bucket", query)
    .items.flatMap(({ logicalResource }) =>
      Array.isArray(logicalResource) ? logicalResource.map((each: { id: string }) => each.id) : [],
    );
  return [...new Set(numbers)].slice(0, count);
}

/** The text after the start: the URL, numbers to try and a curl command. */
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
