import { expect, test } from "vitest";
import { hostileCases, hostileFetchOptions } from "./helpers/hostile-cases.ts";
import { runHostileCase } from "./helpers/run-hostile-case.ts";

test.each(hostileCases)("a browser rejects $name before sending", async (row) => {
  const { error, retried } = await runHostileCase(row);
  expect(error?.name).toBe(row.error);
  for (const words of row.says) expect(error?.message).toContain(words);
  expect(retried).toEqual([]);
});

test.each(hostileFetchOptions)("a browser rejects the fetch options %j", async (fetchOptions) => {
  const { error } = await runHostileCase({ options: { fetchOptions }, body: {} } as never);
  expect(error?.name).toBe("InvalidOptionsError");
});
