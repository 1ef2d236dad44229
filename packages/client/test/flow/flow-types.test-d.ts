import type { QueryClient } from "@tanstack/query-core";
import {
  connect,
  createClient,
  type Tmf654Error,
  type TopupBalance,
  type TopupBalanceCreate,
  type TransferBalance,
  type TransferBalanceCreate,
  type UnknownOutcomeError,
} from "@tmf654/client";
import {
  createTopUpFlow,
  createTransferFlow,
  type FlowRemedy,
  type TopUpRecord,
  type TopUpState,
} from "@tmf654/client/flow";
import { createFlowMutation } from "@tmf654/client/tanstack-query";
import { describe, expectTypeOf, test } from "vitest";

const client = createClient({ baseUrl: "https://ocs.example" });
const flow = createTopUpFlow(client);

describe("a flow", () => {
  test("takes a client or a connection", () => {
    createTopUpFlow(connect({ baseUrl: "https://ocs.example" }));
    // @ts-expect-error options alone are no client
    createTopUpFlow({ baseUrl: "https://ocs.example" });
  });

  test("takes the body of its action", () => {
    expectTypeOf(flow.submit).parameter(0).toEqualTypeOf<TopupBalanceCreate>();
    const transfer = createTransferFlow(client);
    expectTypeOf(transfer.submit).parameter(0).toEqualTypeOf<TransferBalanceCreate>();
    // @ts-expect-error a top-up without an amount
    flow.submit({ bucket: { id: "b1" }, usageType: "monetary" });
  });

  test("has the members of each status", () => {
    const state = flow.state as TopUpState;
    expectTypeOf(state).toEqualTypeOf(flow.state);
    if (state.status === "completed") expectTypeOf(state.action).toEqualTypeOf<TopupBalance>();
    if (state.status === "failed") expectTypeOf(state.error).toEqualTypeOf<Tmf654Error>();
    if (state.status === "unknown") {
      expectTypeOf(state.error).toEqualTypeOf<UnknownOutcomeError<TopupBalance>>();
      expectTypeOf(state.candidates).toEqualTypeOf<readonly TopupBalance[]>();
    }
    // @ts-expect-error only some states have an action
    state.action;
    if ("remedy" in state) {
      expectTypeOf(state.remedy).toExtend<FlowRemedy>();
      expectTypeOf(state.body).toEqualTypeOf<TopupBalanceCreate>();
    }
    if (state.isBusy) {
      expectTypeOf(state.status).toEqualTypeOf<"submitting" | "checking" | "processing">();
    }
  });

  test("resumes with a record of its own kind, or without one", () => {
    expectTypeOf(flow.record).toEqualTypeOf<TopUpRecord | undefined>();
    flow.resume(flow.record);
    flow.resume(null);
    // @ts-expect-error the record of a transfer
    flow.resume(createTransferFlow(client).record);
  });

  test("is a mutation of a body or of nothing", () => {
    const mutation = createFlowMutation(createTransferFlow(client), {} as QueryClient, {
      onSuccess: (action) => expectTypeOf(action).toEqualTypeOf<TransferBalance>(),
      onError: (error) => expectTypeOf(error).toEqualTypeOf<Tmf654Error>(),
    });
    mutation.mutationFn(undefined);
    mutation.mutationFn({} as TransferBalanceCreate);
    // @ts-expect-error the body of a top-up
    mutation.mutationFn({} as TopupBalanceCreate);
  });
});
