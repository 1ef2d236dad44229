import { createTopUpFlow } from "@tmf654/client/flow";
import { describe, expect, test } from "vitest";
import { loseTopUp, setUpFlow, topUpBody } from "../helpers/flow-setup.ts";

const keys = { idempotency: true } as const;

/** Makes the outcome unknown: the response is lost, and the server cannot be read. */
function failRequests({ hooks }: ReturnType<typeof setUpFlow>, isDone: boolean) {
  hooks.fault = (method) => (method === "POST" && isDone ? "lostAfter" : "lostBefore");
}

const submitAgain = (flow: ReturnType<typeof createTopUpFlow>, payment = "pay-2", amount = 10) =>
  flow.submit(topUpBody(payment, { amount }));

describe("a second submit", () => {
  test("during the first one sends nothing and has its result", async () => {
    const setup = setUpFlow(keys);
    const flow = createTopUpFlow(setup.client);
    const first = flow.submit(topUpBody());
    const others = [submitAgain(flow), submitAgain(flow, "pay-3", 20), flow.retry()];
    const states = await Promise.all([first, ...others]);
    expect(new Set(states).size).toBe(1);
    expect([setup.posts(), setup.added()]).toEqual([1, 10]);
  });

  test("from a listener sends nothing either", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client);
    flow.subscribe(({ status }) => void (status === "submitting" && submitAgain(flow)));
    await flow.submit(topUpBody());
    expect([setup.posts(), setup.added()]).toEqual([1, 10]);
  });

  test("of the same amount after `completed` sends nothing, until `reset`", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client);
    const done = await flow.submit(topUpBody());
    const { amount, ...rest } = topUpBody("pay-2");
    expect(await flow.submit({ amount, ...rest, description: "again" })).toBe(done);
    expect(flow.reset()).toEqual({ status: "idle", isBusy: false });
    expect(await submitAgain(flow)).toMatchObject({ status: "completed" });
    expect([setup.posts(), setup.added()]).toEqual([2, 20]);
  });

  test("of another amount after `completed` sends another action with another key", async () => {
    const setup = setUpFlow(keys);
    const flow = createTopUpFlow(setup.client);
    await flow.submit(topUpBody());
    const { key } = flow.record ?? {};
    await submitAgain(flow, "pay-2", 20);
    expect(flow.record?.key).not.toBe(key);
    expect(setup.added()).toBe(30);
  });

  test("after a refusal sends the action again with another key", async () => {
    const setup = setUpFlow(keys);
    const flow = createTopUpFlow(setup.client);
    await flow.submit(topUpBody("pm_declined"));
    const { key } = flow.record ?? {};
    expect(await submitAgain(flow)).toMatchObject({ status: "completed" });
    expect(flow.record?.key).not.toBe(key);
    expect(setup.added()).toBe(10);
  });

  test.each([true, false])(
    "while the outcome is not known has the same key (the action was done: %s)",
    async (isDone) => {
      const setup = setUpFlow(keys);
      failRequests(setup, isDone);
      const flow = createTopUpFlow(setup.client);
      expect(await flow.submit(topUpBody())).toMatchObject({ status: "unknown", remedy: "retry" });
      const { key } = flow.record ?? {};
      setup.hooks.fault = () => "none";
      const state = await submitAgain(flow);
      expect(state).toMatchObject({ status: "completed", body: topUpBody() });
      expect(flow.record?.key).toBe(key);
      expect([setup.posts(), setup.added()]).toEqual([2, 10]);
    },
  );

  test("after a proven loss sends the same key for the same body", async () => {
    const setup = setUpFlow(keys);
    setup.mock.faults.add(loseTopUp("before"));
    const flow = createTopUpFlow(setup.client);
    expect(await flow.submit(topUpBody())).toMatchObject({ status: "error", remedy: "retry" });
    const { key } = flow.record ?? {};
    expect(await flow.submit(topUpBody())).toMatchObject({ status: "completed" });
    expect(key).toBeTruthy();
    expect(flow.record?.key).toBe(key);
  });

  test("is completed when the server refuses it as a duplicate of a late request", async () => {
    const setup = setUpFlow();
    setup.mock.faults.add(loseTopUp("before"));
    const flow = createTopUpFlow(setup.client);
    expect(await flow.submit(topUpBody())).toMatchObject({ status: "error" });
    // The lost request arrives late.
    const late = await setup.client.topupBalance.create(topUpBody());
    expect(await flow.retry()).toMatchObject({ status: "completed", action: { id: late.id } });
    expect(setup.added()).toBe(10);
  });

  test.each(["before", "after"])(
    "with a key pays once when the first request arrives late, %s the second one",
    async (when) => {
      const { mock, options, added } = setUpFlow();
      const late: (() => Promise<unknown>)[] = [];
      const fetch: typeof options.fetch = async (url, init) => {
        if (init.method !== "POST" || late.length > 0) return options.fetch(url, init);
        const { method, headers, body = "" } = init;
        late.push(() => mock.fetch(url, { method, headers, body }));
        throw new TypeError("Failed to fetch");
      };
      const flow = createTopUpFlow(setUpFlow({ ...options, ...keys, fetch }).client);
      const { paymentMethod: _, ...body } = topUpBody();
      expect(await flow.submit(body)).toMatchObject({ status: "error", remedy: "retry" });
      if (when === "before") await late[0]?.();
      expect(await flow.submit(body)).toMatchObject({ status: "completed" });
      if (when === "after") await late[0]?.();
      expect(added()).toBe(10);
    },
  );

  test("of an invalid body is an error once the earlier outcome is known", async () => {
    const setup = setUpFlow();
    failRequests(setup, false);
    const flow = createTopUpFlow(setup.client);
    await flow.submit(topUpBody());
    setup.hooks.fault = () => "none";
    const state = await submitAgain(flow, "pay-2", Number.NaN);
    expect(state).toMatchObject({ status: "error", remedy: "change" });
    expect(setup.posts()).toBe(1);
  });

  test("with a payment that another form has used fails as a duplicate", async () => {
    const setup = setUpFlow();
    await setup.client.topupBalance.create(topUpBody());
    const state = await createTopUpFlow(setup.client).submit(topUpBody());
    expect(state).toMatchObject({ status: "failed", error: { code: "duplicateRequest" } });
  });

  test.each([
    { isDone: true, client: {}, status: "completed", amount: 10 },
    { isDone: false, client: {}, status: "completed", amount: 20 },
    { isDone: true, client: keys, status: "completed", amount: 10 },
    { isDone: false, client: keys, status: "completed", amount: 20 },
  ])(
    "of another amount first finds out the outcome ($isDone, $client)",
    async ({ isDone, client, status, amount }) => {
      const setup = setUpFlow(client);
      failRequests(setup, isDone);
      const flow = createTopUpFlow(setup.client);
      await flow.submit(topUpBody());
      setup.hooks.fault = () => "none";
      const state = await submitAgain(flow, "pay-2", 20);
      expect(state).toMatchObject({ status, body: { amount: { amount } } });
      expect(setup.added()).toBe(amount);
    },
  );

  test("continues to wait for a slow payment instead of paying again", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client, { waitMs: 10_000 });
    await flow.submit(topUpBody("pm_slow"));
    expect(await submitAgain(flow, "pay-2", 20)).toMatchObject({ status: "delayed" });
    expect(await flow.retry()).toMatchObject({ status: "completed" });
    expect([setup.posts(), setup.added()]).toEqual([1, 10]);
  });

  test("does not send an old key: it reads the state from the server", async () => {
    const setup = setUpFlow(keys);
    failRequests(setup, false);
    const flow = createTopUpFlow(setup.client, { keyLifetimeMs: 3_600_000 });
    await flow.submit(topUpBody());
    setup.hooks.fault = () => "none";
    await setup.mock.clock.advance("PT2H");
    expect(await flow.retry()).toMatchObject({ status: "error", remedy: "retry" });
    expect([setup.posts(), setup.added()]).toEqual([1, 0]);
  });
});
