/** @jest-environment jsdom */
const { createMock } = require("@tmf654/mock");

test("jsdom without fetch: the import works, and the call names the remedy", async () => {
  const mock = createMock();
  const response = mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
  await expect(response).rejects.toThrow('use the environment "node", or "jest-fixed-jsdom"');
});
