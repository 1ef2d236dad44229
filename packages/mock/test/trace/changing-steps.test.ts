/** The steps that replace the response of an operation, in their order. */
import { createMock, type Fault, type Trace } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import { topup } from "../support/bodies.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { base } from "../support/send.ts";

const headers = { "content-type": "application/json" };
const post = (body: object, more: object = {}) => ({
  method: "POST",
  headers: { ...headers, ...more },
  body: JSON.stringify(body),
});
const onAna = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 4, units: "EUR" },
};

/** Sends a top-up whose response breaks the contract, and returns the step that decided. */
async function sendBroken(options: { fault?: Fault; after?: Fault; strict?: boolean }) {
  const engine = fixedEngine();
  const fault = options.fault && { fault: options.fault };
  engine.results.push({ kind: "succeeded", resource: { id: "a9", href: "/a9" }, ...fault });
  const decided: string[] = [];
  const looked: string[] = [];
  const { fetch } = createHandler(engine, {
    checkResponses: options.strict ?? true,
    faults: (_, when) => {
      looked.push(when);
      return when === "after" ? options.after : undefined;
    },
    observe: (_, __, { decidedBy }) => decided.push(decidedBy),
  });
  const sent = fetch(new Request(`http://mock.test${base}/topupBalance`, post(topup())));
  const status = await sent.then(
    (response) => response.status,
    () => "dropped",
  );
  return { status, decidedBy: decided[0], looked };
}

describe("Traces: steps after the operation", () => {
  const drop = { kind: "drop" } as const;
  const after = { kind: "status", status: 502 } as const;

  test("contractCheck decides a response that breaks the contract", async () => {
    expect(await sendBroken({})).toMatchObject({ status: 500, decidedBy: "contractCheck" });
    const off = await sendBroken({ strict: false });
    expect(off).toMatchObject({ status: 201, decidedBy: "operation" });
  });

  test("lostResponse replaces the response of contractCheck", async () => {
    expect(await sendBroken({ fault: drop })).toMatchObject({
      status: "dropped",
      decidedBy: "lostResponse",
    });
  });

  test("lostResponse decides before faultAfter, whose rules are not read", async () => {
    expect(await sendBroken({ fault: drop, after })).toEqual({
      status: "dropped",
      decidedBy: "lostResponse",
      looked: ["before"],
    });
    expect(await sendBroken({ after, strict: false })).toEqual({
      status: 502,
      decidedBy: "faultAfter",
      looked: ["before", "after"],
    });
  });

  const resultsOf = ({ steps }: Trace) =>
    Object.fromEntries(steps.map(({ name, result }) => [name, result]));

  test("the trace of a lost response has the executed command", async () => {
    const mock = createMock({ trace: true });
    const body = { ...onAna, bucket: { id: "lost-main" }, partyAccount: { id: "acc-lost" } };
    await expect(mock.fetch(`http://m${base}/topupBalance`, post(body))).rejects.toThrow();
    const trace = await mock.trace(1);
    expect(trace).toMatchObject({
      status: 0,
      decidedBy: "lostResponse",
      commands: [{ outcome: "accepted", testNumber: { behaviour: "lostResponse" } }],
    });
    expect(resultsOf(trace)).toMatchObject({
      testNumber: "applied",
      operation: "decided",
      contractCheck: "passed",
      lostResponse: "applied",
      faultAfter: "notReached",
    });
  });

  test("the trace has the rules that were compared, and the one that applied", async () => {
    const mock = createMock({ trace: true });
    mock.faults.add({ match: { method: "GET" }, when: "after", fault: after });
    mock.faults.add({ match: { method: "POST" }, when: "after", fault: after });
    const trace = await mock.trace(await mock.fetch(`http://m${base}/topupBalance`, post(onAna)));
    expect(trace).toMatchObject({
      status: 502,
      decidedBy: "faultAfter",
      reason: "The fault rule fault-2 changed the response after the operation.",
      commands: [{ outcome: "accepted" }],
    });
    expect(resultsOf(trace)).toMatchObject({ operation: "decided", faultAfter: "applied" });
    const rules = trace.steps.find(({ name }) => name === "faultAfter")?.facts.rules;
    expect(rules).toEqual([
      { id: "fault-1", when: "after", result: "noMatch" },
      { id: "fault-2", when: "after", result: "applied" },
    ]);
  });

  test("a repeated response of a key has no command, and may be changed", async () => {
    const mock = createMock({ trace: true });
    const send = () =>
      mock.fetch(`http://m${base}/topupBalance`, post(onAna, { "idempotency-key": "k" }));
    await send();
    const repeated = await mock.trace(await send());
    expect(repeated).toMatchObject({
      decidedBy: "idempotencyKey",
      reason: "The first response with the Idempotency-Key was sent again. Nothing ran.",
      commands: [],
    });
    mock.faults.add({ when: "after", fault: after });
    expect(resultsOf(await mock.trace(await send()))).toMatchObject({
      idempotencyKey: "decided",
      operation: "notReached",
      faultAfter: "applied",
    });
  });

  test("a key with another body is not changed by a rule after the operation", async () => {
    const mock = createMock({ trace: true });
    const send = (body: object) =>
      mock.fetch(`http://m${base}/topupBalance`, post(body, { "idempotency-key": "k" }));
    await send(onAna);
    mock.faults.add({ when: "after", fault: after });
    const response = await send({ ...onAna, amount: "ten" });
    expect(response.status).toBe(409);
    expect(resultsOf(await mock.trace(response))).toMatchObject({
      idempotencyKey: "decided",
      body: "notReached",
      faultAfter: "notReached",
    });
  });
});

test("Traces: a fault at the token endpoint is the step that decided", async () => {
  const mock = createMock({ auth: { oauth: {} }, trace: true });
  mock.faults.add({ match: { path: "/oauth2/token" }, fault: { kind: "status" }, times: 1 });
  const send = () => mock.fetch(`http://m${base}/oauth2/token`, { method: "POST" });
  expect(await mock.trace(await send())).toMatchObject({ status: 503, decidedBy: "faultBefore" });
  expect(await mock.trace(await send())).toMatchObject({ status: 400, decidedBy: "path" });
});
