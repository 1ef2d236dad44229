import type { QueryClient } from "@tanstack/query-core";
import type { CallOptions, WriteOptions } from "../client/options.ts";
import type { Tmf654Client, WriteMethods } from "../client/tmf654-client.ts";
import type { ConsumeParams } from "../resources/reservation.ts";
import { createMutation, type MutationCallbacks, type MutationDefinition } from "./mutations.ts";
import { createResourceQueries } from "./queries.ts";

export type { ListQuery } from "../resources/define.ts";
export { createFlowMutation, type FlowMutationOptions } from "./flow-mutation.ts";
export type { MutationCallbacks, MutationDefinition } from "./mutations.ts";
export type {
  CachedPage,
  InfiniteQueryDefinition,
  QueryDefinition,
  ResourceQueries,
  RetrieveFields,
  Skippable,
} from "./queries.ts";

/** The options of `createQueries` and `createMutations`. */
export interface QueriesOptions {
  /**
   * The first part of every key. If an app has several clients, give each one its own scope.
   * Default: `tmf654`.
   */
  readonly scope?: string | undefined;
}

/** Creates query options for every resource: `useQuery(queries.bucket.retrieve(id))`. */
export function createQueries(client: Tmf654Client, { scope = "tmf654" }: QueriesOptions = {}) {
  return {
    bucket: createResourceQueries(scope, "bucket", client.bucket),
    topupBalance: createResourceQueries(scope, "topupBalance", client.topupBalance),
    adjustBalance: createResourceQueries(scope, "adjustBalance", client.adjustBalance),
    reserveBalance: createResourceQueries(scope, "reserveBalance", client.reserveBalance),
    transferBalance: createResourceQueries(scope, "transferBalance", client.transferBalance),
    accumulatedBalance: createResourceQueries(
      scope,
      "accumulatedBalance",
      client.accumulatedBalance,
    ),
    balanceActionHistory: createResourceQueries(
      scope,
      "balanceActionHistory",
      client.balanceActionHistory,
    ),
  };
}

/** The variables of an update. */
export interface UpdateVariables<U> {
  readonly id: string;
  readonly body: U;
}

/** The variables of `consume`. */
export interface ConsumeVariables extends ConsumeParams {
  readonly id: string;
}

/** The variables of `release`. */
export interface ReleaseVariables {
  readonly id: string;
  readonly reason: string;
}

/**
 * Creates mutation options for every action: `useMutation(mutations.topupBalance.create())`. Each
 * function accepts the options of its write, such as an `idempotencyKey`, and your own callbacks.
 */
export function createMutations(
  client: Tmf654Client,
  queryClient: QueryClient,
  { scope = "tmf654" }: QueriesOptions = {},
) {
  /** Creates a mutation from a write with one argument. */
  const defineMutation =
    <O, T, V>(resource: string, verb: string, run: (variables: V, options?: O) => Promise<T>) =>
    (options?: O & MutationCallbacks<T, V>): MutationDefinition<T, V> =>
      createMutation(
        { queryClient, scope, resource, verb },
        (variables) => run(variables, options),
        options,
      );

  /** The mutations that every action has. */
  const createWrites = <R, C, U>(resource: string, api: WriteMethods<R, C, U>) => ({
    create: defineMutation<WriteOptions, R, C>(resource, "create", api.create),
    update: defineMutation<WriteOptions, R, UpdateVariables<U>>(
      resource,
      "update",
      ({ id, body }, options) => api.update(id, body, options),
    ),
    delete: defineMutation<CallOptions, void, string>(resource, "delete", api.delete),
  });

  const { topupBalance, adjustBalance, reserveBalance, transferBalance } = client;
  return {
    topupBalance: {
      ...createWrites("topupBalance", topupBalance),
      cancel: defineMutation("topupBalance", "cancel", topupBalance.cancel),
    },
    adjustBalance: {
      ...createWrites("adjustBalance", adjustBalance),
      cancel: defineMutation("adjustBalance", "cancel", adjustBalance.cancel),
    },
    reserveBalance: {
      ...createWrites("reserveBalance", reserveBalance),
      consume: defineMutation(
        "reserveBalance",
        "consume",
        ({ id, ...params }: ConsumeVariables, options?: WriteOptions) =>
          reserveBalance.consume(id, params, options),
      ),
      release: defineMutation(
        "reserveBalance",
        "release",
        ({ id, reason }: ReleaseVariables, options?: WriteOptions) =>
          reserveBalance.release(id, { reason }, options),
      ),
    },
    transferBalance: {
      ...createWrites("transferBalance", transferBalance),
      cancel: defineMutation("transferBalance", "cancel", transferBalance.cancel),
    },
  };
}
