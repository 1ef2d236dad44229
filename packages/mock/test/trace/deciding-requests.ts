/** Requests for which a step of the precedence table decides, for each method. */
import {
  createMock,
  type Mock,
  type MockOptions,
  type MockRequest,
  type MockResponse,
  profiles,
  type StepName,
} from "@tmf654/mock";

/** The methods with different steps. */
export const tracedMethods = ["GET", "POST", "PATCH", "DELETE"] as const;
export type TracedMethod = (typeof tracedMethods)[number];

/** A request that is not sent yet, with the mock that it needs. */
interface RequestDraft {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  state: object | undefined;
  options: Omit<MockOptions, "profile">;
  profile: Record<string, unknown>;
  /** Runs before the request, with the id of an open reservation. */
  prepare: ((mock: Mock) => void)[];
}

const action = {
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 4, units: "EUR" },
};

const reservation = "reservation";

const plain: Readonly<Record<TracedMethod, Pick<RequestDraft, "path" | "body">>> = {
  GET: { path: "/bucket/ana-main", body: undefined },
  POST: { path: "/reserveBalance", body: JSON.stringify(action) },
  PATCH: {
    path: `/reserveBalance/${reservation}`,
    body: JSON.stringify({ status: "completed", reason: "r" }),
  },
  DELETE: { path: `/reserveBalance/${reservation}`, body: undefined },
};

type Change = (draft: RequestDraft, method: TracedMethod) => void;
type Decider = Exclude<StepName, "contractCheck" | "lostResponse" | "testNumber" | "faultAfter">;

/** A token without the scope of the method, which the rate limit counts. */
const tokens = { weak: { scopes: [] } };
const weak = "Bearer weak";

/** Changes a request so that a step decides it, whatever later steps would do. */
export const deciders: Readonly<Record<Decider, Change>> = {
  state: (draft) => {
    draft.state = {};
  },
  path: (draft) => {
    draft.path = `/nothing${draft.path}`;
  },
  method: (draft) => {
    draft.method = "PUT";
  },
  id: (draft) => {
    draft.path = draft.path.replace(/[^/]+$/, "%zz");
  },
  delivery: (draft) => {
    draft.headers["x-event-id"] = "1";
  },
  credentials: (draft) => {
    draft.profile.auth = { tokens };
    draft.headers.authorization = weak;
  },
  rateLimit: (draft) => {
    draft.profile.rateLimit = { requests: 1, perSeconds: 3600 };
    draft.headers.authorization = weak;
    // The first request counts for the rate limit, because the profile has no `auth` meanwhile.
    draft.prepare.push((mock) => {
      const currentProfile = mock.profile();
      const { auth: _, ...open } = currentProfile;
      mock.setProfile(open);
      void mock.handle(lightRequest(mock, { ...draft, method: "GET", path: "/bucket?limit=1" }));
      mock.setProfile(currentProfile);
    });
  },
  bodySize: (draft) => {
    draft.profile.maximumBodyBytes = 5;
  },
  idempotencyKey: (draft) => {
    draft.headers["idempotency-key"] = " ";
  },
  delay: (draft) => {
    draft.options = { ...draft.options, limits: { delayedRequests: 1 } };
    draft.headers.prefer = ["delay=50", draft.headers.prefer ?? ""].join(", ");
    draft.prepare.push((mock) => {
      const waiting = { method: "GET", path: "/bucket", headers: { prefer: "delay=60000" } };
      void mock.handle(lightRequest(mock, waiting));
    });
  },
  prefer: (draft) => {
    draft.headers.prefer = [draft.headers.prefer ?? "", "code=418"].join(", ");
  },
  faultBefore: (draft) => {
    draft.options = {
      ...draft.options,
      faults: [{ fault: { kind: "status", status: 502 } }],
    };
  },
  body: (draft) => {
    draft.body = '{"amount": 5}';
  },
  precondition: (draft) => {
    draft.headers["if-match"] = '"other"';
  },
  resource: (draft) => {
    draft.path = draft.path.replace("ana-main", "none");
  },
  query: (draft) => {
    draft.path += "?fields=nothing";
  },
  operation: () => {},
};

/** A sent request: its mock, its response, and the step that decided it. */
export interface DecidedRequest {
  readonly mock: Mock;
  readonly response: MockResponse;
}

/** Sends a request for which each of these steps would decide. */
export async function sendDecided(
  method: TracedMethod,
  steps: readonly Decider[],
): Promise<DecidedRequest> {
  const draft: RequestDraft = {
    method,
    ...plain[method],
    headers: {},
    state: undefined,
    options: {},
    profile: {},
    prepare: [],
  };
  for (const step of steps) deciders[step](draft, method);
  const reference = profiles.get("reference");
  const mock = createMock({
    clock: "2026-03-10T12:00:00Z",
    trace: true,
    ...draft.options,
    profile: { ...reference, name: "test", ...draft.profile },
  });
  const created = mock.engine.create("reserveBalance", action);
  const id = created.kind === "succeeded" ? (created.resource?.id ?? "") : "";
  for (const prepare of draft.prepare) prepare(mock);
  const path = draft.path.replace(reservation, id);
  const response = await mock.handle(lightRequest(mock, { ...draft, path }));
  return { mock, response };
}

type Sent = Pick<RequestDraft, "method" | "path" | "headers"> & Partial<RequestDraft>;

function lightRequest(mock: Mock, { method, path, headers, body, state }: Sent): MockRequest {
  const sentHeaders =
    body === undefined ? headers : { "content-type": "application/json", ...headers };
  const knownHeaders = new Map(Object.entries(sentHeaders));
  return {
    method,
    target: `${mock.basePath}${path}`,
    header: (name) => knownHeaders.get(name),
    headers: () => sentHeaders,
    body: body === undefined ? undefined : new TextEncoder().encode(body),
    state,
    local: true,
  };
}
