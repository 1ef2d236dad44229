/**
 * Application code that must compile with every supported compiler, with and without
 * `exactOptionalPropertyTypes`.
 */
import { type QueryClient, skipToken } from "@tanstack/query-core";
import {
  type Bucket,
  type CallOptions,
  type ClientOptions,
  createClient,
  isTmf654Error,
  type TopupBalanceCreate,
  type TransferBalanceCreate,
} from "@tmf654/client";
import { createEventHandler, hmacVerifier } from "@tmf654/client/events";
import { createTopUpFlow, type TopUpRecord } from "@tmf654/client/flow";
import { createFlowMutation, createMutations, createQueries } from "@tmf654/client/tanstack-query";

function undefinedOf<T>(): T | undefined {
  return undefined;
}

/** Options that are all `undefined`, which every optional input accepts. */
export const options: ClientOptions = {
  baseUrl: new URL("https://ocs.example/v4"),
  fetch: undefinedOf(),
  headers: { "x-tenant": undefinedOf<string>() },
  auth: undefinedOf(),
  middleware: undefinedOf(),
  maxBodyBytes: undefinedOf(),
  timeoutMs: undefinedOf(),
  retry: { limit: undefinedOf(), onRetry: undefinedOf() },
  idempotency: undefinedOf(),
  platform: { now: undefinedOf() },
};
const client = createClient(options);
export const callOptions: CallOptions = {
  signal: undefinedOf(),
  headers: undefinedOf(),
  timeoutMs: undefinedOf(),
};

/** A request with a value from a response. */
export function toRequest(bucket: Bucket): TopupBalanceCreate {
  return {
    bucket: { id: bucket.id, name: undefinedOf<string>() },
    partyAccount: { id: "a1" },
    usageType: bucket.usageType ?? "monetary",
    amount: { amount: 5, units: bucket.remainingValue?.units },
    description: undefinedOf<string>(),
  };
}

export const createTransfer = (bucket: Bucket): Partial<TransferBalanceCreate> => ({
  usageType: bucket.usageType,
  // @ts-expect-error a misspelt literal is refused
  costOwner: "orginator",
});

export async function useClient(bucket: Bucket, queryClient: QueryClient, id?: string) {
  client.bucket.list({ status: bucket.status, usageType: bucket.usageType, limit: undefinedOf() });
  // @ts-expect-error a misspelt literal is refused
  client.topupBalance.create({ ...toRequest(bucket), usageType: "Monetary" });
  // @ts-expect-error a variable text is refused
  client.bucket.list({ status: String(bucket.status) });
  client.bucket.retrieve(bucket.id, { fields: undefinedOf<["id"]>(), signal: undefinedOf() });
  client.bucket.list({ fields: undefinedOf<["id"]>() });
  // An enumeration can be compared with a value that the contract does not list.
  if (bucket.status === "Inactive") return;
  const { error } = await client.safe.topupBalance.create(toRequest(bucket), callOptions);
  if (isTmf654Error(error, "UnknownOutcomeError", "createTopupBalance")) {
    const { resource } = await error.reconcile({ waitMs: undefinedOf(), signal: undefinedOf() });
    const voucher: string | undefined = resource?.voucher;
    return voucher;
  }
  const queries = createQueries(client);
  queryClient.getQueryCache().build(queryClient, queries.bucket.retrieve(id ?? skipToken));
  queries.bucket.list(id === undefined ? skipToken : { id });
  queries.bucket.infinite(id === undefined ? skipToken : { id });
  const mutations = createMutations(client, queryClient);
  mutations.topupBalance.create({
    idempotencyKey: undefinedOf(),
    onSuccess: (topup) => topup.status,
    onSettled: (_, failure) => failure?.code,
  });
  const flow = createTopUpFlow(client, {
    waitMs: undefinedOf(),
    onRecord: undefinedOf(),
    signal: undefinedOf(),
  });
  await flow.resume(undefinedOf<TopUpRecord>());
  createFlowMutation(flow, queryClient, { scope: undefinedOf() });
  const state = await flow.submit(toRequest(bucket));
  return state.status === "completed" ? state.action.id : state.status;
}

/** The parameter of a route as Next checks it: the parameter must be a `Request`. */
type Parameter<T> = T extends (request: infer Input, context: never) => unknown ? Input : never;
export const POST = createEventHandler({
  on: {},
  verify: hmacVerifier({ secret: ["new", "old"], header: undefinedOf() }),
});
export const route: Request extends Parameter<typeof POST> ? true : false = true;
export const exactOptions: Parameter<typeof POST> extends Request ? true : false = true;
