import type { VoucherRecord } from "@tmf654/ledger";
import type { BucketStory } from "../engine/bucket-story.ts";
import type { SubscriberSearch } from "../engine/find-subscribers.ts";
import type { ReceivedEvent } from "../engine/received.ts";
import type { DueEffect, Upcoming } from "../engine/upcoming.ts";
import type { Delivery } from "../events/delivery.ts";
import type { Envelope } from "../events/envelope.ts";
import type { Listener } from "../events/outbox.ts";
import type { ActiveFault } from "../faults/faults.ts";
import type { FaultRule } from "../faults/rule.ts";
import { requireGlobals } from "../http/globals.ts";
import type { Issue, Resource } from "../ports/resource.ts";
import type { TenantState } from "../ports/tenant.ts";
import type { Profile } from "../profile/profile.ts";
import type { ProfileFile } from "../profile/read.ts";
import type { Scenario, SeedVoucher } from "../scenarios/scenario.ts";
import { checkOptions, type OptionRule } from "../schema/options.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import type { Trace } from "../trace/trace.ts";
import type { StreamedActivity } from "./activity-stream.ts";
import type {
  ClockState,
  Control,
  ControlClock,
  ControlEvents,
  ControlFaults,
  ControlSubscribers,
  MockState,
} from "./control.ts";
import { readEventStream } from "./read-event-stream.ts";
import type { CheckedJournalEntry, RequestDetail, RequestPage } from "./requests.ts";

export type { Account, VoucherRecord } from "@tmf654/ledger";
export type { BucketPosting, BucketStory, PageBefore } from "../engine/bucket-story.ts";
export type { FoundSubscriber, SubscriberSearch } from "../engine/find-subscribers.ts";
export type { ReceivedEvent } from "../engine/received.ts";
export type { Usage } from "../engine/subscriber-actions.ts";
export type { DueEffect, DueEffectName, Upcoming } from "../engine/upcoming.ts";
export type { Delivery } from "../events/delivery.ts";
export type { Envelope } from "../events/envelope.ts";
export type { Listener } from "../events/outbox.ts";
export type { ActiveFault } from "../faults/faults.ts";
export type { FaultRule } from "../faults/rule.ts";
export type { JournalIssue } from "../journal/contract-issues.ts";
export type { JournalEntry } from "../journal/journal.ts";
export type {
  Activity,
  BalanceChange,
  ClockActivity,
  CommandActivity,
  CommandEffects,
  DeliveryActivity,
  RequestActivity,
  StateActivity,
} from "../ports/activity.ts";
export type { Issue, Resource } from "../ports/resource.ts";
export type { ReplicaState, StorageState } from "../ports/state-changes.ts";
export type { TenantState } from "../ports/tenant.ts";
export type { Profile } from "../profile/profile.ts";
export type { ProfileFile } from "../profile/read.ts";
export type { Scenario, SeedVoucher } from "../scenarios/scenario.ts";
export type { Snapshot } from "../snapshot/schema.ts";
export type {
  Trace,
  TraceChange,
  TraceCommand,
  TraceDue,
  TracedProfile,
  TracePosting,
  TraceRefusal,
  TraceRule,
  TraceStep,
} from "../trace/trace.ts";
export type { SkippedActivities, StreamedActivity } from "./activity-stream.ts";
export type {
  ClockState,
  Control,
  ControlClock,
  ControlEvents,
  ControlFaults,
  ControlSubscribers,
  MockState,
} from "./control.ts";
export type {
  CheckedJournalEntry,
  RequestDetail,
  RequestEffects,
  RequestFilter,
  RequestPage,
  RequestStatus,
  RequestSummary,
} from "./requests.ts";

/** The options of the client of the control plane. */
export interface ControlOptions {
  /** The URL of the mock, such as `http://127.0.0.1:4010`. Default `http://localhost`. */
  readonly baseUrl?: string;
  /** The control token of the mock, when it has one. */
  readonly token?: string;
  /** The function that sends requests: `globalThis.fetch`, or the `fetch` of a mock. */
  readonly fetch: (request: Request) => Promise<Response>;
}

const isText = (value: unknown): boolean => typeof value === "string";

const controlRules: Readonly<Record<keyof ControlOptions, OptionRule>> = {
  baseUrl: { fits: isText, must: "must be a URL" },
  token: { fits: isText, must: "must be a text" },
  fetch: { fits: (value) => typeof value === "function", must: "must be a function" },
};

/** The error for every error response of the control plane. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly code: string | undefined;
  readonly issues: readonly Issue[];

  constructor(
    status: number,
    body: { code?: string; message?: string; errors?: readonly Issue[] },
  ) {
    super(body.message ?? `the control plane responded with status ${status}`);
    this.status = status;
    this.code = body.code;
    this.issues = body.errors ?? [];
  }
}

/** `stream` returns the body of a stream as it arrives. */
interface ControlCall {
  <T>(method: string, path: string, body?: unknown): Promise<T>;
  stream(path: string, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

/**
 * Creates a client of the control plane.
 * @throws MockOptionsError for unknown or invalid options.
 * @example
 * ```ts
 * import { createControl } from "@tmf654/mock/control";
 *
 * const control = createControl({ baseUrl: "http://127.0.0.1:4010", fetch });
 * await control.reset("default");
 * await control.clock.advance("P1M");
 * ```
 */
export function createControl(options: ControlOptions): Control {
  checkOptions(options, controlRules);
  const call = callerOf(options);
  return {
    health: () => call<{ status: "ok"; profile: string }>("GET", "/health"),
    ready: () => call<{ status: "ready" }>("GET", "/ready"),
    metrics: () => call<string>("GET", "/metrics"),
    state: () => call<MockState>("GET", "/state"),
    reset: (scenario?: string | Scenario) =>
      call<MockState>("POST", "/reset", scenario === undefined ? {} : { scenario }),
    seed: (content: { scenario?: string | Scenario; subscribers?: number }) =>
      call<MockState>("POST", "/seed", content),
    scenarios: () => call<readonly { name: string; description: string }[]>("GET", "/scenarios"),
    snapshot: () => call<Snapshot>("GET", "/snapshot"),
    restore: (snapshot: Snapshot) => call<MockState>("PUT", "/snapshot", snapshot),
    clock: clockCalls(call),
    profile: () => call<Profile>("GET", "/profile"),
    setProfile: (profile: ProfileFile) => call<Profile>("PUT", "/profile", profile),
    faults: faultCalls(call),
    journal: (operation?: string) =>
      call<readonly CheckedJournalEntry[]>("GET", withQuery("/journal", { operation })),
    clearJournal: () => call<void>("DELETE", "/journal"),
    trace: (id: string) => call<Trace>("GET", `/trace/${encodeURIComponent(id)}`),
    setTracing: (isOn: boolean) => call<{ isOn: boolean }>("PUT", "/trace", { isOn }),
    requests: (filter = {}) => call<RequestPage>("GET", withQuery("/requests", { ...filter })),
    request: (number) => call<RequestDetail>("GET", `/requests/${number}`),
    activity: async ({ signal } = {}) =>
      messagesOf<StreamedActivity>(await call.stream("/activity/stream", signal)),
    tenants: () => call<readonly TenantState[]>("GET", "/tenants"),
    events: eventCalls(call),
    subscribers: subscriberCalls(call),
  };
}

function clockCalls(call: ControlCall): ControlClock {
  return {
    get: () => call<ClockState>("GET", "/clock"),
    set: (now: string) => call<ClockState>("PUT", "/clock", { now }),
    stop: () => call<ClockState>("PUT", "/clock", { mode: "set" }),
    run: () => call<ClockState>("PUT", "/clock", { mode: "real" }),
    advance: (duration: string) => call<ClockState>("POST", "/clock/advance", { duration }),
    interrupt: () => call<ClockState>("POST", "/clock/interrupt"),
    upcoming: (limit) => call<Upcoming>("GET", withQuery("/clock/upcoming", { limit })),
    advanceToNext: () => call<ClockState & { effect?: DueEffect }>("POST", "/clock/next"),
  };
}

function faultCalls(call: ControlCall): ControlFaults {
  return {
    list: () => call<readonly ActiveFault[]>("GET", "/faults"),
    add: (rule: FaultRule) => call<{ id: string }>("POST", "/faults", rule),
    remove: (id: string) => call<void>("DELETE", `/faults/${encodeURIComponent(id)}`),
    setDisabled: (id, isDisabled) =>
      call<void>("PUT", `/faults/${encodeURIComponent(id)}`, { isDisabled }),
    clear: () => call<void>("DELETE", "/faults"),
  };
}

function eventCalls(call: ControlCall): ControlEvents {
  return {
    listeners: () => call<readonly Listener[]>("GET", "/events/listeners"),
    deliveries: (state, limit) =>
      call<readonly Delivery[]>("GET", withQuery("/events/deliveries", { state, limit })),
    redeliver: (ids?: readonly string[]) =>
      call<{ redelivered: number }>("POST", "/events/redeliver", ids === undefined ? {} : { ids }),
    received: () => call<readonly ReceivedEvent[]>("GET", "/events/received"),
    stream: async ({ signal } = {}) =>
      messagesOf<Envelope>(await call.stream("/events/stream", signal)),
  };
}

async function* messagesOf<T>(stream: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  for await (const data of readEventStream(stream)) yield JSON.parse(data) as T;
}

/** Adds the parameters that have a value to a path. */
function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string {
  const presentParameters = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return presentParameters.length === 0 ? path : `${path}?${presentParameters.join("&")}`;
}

function subscriberCalls(call: ControlCall): ControlSubscribers {
  const actionPath = (id: string, action: string) => `/buckets/${encodeURIComponent(id)}/${action}`;
  return {
    find: (search, limit) =>
      call<SubscriberSearch>("GET", withQuery("/subscribers", { search, limit })),
    story: (bucketId, page = {}) =>
      call<BucketStory>("GET", withQuery(actionPath(bucketId, "postings"), { ...page })),
    spend: (bucketId, amount) => call<Resource>("POST", actionPath(bucketId, "spend"), amount),
    spendAcross: (msisdn, amount) =>
      call<readonly Resource[]>("POST", `/subscribers/${encodeURIComponent(msisdn)}/spend`, amount),
    reverseTopup: (id, how = {}) =>
      call<Resource>("POST", `/topups/${encodeURIComponent(id)}/reverse`, how),
    suspend: (bucketId: string) => call<Resource>("POST", actionPath(bucketId, "suspend")),
    resume: (bucketId: string) => call<Resource>("POST", actionPath(bucketId, "resume")),
    expire: (bucketId: string) => call<Resource>("POST", actionPath(bucketId, "expire")),
    addVoucher: (voucher: SeedVoucher) => call<void>("POST", "/vouchers", voucher),
    vouchers: () => call<readonly VoucherRecord[]>("GET", "/vouchers"),
  };
}

function callerOf({ baseUrl = "http://localhost", token, fetch }: ControlOptions): ControlCall {
  const send = async (method: string, path: string, init: RequestInit): Promise<Response> => {
    requireGlobals("the control client");
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    const url = `${baseUrl.replace(/\/$/, "")}/__mock${path}`;
    const response = await fetch(new Request(url, { ...init, method, headers }));
    if (response.ok) return response;
    throw new ControlError(response.status, isJson(response) ? await response.json() : {});
  };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { "content-type": "application/json" };
    const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await send(method, path, init);
    const content = isJson(response) ? await response.json() : await response.text();
    return (response.status === 204 ? undefined : content) as T;
  };
  const openStream = async (path: string, signal?: AbortSignal) => {
    const { body } = await send("GET", path, signal ? { signal } : {});
    if (body) return body;
    throw new TypeError(
      "The stream has no body: this fetch does not support streams. Pass another one.",
    );
  };
  return Object.assign(call, { stream: openStream });
}

function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("application/json") === true;
}
