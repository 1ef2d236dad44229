const { createMock } = require("@tmf654/mock");
const { matchers } = require("@tmf654/mock/jest");

expect.extend(matchers);

test("a failure of a matcher shows the requests", async () => {
  const mock = createMock();
  await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
  expect(mock).not.toHaveReceived("createTopupBalance", { body: expect.anything() });
  const assert = () => expect(mock).toHaveReceived("createTopupBalance");
  expect(assert).toThrow("GET /bucket/ana-main 200");
});
