import type { ClientOptions } from "@tmf654/client";
import { createTopUpFlow, type FlowOptions, type TopUpState } from "@tmf654/client/flow";
import type { FaultRule } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { createFetchError } from "../helpers/fake-server.ts";
import { loseTopUp, setUpFlow, topUpBody, watch } from "../helpers/flow-setup.ts";

const keys = { idempotency: true } as const;
const create = { operation: "createTopupBalance" };
const busy: FaultRule = {
  match: create,
  fault: { kind: "status", status: 503, retryAfterSeconds: 5 },
  times: 1,
};

interface Example {
  readonly name: string;
  readonly client?: Partial<ClientOptions>;
  readonly flow?: FlowOptions;
  readonly payment?: string;
  readonly rule?: FaultRule;
  readonly statuses: string;
  readonly posts: number;
  readonly added: number;
  readonly end?: object;
}

const examples: readonly Example[] = [
  {
    name: "an approved payment",
    ...{ statuses: "submitting completed", posts: 1, added: 10 },
    end: { action: { status: "completed" } },
  },
  {
    name: "a declined payment",
    payment: "pm_declined",
    ...{ statuses: "submitting failed", posts: 1, added: 0 },
    end: { remedy: "change", error: { code: "paymentDeclined" }, action: { status: "failed" } },
  },
  {
    name: "a slow payment",
    payment: "pm_slow",
    flow: { waitMs: 60_000 },
    ...{ statuses: "submitting processing completed", posts: 1, added: 10 },
  },
  {
    name: "a payment that is too slow",
    payment: "pm_slow",
    flow: { waitMs: 10_000 },
    ...{ statuses: "submitting processing delayed", posts: 1, added: 0 },
    end: { remedy: "wait", error: { name: "TimeoutError" }, action: { status: "created" } },
  },
  {
    name: "a request that is lost before the server does it",
    rule: loseTopUp("before"),
    ...{ statuses: "submitting checking error", posts: 1, added: 0 },
    end: { remedy: "retry", error: { name: "NetworkError" } },
  },
  {
    name: "a response that is lost after the server did it",
    rule: loseTopUp("after"),
    ...{ statuses: "submitting checking completed", posts: 1, added: 10 },
  },
  {
    name: "a lost response of a slow payment",
    payment: "pm_slow",
    flow: { waitMs: 60_000 },
    rule: loseTopUp("after"),
    ...{ statuses: "submitting checking processing completed", posts: 1, added: 10 },
  },
  {
    name: "a lost response of a declined payment",
    payment: "pm_declined",
    rule: loseTopUp("after"),
    ...{ statuses: "submitting checking failed", posts: 1, added: 0 },
    end: { error: { code: "paymentDeclined" } },
  },
  {
    name: "a lost response, under a key that the client sends again",
    client: { ...keys, retry: { limit: 1 } },
    rule: loseTopUp("after"),
    ...{ statuses: "submitting completed", posts: 2, added: 10 },
  },
  {
    name: "a 503 with Retry-After",
    rule: busy,
    ...{ statuses: "submitting checking error", posts: 1, added: 0 },
    end: { remedy: "retry", retryAfterMs: 5000, error: { status: 503 } },
  },
  {
    name: "a 503 with Retry-After, when the gateway sends it before any work",
    client: { retry: { limit: 0, retryWritesOn503: true } },
    rule: busy,
    ...{ statuses: "submitting error", posts: 1, added: 0 },
    end: { remedy: "retry", retryAfterMs: 5000 },
  },
  {
    name: "a 401",
    rule: { match: create, fault: { kind: "status", status: 401 }, times: 1 },
    ...{ statuses: "submitting error", posts: 1, added: 0 },
    end: { remedy: "signIn" },
  },
];

describe("one submit", () => {
  test.each(examples)("$name", async ({ client, flow: options, payment, rule, ...expected }) => {
    const setup = setUpFlow(client);
    if (rule) setup.mock.faults.add(rule);
    const flow = createTopUpFlow(setup.client, options as object);
    const statuses = watch(flow);
    const state = await flow.submit(topUpBody(payment));
    expect(statuses.join(" ")).toBe(expected.statuses);
    expect(state).toBe(flow.state);
    expect(state).toMatchObject({ isBusy: false, body: topUpBody(payment), ...expected.end });
    expect([setup.posts(), setup.added()]).toEqual([expected.posts, expected.added]);
    expect(setup.openTimers.size).toBe(0);
  });

  test("a body that cannot be sent is an error to change, and nothing is sent", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client.connection);
    const state = await flow.submit(topUpBody("p", { amount: Number.NaN }));
    expect(state).toMatchObject({ status: "error", remedy: "change" });
    expect([setup.posts(), flow.record]).toEqual([0, undefined]);
  });

  test("no connection is an error to retry, and `retry` sends it", async () => {
    const setup = setUpFlow();
    const { fetch } = setup.options;
    let isOffline = true;
    const options = {
      fetch: async (...call: Parameters<typeof fetch>) => {
        if (isOffline) throw createFetchError({ code: "ECONNREFUSED", syscall: "connect" });
        return fetch(...call);
      },
    };
    const flow = createTopUpFlow(setUpFlow({ ...setup.options, ...options }).client);
    expect(await flow.submit(topUpBody())).toMatchObject({ status: "error", remedy: "retry" });
    isOffline = false;
    expect(await flow.retry()).toMatchObject({ status: "completed" });
    expect([setup.posts(), setup.added()]).toEqual([1, 10]);
  });

  test("a page that is offline does not know the outcome until `retry` can read it", async () => {
    const setup = setUpFlow();
    setup.hooks.fault = () => "lostBefore";
    const flow = createTopUpFlow(setup.client);
    const state = await flow.submit(topUpBody());
    expect(state).toMatchObject({
      status: "unknown",
      remedy: "check",
      candidates: [],
      error: { name: "UnknownOutcomeError" },
    });
    setup.hooks.fault = () => "none";
    expect(await flow.retry()).toMatchObject({ status: "error", remedy: "retry" });
    expect(await flow.retry()).toMatchObject({ status: "completed" });
    expect([setup.posts(), setup.added()]).toEqual([2, 10]);
  });
});

describe("an outcome that the server does not show", () => {
  const { paymentMethod: _, ...body } = topUpBody();

  test("is unknown with its candidates, however often it is checked", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client);
    const { id } = await setup.client.topupBalance.create(body);
    await setup.mock.clock.advance(60_000);
    setup.mock.faults.add(loseTopUp("before"));
    const unknown = { status: "unknown", remedy: "check", candidates: [{ id }] };
    expect(await flow.submit(body)).toMatchObject(unknown);
    expect(await flow.retry()).toMatchObject(unknown);
    expect(setup.posts()).toBe(2);
  });

  test("is decided by a key, on a server with keys", async () => {
    const setup = setUpFlow(keys);
    const flow = createTopUpFlow(setup.client);
    await setup.client.topupBalance.create(body);
    await setup.mock.clock.advance(60_000);
    setup.mock.faults.add(loseTopUp("before"));
    expect(await flow.submit(body)).toMatchObject({ status: "unknown", remedy: "retry" });
    expect(await flow.retry()).toMatchObject({ status: "completed" });
    expect(setup.added()).toBe(20);
  });

  test("an earlier action of the same form is not used as the outcome of a later one", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client);
    await flow.submit(body);
    flow.reset();
    setup.mock.faults.add(loseTopUp("before"));
    expect(await flow.submit(body)).toMatchObject({ status: "unknown", candidates: [] });
    expect(setup.added()).toBe(10);
  });
});

describe("listeners", () => {
  test("one that throws loses no state", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client);
    flow.subscribe(() => {
      throw new Error("a fault in the page");
    });
    const statuses = watch(flow);
    expect(await flow.submit(topUpBody())).toMatchObject({ status: "completed" });
    expect(statuses).toEqual(["submitting", "completed"]);
  });

  test("are called until they are removed", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client);
    const states: TopUpState[] = [];
    const remove = flow.subscribe((state) => states.push(state));
    await flow.submit(topUpBody());
    remove();
    flow.reset();
    expect(states.map(({ status }) => status)).toEqual(["submitting", "completed"]);
  });
});
