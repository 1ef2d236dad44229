import { readFileSync } from "node:fs";
import { createClient } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { expect, it } from "vitest";

/** The README's lines on a mock without a server, as they stand there. */
const shown = `const mock = createMock();
const client = createClient({ baseUrl: \`http://mock\${mock.basePath}\`, fetch: mock.fetch });`;

it("calls a mock in the same process, as the README shows", async () => {
  expect(readFileSync(`${import.meta.dirname}/../../README.md`, "utf8")).toContain(shown);
  const mock = createMock();
  const client = createClient({ baseUrl: `http://mock${mock.basePath}`, fetch: mock.fetch });
  const before = await client.bucket.retrieve("ana-main");
  expect(before.remainingValueName).toBe("€25.50");
});
