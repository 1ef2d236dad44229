import type { Mock } from "@tmf654/mock";

it("shows the balance", function () {
  const mock: Mock = this.mock;
  mock.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
  cy.visit("/");
  cy.contains("€20.00");
});
