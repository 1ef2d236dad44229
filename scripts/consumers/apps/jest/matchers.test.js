const { createMock } = require("@tmf654/mock");
const { matchers } = require("@tmf654/mock/jest");

expect.extend(matchers);

test("the matchers read the journal and the balances", async () => {
  const mock = createMock();
  await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
  expect(mock).toHaveReceived("retrieveBucket", { times: 1 });
  expect(mock).not.toHaveReceived("createTopupBalance", { body: expect.anything() });
  expect(mock).toHaveBalance("ana-main", "25.50 EUR");
  const assert = () => expect(mock).toHaveReceived("createTopupBalance");
  expect(assert).toThrow("GET /bucket/ana-main 200");
});
