import type { VoucherRecord } from "@tmf654/ledger";
import type { ReceivedEvent } from "../engine/received.ts";
import type { Usage } from "../engine/subscriber-actions.ts";
import type { Delivery } from "../events/delivery.ts";
import type { Envelope } from "../events/envelope.ts";
import type { Listener } from "../events/outbox.ts";
import type { ActiveFault } from "../faults/faults.ts";
import type { FaultRule } from "../faults/rule.ts";
import { requireGlobals } from "../http/globals.ts";
import type { JournalIssue } from "../journal/contract-issues.ts";
import type { JournalEntry } from "../journal/journal.ts";
import type { LimitName } from "../ports/limits.ts";
import type { Issue, Resource } from "../ports/resource.ts";
import type { Profile } from "../profile/profile.ts";
import type { ProfileFile } from "../profile/read.ts";
import type { Scenario, SeedVoucher } from "../scenarios/scenario.ts";
import { checkOptions, type OptionRule } from "../schema/options.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import { readEventStream } from "./read-event-stream.ts";

export type { VoucherRecord } from "@tmf654/ledger";
export type { ReceivedEvent } from "../engine/received.ts";
export type { Usage } from "../engine/subscriber-actions.ts";
export type { Delivery } from "../events/delivery.ts";
export type { Envelope } from "../events/envelope.ts";
export type { Listener } from "../events/outbox.ts";
export type { ActiveFault } from "../faults/faults.ts";
export type { FaultRule } from "../faults/rule.ts";
export type { JournalIssue } from "../journal/contract-issues.ts";
export type { JournalEntry } from "../journal/journal.ts";
export type { Issue, Resource } from "../ports/resource.ts";
export type { Profile } from "../profile/profile.ts";
export type { ProfileFile } from "../profile/read.ts";
export type { Scenario, SeedVoucher } from "../scenarios/scenario.ts";
export type { Snapshot } from "../snapshot/schema.ts";

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

/** The instant (date-time text, UTC) and the mode of the clock. */
export interface ClockState {
  readonly now: string;
  readonly mode: "real" | "set";
  /** The instant at which the move in progress ends. `now` is the instant reached so far. */
  readonly target?: string;
}

/** A summary of a mock. */
export interface MockState {
  readonly basePath: string;
  readonly profile: string;
  readonly clock: ClockState;
  readonly counts: Readonly<Record<"buckets" | "actions" | "listeners" | "waitingEvents", number>>;
  /** How often each limit was reached. */
  readonly limitsReached: Readonly<Partial<Record<LimitName, number>>>;
  readonly outsideAccounts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

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

/** A client of the control plane. Each function rejects with a `ControlError`. */
export interface Control {
  health(): Promise<{ status: "ok"; profile: string }>;
  /** Returns the counters as Prometheus text. */
  metrics(): Promise<string>;
  state(): Promise<MockState>;
  /** Starts again with the first scenario or another one. */
  reset(scenario?: string | Scenario): Promise<MockState>;
  /** Adds a scenario or generated subscribers to the current state. */
  seed(what: { scenario?: string | Scenario; subscribers?: number }): Promise<MockState>;
  scenarios(): Promise<readonly { name: string; description: string }[]>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<MockState>;
  readonly clock: ControlClock;
  profile(): Promise<Profile>;
  setProfile(profile: ProfileFile): Promise<Profile>;
  readonly faults: ControlFaults;
  /** Returns the recorded requests of all operations, or of one. */
  journal(operation?: string): Promise<readonly CheckedJournalEntry[]>;
  clearJournal(): Promise<void>;
  readonly events: ControlEvents;
  readonly subscribers: ControlSubscribers;
}

/** A recorded request, the issues of its messages, and the warnings about it. */
export type CheckedJournalEntry = JournalEntry & {
  readonly issues: readonly JournalIssue[];
  readonly warnings: readonly Issue[];
};

/** The clock of a mock. */
export interface ControlClock {
  get(): Promise<ClockState>;
  set(now: string): Promise<ClockState>;
  stop(): Promise<ClockState>;
  run(): Promise<ClockState>;
  /** Moves the clock forward by an ISO 8601 duration, such as `P1M` or `PT90S`. */
  advance(duration: string): Promise<ClockState>;
  /** Ends the moves in progress. The clock stays at the instant reached so far. */
  interrupt(): Promise<ClockState>;
}

/** The fault rules of a mock. */
export interface ControlFaults {
  list(): Promise<readonly ActiveFault[]>;
  /** Adds a rule. It cannot have a predicate, which works only in the process of the mock. */
  add(rule: FaultRule): Promise<{ id: string }>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** The events of a mock. */
export interface ControlEvents {
  listeners(): Promise<readonly Listener[]>;
  deliveries(state?: Delivery["state"]): Promise<readonly Delivery[]>;
  replay(ids?: readonly string[]): Promise<{ replayed: number }>;
  received(): Promise<readonly ReceivedEvent[]>;
  /**
   * Connects, and returns each event that happens from then on. It ends when the loop over the
   * events ends, or the signal aborts.
   */
  stream(options?: { readonly signal?: AbortSignal }): Promise<AsyncGenerator<Envelope>>;
}

/** Actions on buckets and vouchers that the contract does not have. */
export interface ControlSubscribers {
  spend(bucketId: string, amount: { amount: number; units: string }): Promise<Resource>;
  /** Spends value of a subscriber's buckets, and returns the buckets. */
  spendAcross(msisdn: string, amount: Usage): Promise<readonly Resource[]>;
  /** Reverses a top-up and returns the adjustment. */
  reverseTopup(topupId: string, how?: { amount?: number; reason?: string }): Promise<Resource>;
  suspend(bucketId: string): Promise<Resource>;
  resume(bucketId: string): Promise<Resource>;
  expire(bucketId: string): Promise<Resource>;
  addVoucher(voucher: SeedVoucher): Promise<void>;
  /** Returns all vouchers, including used ones. */
  vouchers(): Promise<readonly VoucherRecord[]>;
}

/** Creates a client of the control plane. */
export function createControl(options: ControlOptions): Control {
  checkOptions(options, controlRules);
  const call = callerOf(options);
  return {
    health: () => call<{ status: "ok"; profile: string }>("GET", "/health"),
    metrics: () => call<string>("GET", "/metrics"),
    state: () => call<MockState>("GET", "/state"),
    reset: (scenario?: string | Scenario) =>
      call<MockState>("POST", "/reset", scenario === undefined ? {} : { scenario }),
    seed: (what: { scenario?: string | Scenario; subscribers?: number }) =>
      call<MockState>("POST", "/seed", what),
    scenarios: () => call<readonly { name: string; description: string }[]>("GET", "/scenarios"),
    snapshot: () => call<Snapshot>("GET", "/snapshot"),
    restore: (snapshot: Snapshot) => call<MockState>("PUT", "/snapshot", snapshot),
    clock: clockCalls(call),
    profile: () => call<Profile>("GET", "/profile"),
    setProfile: (profile: ProfileFile) => call<Profile>("PUT", "/profile", profile),
    faults: faultCalls(call),
    journal: (operation?: string) =>
      call<readonly CheckedJournalEntry[]>(
        "GET",
        operation === undefined
          ? "/journal"
          : `/journal?operation=${encodeURIComponent(operation)}`,
      ),
    clearJournal: () => call<void>("DELETE", "/journal"),
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
  };
}

function faultCalls(call: ControlCall): ControlFaults {
  return {
    list: () => call<readonly ActiveFault[]>("GET", "/faults"),
    add: (rule: FaultRule) => call<{ id: string }>("POST", "/faults", rule),
    remove: (id: string) => call<void>("DELETE", `/faults/${encodeURIComponent(id)}`),
    clear: () => call<void>("DELETE", "/faults"),
  };
}

function eventCalls(call: ControlCall): ControlEvents {
  return {
    listeners: () => call<readonly Listener[]>("GET", "/events/listeners"),
    deliveries: (state?: Delivery["state"]) =>
      call<readonly Delivery[]>(
        "GET",
        state === undefined ? "/events/deliveries" : `/events/deliveries?state=${state}`,
      ),
    replay: (ids?: readonly string[]) =>
      call<{ replayed: number }>("POST", "/events/replay", ids === undefined ? {} : { ids }),
    received: () => call<readonly ReceivedEvent[]>("GET", "/events/received"),
    stream: async ({ signal } = {}) => eventsOf(await call.stream("/events/stream", signal)),
  };
}

async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Envelope> {
  for await (const data of readEventStream(stream)) yield JSON.parse(data) as Envelope;
}

function subscriberCalls(call: ControlCall): ControlSubscribers {
  const at = (id: string, verb: string) => `/buckets/${encodeURIComponent(id)}/${verb}`;
  return {
    spend: (bucketId, amount) => call<Resource>("POST", at(bucketId, "spend"), amount),
    spendAcross: (msisdn, amount) =>
      call<readonly Resource[]>("POST", `/subscribers/${encodeURIComponent(msisdn)}/spend`, amount),
    reverseTopup: (id, how = {}) =>
      call<Resource>("POST", `/topups/${encodeURIComponent(id)}/reverse`, how),
    suspend: (bucketId: string) => call<Resource>("POST", at(bucketId, "suspend")),
    resume: (bucketId: string) => call<Resource>("POST", at(bucketId, "resume")),
    expire: (bucketId: string) => call<Resource>("POST", at(bucketId, "expire")),
    addVoucher: (voucher: SeedVoucher) => call<void>("POST", "/vouchers", voucher),
    vouchers: () => call<readonly VoucherRecord[]>("GET", "/vouchers"),
  };
}

function callerOf({ baseUrl = "http://localhost", token, fetch }: ControlOptions): ControlCall {
  const send = async (method: string, path: string, rest: RequestInit): Promise<Response> => {
    requireGlobals("the control client");
    const headers = new Headers(rest.headers);
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    const url = `${baseUrl.replace(/\/$/, "")}/__mock${path}`;
    const response = await fetch(new Request(url, { ...rest, method, headers }));
    if (response.ok) return response;
    throw new ControlError(response.status, isJson(response) ? await response.json() : {});
  };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { "content-type": "application/json" };
    const rest = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await send(method, path, rest);
    const content = isJson(response) ? await response.json() : await response.text();
    return (response.status === 204 ? undefined : content) as T;
  };
  const stream = async (path: string, signal?: AbortSignal) => {
    const { body } = await send("GET", path, signal ? { signal } : {});
    if (body) return body;
    throw new TypeError("The stream has no body: this fetch does not support streams.");
  };
  return Object.assign(call, { stream });
}

function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("application/json") === true;
}
