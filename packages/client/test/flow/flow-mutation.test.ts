import { MutationObserver, QueryClient } from "@tanstack/query-core";
import { createTopUpFlow } from "@tmf654/client/flow";
import { createFlowMutation, createQueries } from "@tmf654/client/tanstack-query";
import { describe, expect, test } from "vitest";
import { setUpFlow, topUpBody } from "../helpers/flow-setup.ts";

function setUp() {
  const setup = setUpFlow();
  const queryClient = new QueryClient();
  const flow = createTopUpFlow(setup.client);
  const queries = createQueries(setup.client);
  const bucket = queries.bucket.retrieve("ana-main");
  const observe = (options?: Parameters<typeof createFlowMutation>[2]) =>
    new MutationObserver(queryClient, createFlowMutation(flow, queryClient, options as object));
  return { ...setup, queryClient, flow, queries, bucket, observe };
}

describe("createFlowMutation", () => {
  test("submits, caches the action and refreshes the bucket", async () => {
    const { queryClient, queries, bucket, observe } = setUp();
    const before = await queryClient.fetchQuery(bucket);
    const action = await observe().mutate(topUpBody());
    const { queryKey } = queries.topupBalance.retrieve(action.id);
    expect(queryClient.getQueryData(queryKey)).toBe(action);
    const after = await queryClient.fetchQuery(bucket);
    expect((after.remainingValue?.amount ?? 0) - (before.remainingValue?.amount ?? 0)).toBe(10);
  });

  test("pays once when it is called twice", async () => {
    const { observe, posts, added } = setUp();
    const mutation = observe();
    const actions = await Promise.all([mutation.mutate(topUpBody()), mutation.mutate(topUpBody())]);
    expect(actions[0]).toBe(actions[1]);
    expect([posts(), added()]).toEqual([1, 10]);
  });

  test("rejects with the error of the state, and `mutate(undefined)` retries", async () => {
    const { hooks, observe, flow, added } = setUp();
    hooks.fault = (method) => (method === "POST" ? "lostAfter" : "lostBefore");
    const calls: unknown[] = [];
    const mutation = observe({
      onError: (error) => void calls.push(error),
      onSuccess: () => void calls.push("success"),
    });
    await expect(mutation.mutate(topUpBody())).rejects.toMatchObject({
      name: "UnknownOutcomeError",
    });
    expect(calls).toEqual([(flow.state as { error?: unknown }).error]);
    hooks.fault = () => "none";
    expect(await mutation.mutate(undefined)).toMatchObject({ status: "completed" });
    expect([calls[1], added()]).toEqual(["success", 10]);
  });

  test("rejects when there is nothing to retry", async () => {
    await expect(setUp().observe().mutate(undefined)).rejects.toThrow("nothing to retry (idle)");
  });

  test("has the key of its scope and leaves retries to the flow", () => {
    const { flow, queryClient } = setUp();
    const mutation = createFlowMutation(flow, queryClient, { scope: "north" });
    expect(mutation.mutationKey).toEqual(["north", "topupBalance", "flow"]);
    expect(mutation.retry).toBe(false);
  });
});
