import type { QueryClient } from "@tanstack/query-core";
import type { CallOptions, WriteOptions } from "../options.ts";
import type { ConsumeReserve } from "../resources/reservation.ts";
import type { Tmf654Client, Writes } from "../types/client.ts";
import { type MutationDescription, mutationOf } from "./mutations.ts";
import { queriesOf } from "./queries.ts";

export type { ListQuery } from "../resources/functions.ts";
export type { MutationDescription } from "./mutations.ts";
export type { CachedPage, InfiniteDescription, QueryDescription } from "./queries.ts";

/** How keys are told apart. */
export interface QueriesOptions {
  /** First part of every key; one a client where an app has several. Default: `tmf654`. */
  readonly scope?: string;
}

/** Query options for every resource: `useQuery(queries.bucket.retrieve(id))`. */
export function createQueries(client: Tmf654Client, { scope = "tmf654" }: QueriesOptions = {}) {
  return {
    bucket: queriesOf(scope, "bucket", client.bucket),
    topupBalance: queriesOf(scope, "topupBalance", client.topupBalance),
    adjustBalance: queriesOf(scope, "adjustBalance", client.adjustBalance),
    reserveBalance: queriesOf(scope, "reserveBalance", client.reserveBalance),
    transferBalance: queriesOf(scope, "transferBalance", client.transferBalance),
    accumulatedBalance: queriesOf(scope, "accumulatedBalance", client.accumulatedBalance),
    balanceActionHistory: queriesOf(scope, "balanceActionHistory", client.balanceActionHistory),
  };
}

/** The variables of an update. */
export interface UpdateVariables<U> {
  readonly id: string;
  readonly body: U;
}

/** The variables of a consumption. */
export interface ConsumeVariables extends ConsumeReserve {
  readonly id: string;
}

/** The variables of a release. */
export interface ReleaseVariables {
  readonly id: string;
  readonly reason: string;
}

/**
 * Mutation options for every action: `useMutation(mutations.topupBalance.create())`. Each takes
 * what the write takes last, such as the `idempotencyKey` of the order that is being paid.
 */
export function createMutations(
  client: Tmf654Client,
  queryClient: QueryClient,
  { scope = "tmf654" }: QueriesOptions = {},
) {
  /** A mutation's maker, of a write whose variables are one value. */
  const of =
    <O, T, V>(resource: string, verb: string, run: (variables: V, options?: O) => Promise<T>) =>
    (options?: O): MutationDescription<T, V> =>
      mutationOf(queryClient, scope, resource, verb, (variables) => run(variables, options));

  /** What every action has. */
  const writesOf = <R, C, U>(resource: string, api: Writes<R, C, U>) => ({
    create: of<WriteOptions, R, C>(resource, "create", api.create),
    update: of<WriteOptions, R, UpdateVariables<U>>(resource, "update", ({ id, body }, options) =>
      api.update(id, body, options),
    ),
    delete: of<CallOptions, void, string>(resource, "delete", api.delete),
  });

  const { topupBalance, adjustBalance, reserveBalance, transferBalance } = client;
  return {
    topupBalance: {
      ...writesOf("topupBalance", topupBalance),
      cancel: of("topupBalance", "cancel", topupBalance.cancel),
    },
    adjustBalance: {
      ...writesOf("adjustBalance", adjustBalance),
      cancel: of("adjustBalance", "cancel", adjustBalance.cancel),
    },
    reserveBalance: {
      ...writesOf("reserveBalance", reserveBalance),
      consume: of(
        "reserveBalance",
        "consume",
        ({ id, ...how }: ConsumeVariables, options?: WriteOptions) =>
          reserveBalance.consume(id, how, options),
      ),
      release: of(
        "reserveBalance",
        "release",
        ({ id, reason }: ReleaseVariables, options?: WriteOptions) =>
          reserveBalance.release(id, { reason }, options),
      ),
    },
    transferBalance: {
      ...writesOf("transferBalance", transferBalance),
      cancel: of("transferBalance", "cancel", transferBalance.cancel),
    },
  };
}
