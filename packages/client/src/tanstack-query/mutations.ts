import type { MutationObserverOptions, QueryClient } from "@tanstack/query-core";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import { createQueryKeys } from "./queries.ts";

/** Your own callbacks. They do not replace the refresh of the cache. */
export type MutationCallbacks<T, V> = Pick<
  MutationObserverOptions<T, Tmf654Error, V>,
  "onMutate" | "onSuccess" | "onError" | "onSettled"
>;

/** The options of `useMutation`. */
export interface MutationDefinition<T, V> extends MutationCallbacks<T, V> {
  readonly mutationKey: readonly unknown[];
  readonly mutationFn: (variables: V) => Promise<T>;
  /** Always `false`, because the client itself retries writes. */
  readonly retry: false;
}

/** The other resources that an action changes. */
const affectedResources = ["bucket", "accumulatedBalance", "balanceActionHistory"];

/** The resource and method of a mutation. */
export interface MutationTarget {
  readonly queryClient: QueryClient;
  readonly scope: string;
  readonly resource: string;
  readonly verb: string;
}

/**
 * Creates the options of one write. On success the mutation puts the resource of the response into
 * the cache. After a success or an error, it invalidates everything that the write may have
 * changed. This refresh is part of `mutationFn`, so that your callbacks cannot replace it. The
 * mutation settles after the refresh.
 */
export function createMutation<T, V>(
  { queryClient, scope, resource, verb }: MutationTarget,
  run: (variables: V) => Promise<T>,
  callbacks: MutationCallbacks<T, V> = {},
): MutationDefinition<T, V> {
  const refresh = () =>
    Promise.all(
      [resource, ...affectedResources].map((name) =>
        queryClient.invalidateQueries({ queryKey: createQueryKeys(scope, name).all }),
      ),
    );
  let refreshing: Promise<unknown> = Promise.resolve();
  return {
    mutationKey: [scope, resource, verb],
    mutationFn: async (variables) => {
      try {
        const data = await run(variables);
        const id = (data as { id?: string } | undefined)?.id;
        if (id) queryClient.setQueryData(createQueryKeys(scope, resource).one(id), data);
        return data;
      } finally {
        refreshing = refresh();
      }
    },
    retry: false,
    ...(callbacks.onMutate && { onMutate: callbacks.onMutate }),
    ...(callbacks.onSuccess && { onSuccess: callbacks.onSuccess }),
    ...(callbacks.onError && { onError: callbacks.onError }),
    onSettled: async (...settledArguments) => {
      await Promise.all([refreshing, callbacks.onSettled?.(...settledArguments)]);
    },
  };
}
