import { createMock } from "@tmf654/mock";
import { expect, test } from "vitest";
import { handlers } from "../../src/msw/index.ts";

test("another base path than the mock's is refused with the remedy", () => {
  const mock = createMock({ basePath: "/api" });
  expect(() => handlers(mock, { basePath: "/other" })).toThrow(
    'createMock({ basePath: "/other" })',
  );
  expect(handlers(mock, { basePath: "/api/" })).toHaveLength(1);
});
