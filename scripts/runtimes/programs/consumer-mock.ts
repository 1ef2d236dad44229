/** A user's test, compiled as ESM. */
import { createMock, type Mock, type Scenario } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { type MockServer, serve } from "@tmf654/mock/node";

const emptyScenario: Scenario = { name: "mine", description: "No subscribers.", subscribers: [] };

export async function serveMock(): Promise<MockServer> {
  const mock: Mock = createMock({ scenario: emptyScenario, clock: "2026-03-10T12:00:00Z" });
  // @ts-expect-error no such option
  createMock({ scenari: emptyScenario });
  await mock.clock.advance("P1D");
  const control = createControl({ fetch: mock.fetch });
  await control.clock.advance("P1M");
  return serve(mock, { port: 0 });
}
