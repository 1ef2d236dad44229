import type { Engine } from "../ports/engine.ts";

/** The first subscribers' numbers; documented test values are seeded last and do not come up. */
export function firstNumbers(engine: Engine, count: number): readonly string[] {
  const query = { where: undefined, sort: [], offset: 0, limit: 100, fields: undefined };
  const numbers = engine
    .list("bucket", query)
    .items.flatMap(({ logicalResource }) =>
      Array.isArray(logicalResource) ? logicalResource.map((each: { id: string }) => each.id) : [],
    );
  return [...new Set(numbers)].slice(0, count);
}

/** What a developer reads after the start: where it is, whom to try, a line to paste. */
export function greeting(url: string, basePath: string, numbers: readonly string[]): string {
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
