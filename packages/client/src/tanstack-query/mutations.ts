import type { QueryClient } from "@tanstack/query-core";
import { createQueryKeys } from "./queries.ts";

/** The options of `useMutation`. */
export interface MutationDefinition<T, V> {
  readonly mutationKey: readonly unknown[];
  readonly mutationFn: (variables: V) => Promise<T>;
  /** The client decides when a write may be sent again. */
  readonly retry: false;
  readonly onSuccess: (data: T) => void;
  readonly onSettled: () => Promise<unknown>;
}

/** The resources that an action changes besides itself. */
const changed = ["bucket", "accumulatedBalance", "balanceActionHistory"];

/**
 * Creates the options for one write. On success the resource in the response goes into the cache.
 * Afterwards everything that the write may have changed is invalidated, also after an error,
 * because the write may have been done.
 */
export function createMutation<T, V>(
  queryClient: QueryClient,
  scope: string,
  resource: string,
  verb: string,
  run: (variables: V) => Promise<T>,
): MutationDefinition<T, V> {
  return {
    mutationKey: [scope, resource, verb],
    mutationFn: run,
    retry: false,
    onSuccess: (data) => {
      const id = (data as { id?: string } | undefined)?.id;
      if (id) queryClient.setQueryData(createQueryKeys(scope, resource).one(id), data);
    },
    onSettled: () =>
      Promise.all(
        [resource, ...changed].map((name) =>
          queryClient.invalidateQueries({ queryKey: createQueryKeys(scope, name).all }),
        ),
      ),
  };
}
