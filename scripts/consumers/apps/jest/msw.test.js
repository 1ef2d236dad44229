/** @jest-environment node */
const { createMock } = require("@tmf654/mock");
const { handlers } = require("@tmf654/mock/msw");
const { setupServer } = require("msw/node");

const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
const server = setupServer(...handlers(mock, { baseUrl: `http://operator.test${mock.basePath}` }));

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

test("MSW gives fetch the response of the mock", async () => {
  const response = await fetch(`http://operator.test${mock.basePath}/bucket/ana-main`);
  expect((await response.json()).remainingValueName).toBe("€25.50");
});
