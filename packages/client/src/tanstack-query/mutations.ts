import type { QueryClient } from "@tanstack/query-core";
import { keysOf } from "./queries.ts";

/** What `useMutation` takes. */
export interface MutationDescription<T, V> {
  readonly mutationKey: readonly unknown[];
  readonly mutationFn: (variables: V) => Promise<T>;
  /** A write is never repeated from outside: the client knows when that is safe. */
  readonly retry: false;
  readonly onSuccess: (data: T) => void;
  readonly onSettled: () => Promise<unknown>;
}

/** What an action changes besides itself. */
const changed = ["bucket", "accumulatedBalance", "balanceActionHistory"];

/**
 * Options for one write. The resource answered goes into the cache; afterwards, also after an
 * error, since a lost answer may have been applied, everything it can have changed is fetched anew.
 */
export function mutationOf<T, V>(
  queryClient: QueryClient,
  scope: string,
  resource: string,
  verb: string,
  run: (variables: V) => Promise<T>,
): MutationDescription<T, V> {
  return {
    mutationKey: [scope, resource, verb],
    mutationFn: run,
    retry: false,
    onSuccess: (data) => {
      const id = (data as { id?: string } | undefined)?.id;
      if (id) queryClient.setQueryData(keysOf(scope, resource).one(id), data);
    },
    onSettled: () =>
      Promise.all(
        [resource, ...changed].map((name) =>
          queryClient.invalidateQueries({ queryKey: keysOf(scope, name).all }),
        ),
      ),
  };
}
