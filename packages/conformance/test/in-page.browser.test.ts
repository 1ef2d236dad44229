/** The suite in a page, against a mock in the same page. */
import { runConformance, toHtml } from "@tmf654/conformance";
import { createMock } from "@tmf654/mock";
import { expect, test } from "vitest";

test("runConformance runs in a page", async () => {
  const mock = createMock();
  const report = await runConformance({
    fetch: (input, init) => mock.fetch(input as string, init),
    baseUrl: `http://mock${mock.basePath}`,
    allowWrites: true,
    levels: ["certified", "behaviour"],
  });
  await mock.close();
  expect(report.cases.filter(({ verdict }) => verdict === "failed")).toEqual([]);
  expect(report.summary.passed).toBeGreaterThan(150);
  expect(new DOMParser().parseFromString(toHtml(report), "text/html").title).toContain("TMF654");
});
