import { createAdjustFlow, createTopUpFlow, type TopUpRecord } from "@tmf654/client/flow";
import { describe, expect, test } from "vitest";
import { setUpFlow, topUpBody, waitForStatus, watch } from "../helpers/flow-setup.ts";

const keys = { idempotency: true } as const;

/** Copies the record, as a page does that stores it and is loaded again. */
const store = (record: TopUpRecord | undefined): TopUpRecord | undefined =>
  record && JSON.parse(JSON.stringify(record));

describe("a reload in the middle", () => {
  test.each([
    { name: "before the server did it", fault: "crashBefore", status: "error", added: 0 },
    { name: "after the server did it", fault: "crashAfter", status: "completed", added: 10 },
  ] as const)("$name: `resume` reads and sends nothing", async ({ fault, status, added }) => {
    for (const client of [{}, keys]) {
      const setup = setUpFlow(client);
      const gone = createTopUpFlow(setup.client);
      const crash = new Promise<void>((resolve) => {
        setup.hooks.onCrash = resolve;
      });
      setup.hooks.fault = () => fault;
      void gone.submit(topUpBody());
      await crash;
      const record = store(gone.record);
      setup.hooks.fault = () => "none";
      const flow = createTopUpFlow(setup.client);
      const statuses = watch(flow);
      expect(await flow.resume(record)).toMatchObject({ status, body: topUpBody() });
      expect(statuses).toEqual(["checking", status]);
      expect([setup.posts(), setup.added()]).toEqual([1, added]);
      expect(await flow.retry()).toMatchObject({ status: "completed" });
      expect(flow.record?.key).toBe(record?.key);
      expect(setup.added()).toBe(10);
    }
  });

  test("while a slow payment is processed: `resume` continues to wait", async () => {
    const setup = setUpFlow();
    const gone = createTopUpFlow(setup.client, { waitMs: 10_000 });
    await gone.submit(topUpBody("pm_slow"));
    const flow = createTopUpFlow(setup.client, { waitMs: 60_000 });
    const statuses = watch(flow);
    const state = await flow.resume(store(gone.record));
    expect(state).toMatchObject({ status: "completed", action: { status: "completed" } });
    expect(statuses).toEqual(["processing", "processing", "completed"]);
    expect([setup.posts(), setup.added()]).toEqual([1, 10]);
  });

  test.each([
    { payment: "pay-1", status: "completed", added: 10 },
    { payment: "pm_declined", status: "failed", added: 0 },
  ])("after the end: `resume` shows that it is $status", async ({ payment, status, added }) => {
    const setup = setUpFlow();
    const gone = createTopUpFlow(setup.client);
    await gone.submit(topUpBody(payment));
    const flow = createTopUpFlow(setup.client);
    expect(await flow.resume(store(gone.record))).toMatchObject({ status });
    expect([setup.posts(), setup.added()]).toEqual([1, added]);
  });

  test("in two tabs with one record pays once, with idempotency keys", async () => {
    const setup = setUpFlow(keys);
    setup.hooks.fault = () => "lostBefore";
    const gone = createTopUpFlow(setup.client);
    await gone.submit(topUpBody());
    setup.hooks.fault = () => "none";
    const tabs = [1, 2].map(async () => {
      const flow = createTopUpFlow(setup.client);
      await flow.resume(store(gone.record));
      return flow.retry();
    });
    expect((await Promise.all(tabs)).map(({ status }) => status)).toEqual([
      "completed",
      "completed",
    ]);
    expect(setup.added()).toBe(10);
  });

  test("`resume` without a record does nothing", async () => {
    const flow = createTopUpFlow(setUpFlow().client);
    expect(await flow.resume(undefined)).toEqual({ status: "idle", isBusy: false });
    expect(await flow.resume(JSON.parse("null"))).toBe(flow.state);
  });

  const record: TopUpRecord = {
    operation: "createTopupBalance",
    body: topUpBody(),
    step: "submit",
    startedAt: 0,
  };
  test.each([
    ["text", "{}"],
    ["no operation", { ...record, operation: undefined }],
    ["no body", { ...record, body: null }],
    ["an unknown step", { ...record, step: "sent" }],
    ["a step without its id", { ...record, step: "process" }],
    ["no time", { ...record, startedAt: null }],
    ["a key of digits", { ...record, key: 7 }],
    ["ids as text", { ...record, known: "t1" }],
  ])("`resume` rejects an invalid record: %s", async (_, value) => {
    const flow = createTopUpFlow(setUpFlow().client);
    await expect(flow.resume(value as never)).rejects.toMatchObject({ code: "invalidRecord" });
    expect(flow.state.status).toBe("idle");
  });

  test("`resume` rejects the record of another kind of flow", async () => {
    const flow = createAdjustFlow(setUpFlow().client);
    await expect(flow.resume(record as never)).rejects.toThrow(/createAdjustBalance/);
  });
});

describe("`onRecord`", () => {
  test("is called before the request and until the record is done", async () => {
    const setup = setUpFlow(keys);
    const steps: unknown[] = [];
    const flow = createTopUpFlow(setup.client, {
      waitMs: 60_000,
      onRecord: async ({ step, key, id }) => void steps.push([step, setup.posts(), !!key, !!id]),
    });
    await flow.submit(topUpBody("pm_slow"));
    expect(steps).toEqual([
      ["submit", 0, true, false],
      ["process", 1, true, true],
      ["done", 1, true, true],
    ]);
  });

  test("stops the request when it rejects, and cannot undo an action", async () => {
    const setup = setUpFlow();
    let isFull = true;
    const onRecord = async () => {
      if (isFull) throw new Error("the storage is full");
    };
    const flow = createTopUpFlow(setup.client, { onRecord });
    expect(await flow.submit(topUpBody())).toMatchObject({ status: "error", remedy: "retry" });
    expect(setup.posts()).toBe(0);
    isFull = false;
    flow.subscribe(() => {
      isFull = setup.posts() > 0;
    });
    expect(await flow.retry()).toMatchObject({ status: "completed" });
  });
});

describe("`stop` and `dispose`", () => {
  test("`stop` during the wait leaves the action open, and `retry` continues", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client, { waitMs: 60_000 });
    const end = flow.submit(topUpBody("pm_slow"));
    await waitForStatus(flow, "processing");
    expect(await flow.stop()).toMatchObject({ status: "delayed", remedy: "wait" });
    expect(await end).toBe(flow.state);
    expect(setup.openTimers.size).toBe(0);
    expect(await flow.retry()).toMatchObject({ status: "completed" });
    expect([setup.posts(), setup.added()]).toEqual([1, 10]);
  });

  test.each(["crashBefore", "crashAfter"] as const)(
    "`stop` during the request leaves the outcome unknown (%s)",
    async (fault) => {
      const setup = setUpFlow();
      const flow = createTopUpFlow(setup.client);
      setup.hooks.onCrash = () => void flow.stop();
      setup.hooks.fault = () => fault;
      expect(await flow.submit(topUpBody())).toMatchObject({ status: "unknown", remedy: "check" });
      expect(setup.openTimers.size).toBe(0);
      setup.hooks.fault = () => "none";
      await flow.retry();
      expect(await flow.retry()).toMatchObject({ status: "completed" });
      expect(setup.added()).toBe(10);
    },
  );

  test("`stop` before the request sends nothing", async () => {
    const setup = setUpFlow();
    const flow = createTopUpFlow(setup.client, { onRecord: () => void flow.stop() });
    const state = await flow.submit(topUpBody());
    expect(state).toMatchObject({ status: "error", error: { name: "AbortedError" } });
    expect(setup.posts()).toBe(0);
  });

  test.each(["dispose", "signal"])(
    "%s leaves no timer, calls no listener, and keeps state and record",
    async (how) => {
      const setup = setUpFlow();
      const controller = new AbortController();
      const { signal } = controller;
      const flow = createTopUpFlow(setup.client, { waitMs: 60_000, signal });
      const end = flow.submit(topUpBody("pm_slow"));
      await waitForStatus(flow, "processing");
      const statuses = watch(flow);
      if (how === "signal") controller.abort();
      else flow.dispose();
      expect(await end).toMatchObject({ status: "delayed" });
      expect(setup.openTimers.size).toBe(0);
      expect(statuses).toEqual([]);
      await expect(flow.submit(topUpBody())).rejects.toMatchObject({ code: "disposed" });
      const next = createTopUpFlow(setup.client, { waitMs: 60_000 });
      expect(await next.resume(store(flow.record))).toMatchObject({ status: "completed" });
      expect([setup.posts(), setup.added()]).toEqual([1, 10]);
    },
  );

  test("`reset` does nothing while the outcome is open", async () => {
    const setup = setUpFlow();
    setup.hooks.fault = () => "lostBefore";
    const flow = createTopUpFlow(setup.client);
    const end = flow.submit(topUpBody());
    expect(flow.reset()).toMatchObject({ status: "submitting" });
    await end;
    expect(flow.reset()).toMatchObject({ status: "unknown" });
    expect(flow.record?.step).toBe("submit");
  });
});
