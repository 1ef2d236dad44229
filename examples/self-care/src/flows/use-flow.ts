import { useMutation } from "@tanstack/react-query";
import type { ActionFlow } from "@tmf654/client/flow";
import { createFlowMutation } from "@tmf654/client/tanstack-query";
import { useSyncExternalStore } from "react";
import { useServices } from "../services.ts";

/**
 * Returns the state of a flow, and functions that submit and retry. Both functions refresh
 * the balances in the cache when the action has ended. A second submit while the flow is busy
 * sends nothing.
 */
export function useFlow<R, B>(flow: ActionFlow<R, B>) {
  const { queryClient } = useServices();
  const state = useSyncExternalStore(flow.subscribe, () => flow.state);
  const { mutate } = useMutation(createFlowMutation(flow, queryClient));
  return {
    state,
    submit: (body: B) => mutate(body),
    retry: () => mutate(undefined),
    reset: () => void flow.reset(),
  };
}
