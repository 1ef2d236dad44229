import { createAdjustFlow, createTransferFlow } from "@tmf654/client/flow";
import { describe, expect, test } from "vitest";
import { setUpFlow } from "../helpers/flow-setup.ts";

const amount = { amount: 5, units: "EUR" };

describe("other kinds of actions", () => {
  test("a debit whose response is lost is made once", async () => {
    const setup = setUpFlow();
    const flow = createAdjustFlow(setup.client);
    setup.mock.faults.add({ when: "after", fault: { kind: "drop" }, times: 1 });
    const bucket = { id: "ana-main" };
    const body = { bucket, usageType: "monetary", amount: { ...amount, amount: -5 } } as const;
    expect(await flow.submit(body)).toMatchObject({ status: "completed", body });
    expect(await flow.submit(body)).toBe(flow.state);
    expect([setup.posts(), setup.added()]).toEqual([1, -5]);
  });

  test("a transfer whose response is lost is made once", async () => {
    const setup = setUpFlow();
    const flow = createTransferFlow(setup.client);
    setup.mock.faults.add({ when: "after", fault: { kind: "drop" }, times: 1 });
    const body = {
      reason: "a gift",
      channel: { id: "app" },
      logicalResource: [{ id: "34600000101" }],
      receiverLogicalResource: { id: "34600000116" },
      usageType: "monetary",
      receiverBucketUsageType: "monetary",
      bucket: { id: "ana-main" },
      receiverBucket: { id: "sofia-main" },
      amount,
    } as const;
    expect(await flow.submit(body)).toMatchObject({ status: "completed" });
    expect(await flow.submit({ ...body, reason: "again" })).toBe(flow.state);
    expect([setup.posts(), setup.added()]).toEqual([1, -5]);
    await flow.submit({ ...body, receiverBucket: { id: "ben-main" } });
    expect(setup.posts()).toBe(2);
  });
});
