/** Code for @tmf654/mock 0.1.0: every export, and the examples of the documents. Frozen. */
import { createMock, createTenants, scenarios, type Scenario } from "@tmf654/mock";
import { setupServer } from "msw/node";
import { handlers, tmf654 } from "@tmf654/mock/msw";
import { startWorker } from "@tmf654/mock/browser";
import { openSqlite } from "@tmf654/mock/sqlite";
import { createControl } from "@tmf654/mock/control";
import { ActionFailedError, createClient } from "@tmf654/client";

export type { ActiveFault, Activity, AppliedTestNumber, Attempt, BalanceChange, Body, ClockActivity, CommandActivity, CommandEffects, ContractGuard, Created, Delivery, DeliveryActivity, Engine, EngineResult, Envelope, EventSettings, ExtensionEventType, Fault, FaultCheck, FaultMatch, FaultRule, Faults, GuardIssue, GuardedCall, Handler, HttpProfile, Issue, JournalEntry, LimitName, Limits, Listener, Mock, MockActivity, MockClock, MockControls, MockEventByType, MockEvents, MockOptions, MockRequest, MockResponse, NextEvent, NextEventOptions, OAuthProvider, PrecedenceStep, Profile, ProfileFile, PublishedEvent, ReceivedEvent, RecordedCommand, RequestActivity, RequestDecision, RequestNotes, RequestView, Resource, ResourceName, Scenario, SeedAction, SeedBucket, SeedVoucher, ServerAddress, Snapshot, StateStorage, StepName, Subscriber, SubscriberActions, Tenant, TenantMock, TenantOptions, Trace, TraceChange, TraceCommand, TraceDue, TracePosting, TraceRefusal, TraceRule, TraceStep, TracedProfile, TracedResponse, TrustedIssuer } from "@tmf654/mock";
export { ClockError, FaultRuleError, MockOptionsError, ProfileError, ScenarioError, SnapshotError, SubscriberError, TraceError, certified, compose, createMock, createTenants, ctk, defaultLimits, defaultScenario, findScenario, profiles, readProfile, reference, requestSteps, scenarios, seedSubscribers, signatureHeader, testNumbers } from "@tmf654/mock";
export type { MockServer as node_MockServer, MountedMock as node_MountedMock, NodeHandler as node_NodeHandler, NodeHandlerOptions as node_NodeHandlerOptions, NodeHandlerRequest as node_NodeHandlerRequest, NodeHandlerResponse as node_NodeHandlerResponse, ServeOptions as node_ServeOptions } from "@tmf654/mock/node";
export { serve as node_serve, toNodeHandler as node_toNodeHandler } from "@tmf654/mock/node";
export type { MswMock as msw_MswMock, MswOptions as msw_MswOptions, OperationCall as msw_OperationCall, OperationHandlers as msw_OperationHandlers, OperationResolver as msw_OperationResolver, RequestBody as msw_RequestBody, Respond as msw_Respond, ResponseBody as msw_ResponseBody } from "@tmf654/mock/msw";
export { handlers as msw_handlers, operationHandlers as msw_operationHandlers, tmf654 as msw_tmf654 } from "@tmf654/mock/msw";
export type { ExposedMock as browser_ExposedMock, WorkerOptions as browser_WorkerOptions } from "@tmf654/mock/browser";
export { WorkerError as browser_WorkerError, openDashboard as browser_openDashboard, startWorker as browser_startWorker } from "@tmf654/mock/browser";
export type { Account as control_Account, ActiveFault as control_ActiveFault, Activity as control_Activity, BalanceChange as control_BalanceChange, BucketPosting as control_BucketPosting, BucketStory as control_BucketStory, CheckedJournalEntry as control_CheckedJournalEntry, ClockActivity as control_ClockActivity, ClockState as control_ClockState, CommandActivity as control_CommandActivity, CommandEffects as control_CommandEffects, Control as control_Control, ControlClock as control_ControlClock, ControlEvents as control_ControlEvents, ControlFaults as control_ControlFaults, ControlOptions as control_ControlOptions, ControlSubscribers as control_ControlSubscribers, Delivery as control_Delivery, DeliveryActivity as control_DeliveryActivity, DueEffect as control_DueEffect, DueEffectName as control_DueEffectName, Envelope as control_Envelope, FaultRule as control_FaultRule, FoundSubscriber as control_FoundSubscriber, Issue as control_Issue, JournalEntry as control_JournalEntry, JournalIssue as control_JournalIssue, Listener as control_Listener, MockState as control_MockState, PageBefore as control_PageBefore, Profile as control_Profile, ProfileFile as control_ProfileFile, ReceivedEvent as control_ReceivedEvent, RequestActivity as control_RequestActivity, RequestDetail as control_RequestDetail, RequestEffects as control_RequestEffects, RequestFilter as control_RequestFilter, RequestPage as control_RequestPage, RequestStatus as control_RequestStatus, RequestSummary as control_RequestSummary, Resource as control_Resource, Scenario as control_Scenario, SeedVoucher as control_SeedVoucher, SkippedActivities as control_SkippedActivities, Snapshot as control_Snapshot, StateActivity as control_StateActivity, StreamedActivity as control_StreamedActivity, SubscriberSearch as control_SubscriberSearch, TenantState as control_TenantState, Trace as control_Trace, TraceChange as control_TraceChange, TraceCommand as control_TraceCommand, TraceDue as control_TraceDue, TracePosting as control_TracePosting, TraceRefusal as control_TraceRefusal, TraceRule as control_TraceRule, TraceStep as control_TraceStep, TracedProfile as control_TracedProfile, Upcoming as control_Upcoming, Usage as control_Usage, VoucherRecord as control_VoucherRecord } from "@tmf654/mock/control";
export { ControlError as control_ControlError, createControl as control_createControl } from "@tmf654/mock/control";
export type { CountOptions as playwright_CountOptions, MatcherFunctions as playwright_MatcherFunctions, MatcherMock as playwright_MatcherMock, MatcherResult as playwright_MatcherResult, Mock as playwright_Mock, MockFixtures as playwright_MockFixtures, MockOptions as playwright_MockOptions, MountedMock as playwright_MountedMock } from "@tmf654/mock/playwright";
export { expect as playwright_expect, routeMock as playwright_routeMock, test as playwright_test } from "@tmf654/mock/playwright";
export type { MockOptions as vite_MockOptions, MockPlugin as vite_MockPlugin, MockPluginOptions as vite_MockPluginOptions, MountedMock as vite_MountedMock } from "@tmf654/mock/vite";
export { tmf654Mock as vite_tmf654Mock } from "@tmf654/mock/vite";
export type { LogForm as config_LogForm, MockConfig as config_MockConfig, MockOptions as config_MockOptions, OAuthProvider as config_OAuthProvider, Scenario as config_Scenario, TrustedIssuer as config_TrustedIssuer } from "@tmf654/mock/config";
export { checkConfig as config_checkConfig, defineConfig as config_defineConfig, logForms as config_logForms } from "@tmf654/mock/config";
export type { MockDatabase as sqlite_MockDatabase, SqliteDatabase as sqlite_SqliteDatabase, SqliteOptions as sqlite_SqliteOptions } from "@tmf654/mock/sqlite";
export { DatabaseError as sqlite_DatabaseError, openSqlite as sqlite_openSqlite } from "@tmf654/mock/sqlite";
export type { MockDatabase as postgres_MockDatabase, PostgresDatabase as postgres_PostgresDatabase, PostgresOptions as postgres_PostgresOptions, SharedDatabase as postgres_SharedDatabase } from "@tmf654/mock/postgres";
export { DatabaseError as postgres_DatabaseError, openPostgres as postgres_openPostgres } from "@tmf654/mock/postgres";
export type { CountOptions as vitest_CountOptions, FakeClock as vitest_FakeClock, MockFixtureOptions as vitest_MockFixtureOptions, MockFixtures as vitest_MockFixtures, MockMatchers as vitest_MockMatchers } from "@tmf654/mock/vitest";
export { expect as vitest_expect, test as vitest_test } from "@tmf654/mock/vitest";
export type { CountOptions as jest_CountOptions, MatcherMock as jest_MatcherMock, MatcherResult as jest_MatcherResult, MockMatchers as jest_MockMatchers } from "@tmf654/mock/jest";
export { matchers as jest_matchers, recordEvents as jest_recordEvents } from "@tmf654/mock/jest";

export async function example1() {
const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
const call = async (method: string, path: string, body?: object) => {
  const headers = { "content-type": "application/json" };
  const url = `http://mock${mock.basePath}${path}`;
  return (await mock.fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json();
};

const topup = { amount: { amount: 10, units: "EUR" }, usageType: "monetary", bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } };
(await call("POST", "/topupBalance", topup)).status; // "completed"
(await call("GET", "/bucket/ana-main")).remainingValueName; // "€35.50"
(await call("POST", "/topupBalance", { ...topup, amount: { amount: 5, units: "USD" } })).failure.code; // "unitMismatch"
}

export async function example2() {
const server = setupServer(...handlers(createMock()));
server.listen();
server.use(
  tmf654.retrieveBucket(({ path, respond }) => {
    return path.id === "ben-main" ? respond(503, { code: "maintenance", reason: "Maintenance" }) : undefined;
  }),
);
const buckets = "https://api.example.org/tmf-api/prepayBalanceManagement/v4/bucket";
(await fetch(`${buckets}/ben-main`)).status; // 503
(await fetch(`${buckets}/ana-main`)).status; // 200
server.close();
}

export async function example3() {
await startWorker(createMock({ persist: sessionStorage })); // globalThis.tmf654 has the mock and its control client
}

export async function example4() {
const mine: Scenario = {
  name: "mine",
  description: "One prepaid line that ends tomorrow.",
  subscribers: [
    {
      key: "me",
      name: "Me",
      msisdn: "447700900999",
      buckets: [{ key: "main", usageType: "monetary", name: "Credit", amount: 3, units: "GBP", ends: "P1D" }],
    },
  ],
};
const mock = createMock({ scenario: mine });
mock.get("bucket", "me-main")?.status; // "active"
await mock.clock.advance("P2D");
mock.get("bucket", "me-main")?.status; // "expired"
mock.reset("low-balance");
mock.counts().buckets; // 4
scenarios.has("busy-history"); // true
mock.seedSubscribers(3);
mock.seedSubscribers(3);
mock.subscribers.bucketsOf("15550000005").length > 1; // true
}

export async function example5() {
const mock = createMock({ clock: "2026-01-31T00:00:00Z" });
const eventTypes: string[] = [];
mock.events.listen(({ eventType }) => eventTypes.push(eventType));

mock.engine.create("topupBalance", {
  amount: { amount: 5, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "liam-main" },
  partyAccount: { id: "acc-liam" },
  isAutoTopup: true,
  recurringPeriod: "monthly",
});
await mock.clock.advance("P2M");
mock.get("bucket", "liam-main")?.remainingValue; // { amount: 35, units: "EUR" }
eventTypes.includes("TopupBalanceCreateEvent"); // true

mock.subscribers.suspend("liam-main");
mock.get("bucket", "liam-main")?.status; // "suspended"

mock.faults.add({
  match: { operation: "createTopupBalance" },
  when: "after",
  fault: { kind: "drop" },
  times: 1,
});
mock.faults.list().length; // 1

const before = mock.snapshot();
mock.subscribers.expire("ana-main");
mock.restore(before);
mock.get("bucket", "ana-main")?.status; // "active"
}

export async function example6() {
const mock = createMock({
  clock: "2026-03-10T12:00:00Z",
  profile: {
    name: "guarded",
    auth: {
      tokens: {
        kiosk: { scopes: ["read"] },
        till: { scopes: ["read", "write"] },
        old: { scopes: ["read"], expired: true },
      },
    },
    rateLimit: { requests: 2, perSeconds: 60 },
    page: { defaultLimit: 10 },
  },
});
const statusOf = async (token: string, method: string, path: string) => {
  const headers = { authorization: `Bearer ${token}` };
  return (await mock.fetch(`http://mock${mock.basePath}${path}`, { method, headers })).status;
};
await statusOf("old", "GET", "/bucket"); // 401
await statusOf("kiosk", "DELETE", "/hub/none"); // 403
await statusOf("till", "DELETE", "/hub/none"); // 404
await statusOf("kiosk", "GET", "/bucket"); // 206
await statusOf("kiosk", "GET", "/bucket/ana-main"); // 200
await statusOf("kiosk", "GET", "/bucket/ana-main"); // 429
await mock.clock.advance("PT1M");
await statusOf("kiosk", "GET", "/bucket/ana-main"); // 200
}

export async function example7() {
const tenants = createTenants({ create: ({ basePath }) => createMock({ basePath }) });
const hrefAt = async (tenant: string) => {
  const url = `http://mock${tenant}/tmf-api/prepayBalanceManagement/v4/bucket/ana-main`;
  return (await (await tenants.fetch(url)).json()).href;
};
await hrefAt("/t/run-7"); // "/t/run-7/tmf-api/prepayBalanceManagement/v4/bucket/ana-main"
await hrefAt(""); // "/tmf-api/prepayBalanceManagement/v4/bucket/ana-main"
}

export async function example8() {
const database = openSqlite("sandbox.db");
const stored = createMock({ database });
await stored.fetch(`http://mock${stored.basePath}/bucket/ana-main`);
await stored.close();
database.close();
}

export async function example9() {
const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
const control = createControl({ fetch: mock.fetch }); // or { baseUrl: "http://127.0.0.1:4010", fetch }
await control.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
mock.get("bucket", "ana-main")?.remainingValueName; // "€20.00"
(await control.clock.advance("P1M")).now; // "2026-04-10T12:00:00.000Z"
}

export async function example10() {
const mock = createMock();
const control = createControl({ fetch: mock.fetch });
const events = await control.events.stream();
mock.subscribers.suspend("ana-main");
await events.return(undefined); // ends the stream
}

export async function example11() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

async function spend(amount: number): Promise<string> {
  try {
    await client.adjustBalance.create({
      bucket: { id: "ana-main" },
      usageType: "monetary",
      amount: { amount: -amount, units: "EUR" },
      reason: "A film",
    });
    return "paid";
  } catch (error) {
    if (error instanceof ActionFailedError) return error.message;
    throw error;
  }
}

console.log(await spend(40)); // createAdjustBalance: insufficientBalance insufficient balance: €40.00 needed, €25.50 available
}

export async function example12() {
const mock = createMock({ clock: "2026-03-01T12:00:00Z" });
await mock.clock.advance("P1M");
console.log(mock.get("bucket", "ana-data")?.status); // expired
}

export async function example13() {
const client = createClient({
  baseUrl: "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4",
});

const { id } = await client.reserveBalance.create({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
});
const { status, releasedAmount } = await client.reserveBalance.consume(id, {
  amount: { amount: 4, units: "EUR" },
  reason: "A call of four minutes",
});
console.log(status, releasedAmount); // completed { amount: 6, units: 'EUR' }
}
