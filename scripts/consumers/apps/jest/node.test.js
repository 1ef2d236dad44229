/** @jest-environment node */
const { createMock } = require("@tmf654/mock");

test("node with a hidden Request: the call names the remedy", async () => {
  const mock = createMock();
  const { Request } = globalThis;
  delete globalThis.Request;
  const response = mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
  await expect(response).rejects.toThrow('needs Request. In Jest use the environment "node"');
  globalThis.Request = Request;
  expect((await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`)).status).toBe(200);
});
