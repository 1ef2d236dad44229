import { readFileSync } from "node:fs";
import { createClient } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { expect, test } from "vitest";

/** The lines of the README about a mock without a server. */
const shown = `const mock = createMock();
const client = createClient({ baseUrl: \`http://mock\${mock.basePath}\`, fetch: mock.fetch });`;

test("calls a mock in the same process, as in the README", async () => {
  expect(readFileSync(`${import.meta.dirname}/README.md`, "utf8")).toContain(shown);
  const mock = createMock();
  const client = createClient({ baseUrl: `http://mock${mock.basePath}`, fetch: mock.fetch });
  const before = await client.bucket.retrieve("ana-main");
  expect(before.remainingValueName).toBe("€25.50");
});
