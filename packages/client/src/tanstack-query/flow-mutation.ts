import type { QueryClient } from "@tanstack/query-core";
import type { ActionFlow } from "../flow/flow.ts";
import { createMutation, type MutationCallbacks, type MutationDefinition } from "./mutations.ts";

/** The options of `createFlowMutation`, with your own callbacks. */
export interface FlowMutationOptions<R, B> extends MutationCallbacks<R, B | undefined> {
  /** First part of every key. Use the scope of `createQueries`. Default: `tmf654`. */
  readonly scope?: string | undefined;
}

/**
 * Creates mutation options for a flow: `useMutation(createFlowMutation(flow, queryClient))`.
 * `mutate(body)` submits and `mutate(undefined)` retries. The mutation succeeds when the action is
 * `completed`; otherwise its error is the error of the state. The state of the flow has the remedy.
 */
export function createFlowMutation<R, B>(
  flow: ActionFlow<R, B>,
  queryClient: QueryClient,
  { scope = "tmf654", ...callbacks }: FlowMutationOptions<R, B> = {},
): MutationDefinition<R, B | undefined> {
  const { resource } = flow;
  return createMutation<R, B | undefined>(
    { queryClient, scope, resource, verb: "flow" },
    async (body) => {
      const state = await (body === undefined ? flow.retry() : flow.submit(body));
      if (state.status === "completed") return state.action;
      throw "error" in state
        ? state.error
        : new Error(`nothing to retry (${state.status}): pass a body`);
    },
    callbacks,
  );
}
