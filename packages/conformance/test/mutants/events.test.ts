import { expect, test } from "vitest";
import { runAgainst, startMock } from "../support/mock-server.ts";
import { eventMutants } from "./events.ts";
import { expectedFailures } from "./run-mutants.ts";
import { setups } from "./setups.ts";

test.each(eventMutants.map((mutant) => ({ $name: mutant.name, mutant })))(
  "$$name: exactly the expected cases fail",
  async ({ mutant }) => {
    const { mock, run } = mutant.setup ? setups[mutant.setup] : { mock: {}, run: {} };
    const server = startMock(mock);
    const changed = (): readonly unknown[] =>
      server.received().map((event) => mutant.change({ ...(event as Record<string, unknown>) }));
    const report = await runAgainst(
      { ...server, received: changed },
      { ...run, filters: ["behaviour.event."], eventTimeoutMs: 200 },
    );
    await server.close();
    const failed = report.cases.filter(({ verdict }) => verdict === "failed");
    expect(failed.map(({ id }) => id)).toEqual(expectedFailures(mutant));
  },
);
