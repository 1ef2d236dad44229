/** The order of the steps: each step decides before its neighbour, and its trace says so. */
import { type PrecedenceStep, requestSteps, type StepName } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import type { HttpCall } from "../../src/http/call.ts";
import { composeSteps, type HttpSteps } from "../../src/http/pipeline.ts";
import { emptyResponse } from "../../src/http/responses.ts";
import { stepTexts } from "../../src/ports/step-texts.ts";
import { deciders, sendDecided, type TracedMethod, tracedMethods } from "./deciding-requests.ts";

type Decider = keyof typeof deciders;
type NamedStep = PrecedenceStep & { readonly name: StepName };

/** The steps of a method that give a response before or in its operation. */
function decidersOf(method: TracedMethod): readonly Decider[] {
  const table: readonly NamedStep[] = requestSteps;
  return table
    .filter(({ kind, methods }) => kind === "decide" && (methods?.includes(method) ?? true))
    .map(({ name }) => name as Decider);
}

/**
 * The status by which the response of a step is known. `operation` has another one for each method.
 */
const statuses: Readonly<Record<Decider, number>> = {
  state: 409,
  path: 404,
  method: 405,
  id: 400,
  delivery: 403,
  credentials: 403,
  rateLimit: 429,
  bodySize: 413,
  idempotencyKey: 400,
  delay: 503,
  prefer: 418,
  faultBefore: 502,
  body: 400,
  precondition: 412,
  resource: 404,
  query: 400,
  operation: 200,
};

const single = tracedMethods.flatMap((method) =>
  decidersOf(method).map((step) => ({ method, step })),
);
const neighbours = tracedMethods.flatMap((method) =>
  decidersOf(method).flatMap((earlier, index, all) => {
    const later = all[index + 1];
    return later === undefined ? [] : [{ method, earlier, later }];
  }),
);

test("each step that decides has a request in the table", () => {
  const names = requestSteps.filter(({ kind }) => kind === "decide").map(({ name }) => name);
  expect(Object.keys(deciders)).toEqual(names);
  expect(new Set(single.map(({ step }) => step))).toEqual(new Set(names));
});

/** The remedy of the step for its request in the table. An invalid key has a remedy of its own. */
function remedyOf(step: Decider): string | undefined {
  if (step === "idempotencyKey") return expect.stringMatching(/^Send a key that is not empty/);
  return step === "operation" ? undefined : stepTexts[step].remedy;
}

describe("Traces: the step that decides", () => {
  test.each(single)("$method: $step", async ({ method, step }) => {
    const { mock, response } = await sendDecided(method, [step]);
    const success = { GET: 200, POST: 201, PATCH: 200, DELETE: 204 }[method];
    expect(response.status).toBe(step === "operation" ? success : statuses[step]);
    if (step === "state") {
      // The journal has no entry of a request whose state was replaced.
      expect(response.headers["x-mock-trace"]).toBeUndefined();
    } else {
      const trace = await mock.trace(response);
      expect(trace.decidedBy).toBe(step);
      expect(trace.remedy).toEqual(remedyOf(step));
      const at = trace.steps.findIndex(({ name }) => name === step);
      const results = trace.steps.map(({ result }) => result);
      expect(new Set(results.slice(0, at))).toEqual(new Set(at === 0 ? [] : ["passed"]));
      expect(results[at]).toBe("decided");
      const later = step === "operation" ? "passed" : "notReached";
      expect(new Set(results.slice(at + 1))).toEqual(new Set([later]));
    }
    await mock.close();
  });
});

describe("Traces: the order of two neighbours", () => {
  test.each(neighbours)("$method: $earlier before $later", async ({ method, earlier, later }) => {
    const { mock, response } = await sendDecided(method, [later, earlier]);
    if (earlier === "state") expect(response.headers["x-mock-trace"]).toBeUndefined();
    else expect((await mock.trace(response)).decidedBy).toBe(earlier);
    expect(response.status).toBe(statuses[earlier]);
    await mock.close();
  });
});

/** Returns steps of which only the named ones decide; each other step continues. */
function stepsThatDecide(names: readonly StepName[]): HttpSteps {
  const decide = Object.fromEntries(
    requestSteps.map(({ name }) => [
      name,
      (call: HttpCall, next: (call: HttpCall) => unknown) =>
        names.includes(name) ? emptyResponse(204) : next(call),
    ]),
  );
  const change = Object.fromEntries(
    requestSteps.map(({ name }) => [name, (_: HttpCall, response: unknown) => response]),
  );
  return { decide, change } as unknown as HttpSteps;
}

test("control: with two rows exchanged, the other step decides", async () => {
  const table: readonly NamedStep[] = requestSteps;
  const rows = table.filter(({ kind }) => kind === "decide");
  for (const [index, { name: earlier }] of rows.slice(0, -1).entries()) {
    const later = rows[index + 1]?.name as StepName;
    const exchanged = [...rows];
    exchanged.splice(index, 2, ...rows.slice(index, index + 2).reverse());
    const decidedBy = async (order: readonly NamedStep[]) => {
      const call = { decidedBy: "state" } as HttpCall;
      await composeSteps(stepsThatDecide([earlier, later]), order)(call);
      return call.decidedBy;
    };
    expect([await decidedBy(rows), await decidedBy(exchanged)]).toEqual([earlier, later]);
  }
});
