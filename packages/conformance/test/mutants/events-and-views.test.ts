import { expect, test } from "vitest";
import { runAgainst, startMock } from "../support/mock-server.ts";
import { describeMutants } from "./describe-mutants.ts";
import { eventAndViewMutants, eventMutants } from "./events-and-views.ts";
import { expectedFailures } from "./run-mutants.ts";

describeMutants(eventAndViewMutants);

test.each(eventMutants.map((mutant) => ({ $name: mutant.name, mutant })))(
  "$$name: exactly the expected cases fail",
  async ({ mutant }) => {
    const server = startMock();
    const changed = (): readonly unknown[] =>
      server.received().map((event) => mutant.change({ ...(event as Record<string, unknown>) }));
    const report = await runAgainst(
      { ...server, received: changed },
      { filters: ["behaviour.event."], eventTimeoutMs: 200 },
    );
    await server.close();
    const failed = report.cases.filter(({ verdict }) => verdict === "failed");
    expect(failed.map(({ id }) => id)).toEqual(expectedFailures(mutant));
  },
);
