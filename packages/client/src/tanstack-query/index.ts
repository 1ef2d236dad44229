import type { QueryClient } from "@tanstack/query-core";
import type {
  AdjustBalanceCreate,
  Quantity,
  ReserveBalanceCreate,
  TopupBalanceCreate,
  TransferBalanceCreate,
} from "@tmf654/contract";
import type { Tmf654Client } from "../types/client.ts";
import { mutationOf } from "./mutations.ts";
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

/** The variables of a consumption. */
export interface ConsumeVariables {
  readonly id: string;
  readonly amount?: Quantity;
  readonly reason: string;
}

/** The variables of a release. */
export interface ReleaseVariables {
  readonly id: string;
  readonly reason: string;
}

/** Mutation options for every action: `useMutation(mutations.topupBalance.create())`. */
export function createMutations(
  client: Tmf654Client,
  queryClient: QueryClient,
  { scope = "tmf654" }: QueriesOptions = {},
) {
  const { topupBalance, adjustBalance, reserveBalance, transferBalance } = client;
  const of = <T, V>(resource: string, verb: string, run: (variables: V) => Promise<T>) =>
    mutationOf(queryClient, scope, resource, verb, run);
  return {
    topupBalance: {
      create: () =>
        of("topupBalance", "create", (body: TopupBalanceCreate) => topupBalance.create(body)),
      cancel: () => of("topupBalance", "cancel", (id: string) => topupBalance.cancel(id)),
    },
    adjustBalance: {
      create: () =>
        of("adjustBalance", "create", (body: AdjustBalanceCreate) => adjustBalance.create(body)),
      cancel: () => of("adjustBalance", "cancel", (id: string) => adjustBalance.cancel(id)),
    },
    reserveBalance: {
      create: () =>
        of("reserveBalance", "create", (body: ReserveBalanceCreate) => reserveBalance.create(body)),
      consume: () =>
        of("reserveBalance", "consume", ({ id, ...how }: ConsumeVariables) =>
          reserveBalance.consume(id, how),
        ),
      release: () =>
        of("reserveBalance", "release", ({ id, reason }: ReleaseVariables) =>
          reserveBalance.release(id, { reason }),
        ),
    },
    transferBalance: {
      create: () =>
        of("transferBalance", "create", (body: TransferBalanceCreate) =>
          transferBalance.create(body),
        ),
      cancel: () => of("transferBalance", "cancel", (id: string) => transferBalance.cancel(id)),
    },
  };
}
