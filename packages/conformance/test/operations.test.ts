/** The contract level calls every operation of the contract, and checks its responses. */
import { operations } from "@tmf654/contract";
import { beforeAll, expect, test } from "vitest";
import { planCases } from "../src/index.ts";
import type { CaseStep } from "../src/model/case.ts";
import { operationOf } from "../src/plan/operations.ts";
import { runAgainst, startMock } from "./support/mock-server.ts";

const ids = Object.keys(operations);
const planned = planCases({ levels: ["contract"] });

/** The cases that were run and passed. */
const passed = new Set<string>();

/** Whether the step calls the operation and has expectations of its response. */
const checks = (step: CaseStep, id: string): boolean =>
  "call" in step && operationOf(step.call) === id && (step.expect ?? []).length > 0;

beforeAll(async () => {
  const server = startMock();
  const report = await runAgainst(server, { levels: ["contract"] });
  await server.close();
  for (const { id, verdict } of report.cases) if (verdict === "passed") passed.add(id);
}, 60_000);

test("the contract has 40 operations", () => {
  expect(ids).toHaveLength(40);
});

test.each(ids)("a case of the contract level calls %s and checks its response", (operation) => {
  const cases = planned.filter(({ steps }) => steps.some((step) => checks(step, operation)));
  expect(cases.filter(({ id }) => passed.has(id))).not.toEqual([]);
});
