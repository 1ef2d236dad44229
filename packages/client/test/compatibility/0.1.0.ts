/** Code for @tmf654/client 0.1.0: every export, and the examples of the documents. Frozen. */
import { bearer, connect, createClient, isHeld, isTmf654Error, metaOf, retrieveBucket, statusOf, type Middleware, type ReservationRecord, type TopupBalanceCreate } from "@tmf654/client";
import { createTopUpFlow } from "@tmf654/client/flow";
import { clientCredentials, correlation, logging } from "@tmf654/client/middleware";
import { createHttp } from "@tmf654/client/http";
import { createEventHandler, createEventMemory, hmacVerifier, signEvent } from "@tmf654/client/events";
import { createFlowMutation, createMutations, createQueries } from "@tmf654/client/tanstack-query";
import { QueryClient } from "@tanstack/query-core";
import { type StandardSchema, validateWith } from "@tmf654/client/validation";
import { createMock } from "@tmf654/mock";
import { trace } from "@opentelemetry/api";
import { tracing } from "@tmf654/client/otel";

export type { AccumulatedBalance, AccumulatedBalanceQuery, ActionLike, AdjustBalance, AdjustBalanceCreate, AdjustBalanceQuery, AdjustBalanceUpdate, BalanceActionHistory, BalanceActionHistoryQuery, BodyCheck, BodyInfo, Bucket, BucketQuery, CallMeta, CallOptions, ClientOptions, ClientRequest, ClientResources, ClientResponse, ClientWithoutHttp, Connection, ConsumeParams, EventSubscriptionInput, FetchInit, FetchLike, FetchResponse, HttpNotEnabled, HttpOption, Issue, ListCall, ListPage, ListQuery, Middleware, Next, Platform, Projection, ReadMethods, ReconcileOptions, Reconciliation, ReleaseParams, ReservationOptions, ReservationRecord, ReserveBalance, ReserveBalanceCreate, ReserveBalanceQuery, ReserveBalanceUpdate, Result, RetryEvent, RetryOptions, Tmf654Client, Tmf654ErrorInit, Tmf654ErrorMap, TokenProvider, TokenRequest, TokenSource, TopupBalance, TopupBalanceCreate, TopupBalanceQuery, TopupBalanceUpdate, TransferBalance, TransferBalanceCreate, TransferBalanceQuery, TransferBalanceUpdate, UnlistedValue, WaitOptions, WriteMethods, WriteOptions, WrittenResource, WrittenResources } from "@tmf654/client";
export { AbortedError, ActionFailedError, BadRequestError, ConflictError, ForbiddenError, InvalidOptionsError, MethodNotAllowedError, NetworkError, NotFoundError, ParseError, RateLimitedError, ServerError, TimeoutError, Tmf654Error, UnauthorizedError, UnknownOutcomeError, bearer, cancelAdjustBalance, cancelTopupBalance, cancelTransferBalance, connect, consumeReserveBalance, createAdjustBalance, createClient, createPoller, createReserveBalance, createTopupBalance, createTransferBalance, deleteAdjustBalance, deleteReserveBalance, deleteTopupBalance, deleteTransferBalance, headerAuth, isFinal, isHeld, isOwnOrigin, isTmf654Error, listAccumulatedBalance, listAdjustBalance, listBalanceActionHistory, listBucket, listReserveBalance, listTopupBalance, listTransferBalance, metaOf, patchAdjustBalance, patchReserveBalance, patchTopupBalance, patchTransferBalance, registerListener, releaseReserveBalance, resumeReserveBalance, retrieveAccumulatedBalance, retrieveAdjustBalance, retrieveBalanceActionHistory, retrieveBucket, retrieveReserveBalance, retrieveTopupBalance, retrieveTransferBalance, statusOf, toResult, unregisterListener } from "@tmf654/client";
export type { HttpClient as http_HttpClient } from "@tmf654/client/http";
export { createHttp as http_createHttp } from "@tmf654/client/http";
export type { CheckMode as validation_CheckMode, StandardIssue as validation_StandardIssue, StandardResult as validation_StandardResult, StandardSchema as validation_StandardSchema, ValidationOptions as validation_ValidationOptions } from "@tmf654/client/validation";
export { validateWith as validation_validateWith } from "@tmf654/client/validation";
export type { ClientCredentialsOptions as middleware_ClientCredentialsOptions, CorrelationOptions as middleware_CorrelationOptions, LogLevel as middleware_LogLevel, Logger as middleware_Logger, LoggingOptions as middleware_LoggingOptions, TokenFetchInit as middleware_TokenFetchInit } from "@tmf654/client/middleware";
export { clientCredentials as middleware_clientCredentials, correlation as middleware_correlation, logging as middleware_logging } from "@tmf654/client/middleware";
export type { BalanceEvent as events_BalanceEvent, EventHandler as events_EventHandler, EventHandlerOptions as events_EventHandlerOptions, EventListeners as events_EventListeners, EventMemory as events_EventMemory, EventOf as events_EventOf, EventRequest as events_EventRequest, EventType as events_EventType, EventVerifier as events_EventVerifier, HmacOptions as events_HmacOptions, NodeRequest as events_NodeRequest, NodeResponse as events_NodeResponse, SignedMessage as events_SignedMessage } from "@tmf654/client/events";
export { createEventHandler as events_createEventHandler, createEventMemory as events_createEventMemory, hmacVerifier as events_hmacVerifier, nodeListener as events_nodeListener, readEvent as events_readEvent, signEvent as events_signEvent } from "@tmf654/client/events";
export type { CachedPage as tanstackQuery_CachedPage, ConsumeVariables as tanstackQuery_ConsumeVariables, FlowMutationOptions as tanstackQuery_FlowMutationOptions, InfiniteQueryDefinition as tanstackQuery_InfiniteQueryDefinition, ListQuery as tanstackQuery_ListQuery, MutationCallbacks as tanstackQuery_MutationCallbacks, MutationDefinition as tanstackQuery_MutationDefinition, QueriesOptions as tanstackQuery_QueriesOptions, QueryDefinition as tanstackQuery_QueryDefinition, ReleaseVariables as tanstackQuery_ReleaseVariables, ResourceQueries as tanstackQuery_ResourceQueries, RetrieveFields as tanstackQuery_RetrieveFields, Skippable as tanstackQuery_Skippable, UpdateVariables as tanstackQuery_UpdateVariables } from "@tmf654/client/tanstack-query";
export { createFlowMutation as tanstackQuery_createFlowMutation, createMutations as tanstackQuery_createMutations, createQueries as tanstackQuery_createQueries } from "@tmf654/client/tanstack-query";
export type { TracingOptions as otel_TracingOptions } from "@tmf654/client/otel";
export { tracing as otel_tracing } from "@tmf654/client/otel";
export type { ReservationCalls as reservations_ReservationCalls, ReservationOptions as reservations_ReservationOptions, ReservationRecord as reservations_ReservationRecord } from "@tmf654/client/reservations";
export { DebitFailedError as reservations_DebitFailedError, ReservationWithoutEndError as reservations_ReservationWithoutEndError, debitMark as reservations_debitMark, settle as reservations_settle } from "@tmf654/client/reservations";
export type { ActionFlow as flow_ActionFlow, AdjustFlow as flow_AdjustFlow, CheckingState as flow_CheckingState, CompletedState as flow_CompletedState, DelayedState as flow_DelayedState, ErrorState as flow_ErrorState, FailedState as flow_FailedState, FlowClient as flow_FlowClient, FlowOptions as flow_FlowOptions, FlowRecord as flow_FlowRecord, FlowRemedy as flow_FlowRemedy, FlowState as flow_FlowState, IdleState as flow_IdleState, ProcessingState as flow_ProcessingState, SubmittingState as flow_SubmittingState, TopUpFlow as flow_TopUpFlow, TopUpRecord as flow_TopUpRecord, TopUpState as flow_TopUpState, TransferFlow as flow_TransferFlow, UnknownState as flow_UnknownState } from "@tmf654/client/flow";
export { createAdjustFlow as flow_createAdjustFlow, createTopUpFlow as flow_createTopUpFlow, createTransferFlow as flow_createTransferFlow } from "@tmf654/client/flow";

export async function example1() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

const before = await client.bucket.retrieve("ana-main");
const topup = await client.topupBalance.create({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
});
const after = await client.bucket.retrieve("ana-main");
const gained = (after.remainingValue?.amount ?? 0) - (before.remainingValue?.amount ?? 0);
console.log(topup.status, gained); // completed 10
}

export async function example2() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

async function topUp(paymentId: string) {
  try {
    return await client.topupBalance.create({
      bucket: { id: "lost-main" },
      partyAccount: { id: "acc-lost" },
      usageType: "monetary",
      amount: { amount: 10, units: "EUR" },
      paymentMethod: { id: paymentId, "@type": "PaymentTransaction" },
    });
  } catch (error) {
    if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
    const { verdict, resource } = await error.reconcile();
    if (verdict === "applied") return resource;
    throw error;
  }
}

const topup = await topUp(`payment-${crypto.randomUUID()}`);
console.log(topup?.status); // completed
}

export async function example3() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
  idempotency: true,
});

const topup = await client.topupBalance.create(
  {
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 10, units: "EUR" },
    paymentMethod: { id: "pm_lost_response" },
  },
  { idempotencyKey: `order-${crypto.randomUUID()}` },
);
console.log(topup.status, metaOf(topup)?.attempts); // completed 2
}

export async function example4() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});
const body: TopupBalanceCreate = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
};

const topup = await client.topupBalance.create(body);
const done = await client.topupBalance.waitUntil(topup.id, "completed", { timeoutMs: 60_000 });
console.log(statusOf(done)); // completed
}

export async function example5() {
const baseUrl = "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4";
const flow = createTopUpFlow(createClient({ baseUrl }));
const seen: string[] = [];
flow.subscribe(({ status }) => seen.push(status));
const owner = { bucket: { id: "lost-main" }, partyAccount: { id: "acc-lost" }, usageType: "monetary" } as const;
const paymentMethod = { id: crypto.randomUUID(), "@type": "PaymentTransaction" };
await flow.submit({ ...owner, paymentMethod, amount: { amount: 10, units: "EUR" } });
console.log(seen.join()); // submitting,checking,completed
}

export async function example6() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

const reservation = await client.reserveBalance.create({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 5, units: "EUR" },
  validFor: { endDateTime: new Date(Date.now() + 600_000).toISOString() },
});

const store = new Map<string, ReservationRecord>();
const onRecord = (record: ReservationRecord) => void store.set(record.id, record);
try {
  const spent = await client.reserveBalance.consume(reservation.id, { reason: "paid" }, { onRecord });
  console.log(spent.status); // completed
} catch (error) {
  if (!isTmf654Error(error, "DebitFailedError")) throw error;
  // Cancelled, and nothing was debited: client.reserveBalance.resume(error.record) tries again.
}
}

export async function example7() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

const query = { status: "active", "remainingValue.amount.gt": 5, limit: 2 } as const;
const page = await client.bucket.list(query);
console.log(page.items.length, page.totalCount !== undefined); // 2 true

let count = 0;
for await (const bucket of client.bucket.list(query)) if (bucket.id) count += 1;
console.log(count === page.totalCount); // true

const list = client.bucket.list({ fields: ["id", "remainingValue"], sort: "-id" });
const [bucket] = await list.toArray({ limit: 1 });
console.log(Object.keys(bucket ?? {}).length); // 3
}

export async function example8() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});
const body = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 1000, units: "EUR" },
} as const;

const missing = await client.safe.bucket.retrieve("unknown");
console.log(missing.ok, missing.error?.name, missing.error?.code); // false NotFoundError 60

const tooMuch = await client.safe.reserveBalance.create(body);
console.log(isTmf654Error(tooMuch.error, "ActionFailedError"), tooMuch.error?.code); // true insufficientBalance

const amount = { amount: 5, units: "EUR" };
const reservation = await client.reserveBalance.create({ ...body, amount });
console.log(statusOf(reservation), isHeld(reservation)); // created true
const spent = await client.reserveBalance.consume(reservation.id, { reason: "paid" });
console.log(statusOf(spent), isHeld(spent)); // completed false
}

export async function example9() {
const seen: string[] = [];
const remember: Middleware = async (request, next) => {
  const response = await next(request);
  seen.push(`${request.operation} ${response.status}`);
  return response;
};

const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
  auth: bearer(async ({ rejectedToken }) => (rejectedToken ? "a fresh token" : "a token")),
  middleware: [correlation(), remember],
  attemptMiddleware: [logging({ level: "error" })],
});
await client.bucket.retrieve("ana-main");
console.log(seen.join()); // retrieveBucket 200
}

export async function example10() {
const server = connect({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});
console.log((await retrieveBucket(server, "ana-main")).status); // active
}

export async function example11() {
const { http } = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
  http: createHttp,
});
const { data, response } = await http.GET("/bucket/{id}", { params: { path: { id: "ana-main" } } });
console.log(response.status, data?.status); // 200 active
}

export async function example12() {
const secret = "shared with the sender";
const handle = createEventHandler({
  verify: hmacVerifier({ secret }),
  on: {
    TopupBalanceCreateEvent: ({ event }) => console.log(event.topupBalance.id), // t1
  },
});

const body = JSON.stringify({
  eventId: "e1",
  eventType: "TopupBalanceCreateEvent",
  event: { topupBalance: { id: "t1", status: "completed" } },
});
const headers = await signEvent(body, { secret });
const response = await handle(new Request("http://me/events", { method: "POST", headers, body }));
console.log(response.status); // 204
}

export async function example13() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});
const queries = createQueries(client);
const cache = new QueryClient();

const bucket = await cache.fetchQuery(queries.bucket.retrieve("ana-main"));
console.log(bucket.status); // active
await cache.invalidateQueries({ queryKey: queries.bucket.keys.all });
console.log(cache.getQueryState(queries.bucket.keys.one("ana-main"))?.isInvalidated); // true
}

export async function example14() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async (_, { headers }) =>
    Response.json({ id: "b1", name: headers["x-tenant"], status: "ACTIVE" }),
  headers: { "X-Tenant": "north" },
  auth: bearer("a token"),
  middleware: [correlation()],
  attemptMiddleware: [logging({ level: "error" })],
  maxBodyBytes: 1_000_000,
  maxPages: 100,
  timeoutMs: 10_000,
  totalTimeoutMs: 30_000,
  retry: { limit: 1 },
  idempotency: { header: "Idempotency-Key" },
  throwOnFailed: false,
  operations: "certified",
  normalize: (value) => ({ ...(value as object), status: "active" }),
  validation: validateWith({ schemas: {} }),
  fetchOptions: { credentials: "include" },
  platform: { random: () => 0.5 },
  http: createHttp,
});

const { name, status } = await client.bucket.retrieve("b1");
console.log(name, status); // north active
}

export async function example15() {
const statuses = [503, 201];
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async () => Response.json({ id: "t1" }, { status: statuses.shift() ?? 500 }),
  retry: {
    limit: 3,
    baseDelayMs: 10,
    maxDelayMs: 100,
    maxRetryAfterMs: 10_000,
    budget: 20,
    retryWritesOn503: true,
    onRetry: ({ operation, attempt, status }) => console.log(operation, attempt, status), // createTopupBalance 1 503
  },
});

const { id } = await client.topupBalance.create({
  bucket: { id: "b1" },
  partyAccount: { id: "a1" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
});
console.log(id); // t1
}

export async function example16() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  idempotency: true,
  platform: {
    fetch: async () => Response.json({ id: "t1" }, { status: 201 }),
    now: () => Date.parse("2026-03-01T12:00:00Z"),
    random: () => 0,
    setTimer: (callback, ms) => setTimeout(callback, ms),
    clearTimer: (timer) => clearTimeout(timer as number),
    newId: () => "key-1",
  },
});

const topup = await client.topupBalance.create({
  bucket: { id: "b1" },
  partyAccount: { id: "a1" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
});
console.log(metaOf(topup)?.idempotencyKey); // key-1
}

export async function example17() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async (_, { headers }) =>
    Response.json({ id: headers["idempotency-key"], status: "failed" }, { status: 201 }),
});

const body = {
  bucket: { id: "b1" },
  partyAccount: { id: "a1" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
} as const;
const topup = await client.topupBalance.create(body, {
  signal: AbortSignal.timeout(5000),
  headers: { "X-Channel": "shop" },
  timeoutMs: 2000,
  totalTimeoutMs: 4000,
  retry: { limit: 1 },
  idempotencyKey: "order-4711",
  throwOnFailed: false,
});
console.log(topup.id, topup.status); // order-4711 failed
}

export async function example18() {
const client = createClient({
  baseUrl: "https://ocs.example/v4",
  fetch: async (url) => Response.json([{ id: new URL(url).search }]),
});

const query = { fields: ["id"], sort: ["-id", "name"], offset: 20, limit: 10 } as const;
const { items } = await client.bucket.list(query);
console.log(items[0]?.id); // ?fields=id&sort=-id,name&offset=20&limit=10
}

export async function example19() {
const statuses = ["inProgress", "completed"];
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async () => Response.json({ id: "t1", status: statuses.shift() }),
});

const wait = { timeoutMs: 10_000, pollMs: 20 };
const topup = await client.topupBalance.waitUntil("t1", "completed", wait);
console.log(topup.status); // completed
}

export async function example20() {
const mock = createMock({ profile: "certified" });
const client = createClient({
  baseUrl: `http://mock${mock.basePath}`,
  fetch: (url, init) => mock.fetch(url, init as RequestInit),
});

const reservation = await client.reserveBalance.create({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 5, units: "EUR" },
});
const records: ReservationRecord[] = [];
await client.reserveBalance.consume(
  reservation.id,
  { reason: "paid" },
  {
    endsAt: reservation.validFor?.endDateTime ?? "2026-03-01T12:00:00Z",
    onRecord: (record) => {
      records.push(record);
    },
  },
);
console.log(records.map(({ step }) => step).join()); // debit,debit,done

const [, interrupted] = JSON.parse(JSON.stringify(records));
const end = await client.reserveBalance.resume(interrupted, { waitMs: 0, debited: true });
console.log(end.status); // completed
}

export async function example21() {
const voucher = { voucher: "4711" };
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async (_, { method }) => {
    if (method === "POST") throw new TypeError("the connection broke");
    return Response.json([{ id: "t1", status: "completed", ...voucher }]);
  },
});

const { error } = await client.safe.topupBalance.create({
  bucket: { id: "b1" },
  partyAccount: { id: "a1" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
  ...voucher,
});
if (isTmf654Error(error, "UnknownOutcomeError")) {
  const signal = AbortSignal.timeout(5000);
  const { verdict, resource } = await error.reconcile({ waitMs: 1000, pollMs: 100, signal });
  console.log(verdict, resource?.id); // applied t1
}
}

export async function example22() {
const schema: StandardSchema = {
  "~standard": {
    validate: (value) =>
      "status" in (value as object)
        ? { value }
        : { issues: [{ message: "is missing", path: ["status"] }] },
  },
};
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async () => Response.json({ id: "b1" }),
  validation: validateWith({
    schemas: { Bucket: schema },
    requests: "throw",
    responses: "warn",
    onWarning: ({ operation }, [issue]) => console.log(operation, issue?.path, issue?.message), // retrieveBucket [ 'status' ] is missing
  }),
});

const { id } = await client.bucket.retrieve("b1");
console.log(id); // b1
}

export async function example23() {
const write = (message: string, details: object) => console.log(message, JSON.stringify(details)); // GET /v4/bucket/b1 {"operation":"retrieveBucket","attempt":1,"ms":0,"status":200,"headers":{"accept":"application/json","x-msisdn":"***"},"response":{"id":"b1"}}
const log = logging({
  logger: { error: write, warn: write, info: write, debug: write },
  level: "debug",
  redact: ["X-MSISDN"],
  now: () => 0,
});
const client = createClient({
  baseUrl: "https://ocs.example/v4",
  fetch: async () => Response.json({ id: "b1" }),
  headers: { "X-MSISDN": "+34600000001" },
  attemptMiddleware: [log],
});
await client.bucket.retrieve("b1");
}

export async function example24() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async (_, { headers }) => Response.json({ id: headers["x-trace"] }),
  middleware: [correlation({ header: "X-Trace", newId: () => "call-1" })],
});
console.log((await client.bucket.retrieve("b1")).id); // call-1
}

export async function example25() {
const tokens = clientCredentials({
  tokenUrl: "https://login.example/token",
  clientId: "shop",
  clientSecret: "hush",
  scope: "balance",
  maxBodyBytes: 10_000,
  fetch: async () => Response.json({ access_token: "a token", expires_in: 3600 }),
  now: () => 0,
});
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async (_, { headers }) => Response.json({ id: headers.authorization }),
  auth: bearer(tokens),
});
console.log((await client.bucket.retrieve("b1")).id); // Bearer a token
}

export async function example26() {
const handle = createEventHandler({
  on: {
    TopupBalanceCreateEvent: ({ event }) => console.log(event.topupBalance.id), // t1
  },
  onOther: ({ eventType }) => console.log(eventType), // ReserveBalanceCancelEvent
  onError: (error) => console.error(error),
  verify: ({ headers }) => headers.get("x-from") === "ocs",
  memory: createEventMemory(1000),
  maxBodyBytes: 10_000,
});

const send = (event: object) =>
  handle(
    new Request("http://me/", {
      method: "POST",
      headers: { "x-from": "ocs" },
      body: JSON.stringify(event),
    }),
  );
await send({ eventType: "TopupBalanceCreateEvent", event: { topupBalance: { id: "t1" } } });
await send({ eventType: "ReserveBalanceCancelEvent", event: { reserveBalance: { id: "r1" } } });
}

export async function example27() {
const verify = hmacVerifier({
  secret: "hush",
  header: "X-Signature",
  toleranceMs: 600_000,
  now: () => Date.parse("2026-03-01T12:00:00Z"),
});
const handle = createEventHandler({ on: {}, verify });

for (const eventTime of ["2026-03-01T11:55:00Z", "2026-03-01T11:45:00Z"]) {
  const event = { topupBalance: { id: "t1" } };
  const body = JSON.stringify({ eventType: "TopupBalanceCreateEvent", eventTime, event });
  const headers = await signEvent(body, { secret: "hush", header: "X-Signature" });
  const response = await handle(new Request("http://me/", { method: "POST", headers, body }));
  if (eventTime.includes("11:55")) console.log(response.status); // 204
  else console.log(response.status); // 401
}
}

export async function example28() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async (_, { method }) =>
    Response.json({ id: "t1", status: method === "POST" ? "created" : "completed" }),
  idempotency: true,
});
const stored = new Map<string, unknown>();
const flow = createTopUpFlow(client, {
  call: { headers: { "x-app": "shop" } },
  waitMs: 60_000,
  pollMs: 1000,
  checkMs: 10_000,
  keyLifetimeMs: 3_600_000,
  onRecord: (record) => stored.set("top-up", record),
  signal: AbortSignal.timeout(600_000),
});
const state = await flow.submit({
  bucket: { id: "b1" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
});
console.log(state.status, stored.size); // completed 1
}

export async function example29() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
});
const queries = createQueries(client, { scope: "north" });
console.log(queries.bucket.retrieve("b1").queryKey.join()); // north,bucket,one,b1

const mutations = createMutations(client, new QueryClient(), { scope: "north" });
const create = mutations.topupBalance.create({ idempotencyKey: "order-4711" });
console.log(create.mutationKey.join()); // north,topupBalance,create
}

export async function example30() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
});
const mutation = createFlowMutation(createTopUpFlow(client), new QueryClient(), { scope: "north" });
console.log(mutation.mutationKey.join()); // north,topupBalance,flow
}

export async function example31() {
const client = createClient({
  baseUrl: "https://ocs.example/tmf-api/prepayBalanceManagement/v4",
  fetch: async () => Response.json({ id: "b1" }),
  ...tracing({ tracerProvider: trace.getTracerProvider(), propagate: false }),
});
console.log((await client.bucket.retrieve("b1")).id); // b1
}

export async function example32() {
const mock = createMock({ auth: { oauth: { tokenSeconds: 600 } } });
const baseUrl = `http://localhost:4010${mock.basePath}`;
const tokens = clientCredentials({
  tokenUrl: `${baseUrl}/oauth2/token`,
  clientId: "tmf654",
  clientSecret: "tmf654",
  fetch: mock.fetch,
});
const client = createClient({ baseUrl, auth: bearer(tokens), fetch: mock.fetch });
const bucket = await client.bucket.retrieve("ana-main");
bucket.id; // "ana-main"
}

export async function example33() {
const mock = createMock({ auth: { oauth: {} } });
const match = { operation: "createTopupBalance" };
mock.faults.add({ match, fault: { kind: "expireToken" }, times: 1 });
mock.faults.list().length; // 1
}

export async function example34() {
const mock = createMock({
  auth: { oauth: { issuer: "https://login.example.org", audience: "prepay" } },
  fetch: (url, init) => fetch(url, init),
});
const response = await mock.fetch(`http://localhost${mock.basePath}/bucket`);
response.status; // 401
}
