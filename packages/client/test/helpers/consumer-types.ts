/**
 * Code as apps write it. It compiles on every supported compiler, with `exactOptionalPropertyTypes`
 * on and off.
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
import { createMutations, createQueries } from "@tmf654/client/tanstack-query";

function maybe<T>(): T | undefined {
  return undefined;
}

/** Every optional input takes `undefined`. */
export const options: ClientOptions = {
  baseUrl: new URL("https://ocs.example/v4"),
  fetch: maybe(),
  headers: { "x-tenant": maybe<string>() },
  auth: maybe(),
  middleware: maybe(),
  maxBodyBytes: maybe(),
  timeoutMs: maybe(),
  retry: { limit: maybe(), onRetry: maybe() },
  idempotency: maybe(),
  platform: { now: maybe() },
};
const client = createClient(options);
export const call: CallOptions = { signal: maybe(), headers: maybe(), timeoutMs: maybe() };

/** A named request, with a value that was read. */
export function toRequest(bucket: Bucket): TopupBalanceCreate {
  return {
    bucket: { id: bucket.id, name: maybe<string>() },
    partyAccount: { id: "a1" },
    usageType: bucket.usageType ?? "monetary",
    amount: { amount: 5, units: bucket.remainingValue?.units },
    description: maybe<string>(),
  };
}

export const transfer = (bucket: Bucket): Partial<TransferBalanceCreate> => ({
  usageType: bucket.usageType,
  // @ts-expect-error a misspelt literal is refused
  costOwner: "orginator",
});

export async function run(bucket: Bucket, queryClient: QueryClient, id?: string) {
  client.bucket.list({ status: bucket.status, usageType: bucket.usageType, limit: maybe() });
  // @ts-expect-error a misspelt literal is refused
  client.topupBalance.create({ ...toRequest(bucket), usageType: "Monetary" });
  // @ts-expect-error any text is refused
  client.bucket.list({ status: String(bucket.status) });
  client.bucket.retrieve(bucket.id, { fields: maybe<["id"]>(), signal: maybe() });
  client.bucket.list({ fields: maybe<["id"]>() });
  // A word that the contract does not list can be compared.
  if (bucket.status === "Inactive") return;
  const { error } = await client.safe.topupBalance.create(toRequest(bucket), call);
  if (isTmf654Error(error, "UnknownOutcomeError", "createTopupBalance")) {
    const { resource } = await error.reconcile({ waitMs: maybe(), signal: maybe() });
    const voucher: string | undefined = resource?.voucher;
    return voucher;
  }
  const queries = createQueries(client);
  queryClient.getQueryCache().build(queryClient, queries.bucket.retrieve(id ?? skipToken));
  queries.bucket.list(id === undefined ? skipToken : { id });
  queries.bucket.infinite(id === undefined ? skipToken : { id });
  const mutations = createMutations(client, queryClient);
  mutations.topupBalance.create({
    idempotencyKey: maybe(),
    onSuccess: (topup) => topup.status,
    onSettled: (_, failure) => failure?.code,
  });
}

/** As Next checks a route: its parameter is a `Request`. */
type Parameter<T> = T extends (request: infer Input, context: never) => unknown ? Input : never;
export const POST = createEventHandler({
  on: {},
  verify: hmacVerifier({ secret: ["new", "old"], header: maybe() }),
});
export const route: Request extends Parameter<typeof POST> ? true : false = true;
export const exact: Parameter<typeof POST> extends Request ? true : false = true;
