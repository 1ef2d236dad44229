import { createMock } from "@tmf654/mock";

beforeEach(() => {
  const mock = createMock();
  cy.wrap(mock, { log: false }).as("mock");
  cy.intercept("**/tmf-api/**", async (request) => {
    const { url, method, headers, body } = request;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const init = { method, headers: headers as HeadersInit, body: text || undefined };
    const response = await mock.fetch(url, init).catch(() => undefined);
    if (!response) return request.destroy();
    request.reply(response.status, await response.text(), Object.fromEntries(response.headers));
  });
});
