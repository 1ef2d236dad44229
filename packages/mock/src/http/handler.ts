import { basePath as contractBasePath } from "@tmf654/contract";
import type { Engine } from "../ports/engine.ts";
import type { Handler, HandlerOptions } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import { loadPatterns, mayHoldPattern, type PatternCompiler } from "../query/patterns.ts";
import { authRefusal } from "./auth.ts";
import type { Call } from "./call.ts";
import { fromResponse, toFetch, toRequest } from "./fetch.ts";
import { optionsAnswer, withCors } from "./headers.ts";
import { createIdempotencyMemory } from "./idempotency.ts";
import { createPerformer, type Performer } from "./perform.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limit.ts";
import { faultAnswer, notAllowedAnswer, notFoundAnswer } from "./responses.ts";
import type { Route } from "./routes.ts";
import { createSettings, type Settings } from "./settings.ts";
import { decodeSegment, readTarget, type Target } from "./target.ts";

/** What one handler keeps between requests. */
type Context = {
  readonly engine: Engine;
  readonly options: HandlerOptions;
  readonly basePath: string;
  readonly settings: () => Settings;
  readonly limiter: RateLimiter;
  readonly perform: Performer;
  compile: PatternCompiler | undefined;
};

/** Nobody needs an undeclared path's methods; a preflight there must still let the 404 through. */
const anyMethod = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";
const controlMethods = "GET, HEAD, POST, PUT, DELETE";
/** What a `Request` cannot be made of. */
const noRequest = /^(?:CONNECT|TRACE|TRACK)$/i;
const controlPath = /^\/__mock(?:\/|$)/;
/** A snapshot of tens of thousands of buckets goes in. */
const longestControlBody = 64 * 1_048_576;

/**
 * Everything between a request's bytes and an engine: one function, whatever serves it. `keys` are
 * the Idempotency-Keys it knows and adds to.
 */
export function createHandler(
  engine: Engine,
  options: HandlerOptions = {},
  keys = createIdempotencyMemory(),
  limiter = createRateLimiter(),
): Handler {
  const settings = createSettings(() => engine.profile);
  const context: Context = {
    engine,
    options,
    basePath: (options.basePath ?? contractBasePath).replace(/\/$/, ""),
    settings,
    limiter,
    perform: createPerformer(options, keys),
    compile: undefined,
  };
  const handle = (request: MockRequest): MockResponse | Promise<MockResponse> => {
    try {
      const answer = answerTo(request, context);
      return answer instanceof Promise
        ? answer.catch((error: unknown) => failed(error, options))
        : answer;
    } catch (error) {
      return failed(error, options);
    }
  };
  return {
    handle,
    fetch: toFetch(handle),
    maximumBodyBytes: (head) => {
      const isControl = options.control && controlPath.test(readTarget(head?.target ?? "").path);
      return isControl ? longestControlBody : settings().maximumBodyBytes;
    },
  };
}

/** The last resort. Nothing a client sends should come here; what does is told to the owner. */
function failed(error: unknown, options: HandlerOptions): MockResponse {
  options.onError?.(error);
  return faultAnswer("internal", "The mock failed; this is a defect of the mock itself.");
}

function answerTo(request: MockRequest, context: Context): MockResponse | Promise<MockResponse> {
  const target = readTarget(request.target);
  const { options } = context;
  if (options.control && controlPath.test(target.path)) {
    if (request.body === "tooLarge") return faultAnswer("tooLarge", "The body is over 64 MiB.");
    if (noRequest.test(request.method)) return notAllowedAnswer(request.method, controlMethods);
    return options.control(toRequest(request), { local: request.local }).then(fromResponse);
  }
  options.beforeRequest?.();
  const settings = context.settings();
  const path = below(target.path, context.basePath);
  const route = path === undefined ? undefined : settings.router(path);
  const answer = route
    ? routed(request, target, route, context, settings)
    : undeclared(request, target, context);
  if (answer instanceof Promise) return answer.then((settled) => dress(settled, request));
  return dress(answer, request);
}

function below(path: string, basePath: string): string | undefined {
  return path.startsWith(basePath) ? path.slice(basePath.length) : undefined;
}

/** Last touches that no route knows of: CORS, and a HEAD's missing body. */
function dress(answer: MockResponse, request: MockRequest): MockResponse {
  const dressed = withCors(answer, request);
  if (request.method !== "HEAD" || dressed.body === undefined) return dressed;
  const length = new TextEncoder().encode(dressed.body).byteLength;
  const headers = { ...dressed.headers, "content-length": String(length) };
  return { ...dressed, headers, body: undefined };
}

function undeclared(
  request: MockRequest,
  target: Target,
  { options, basePath }: Context,
): MockResponse {
  const answer =
    request.method === "OPTIONS"
      ? optionsAnswer(request, anyMethod)
      : notFoundAnswer(`${target.path} here; the API is under ${basePath}`);
  options.observe?.(viewOf(request, target, undefined), answer);
  return answer;
}

function routed(
  request: MockRequest,
  target: Target,
  route: Route,
  context: Context,
  settings: Settings,
): MockResponse | Promise<MockResponse> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const operation = route.methods.get(method);
  const id = route.rawId === undefined ? "" : decodeSegment(route.rawId);
  const refusal =
    method === "OPTIONS"
      ? optionsAnswer(request, route.allow)
      : !operation
        ? notAllowedAnswer(request.method, route.allow)
        : id === undefined
          ? faultAnswer(
              "badUrl",
              "The id in the path holds a control character, or is not percent-encoded UTF-8.",
            )
          : credentialRefusal(request, context, settings);
  if (refusal || !operation || id === undefined) {
    const answer = refusal ?? notAllowedAnswer(request.method, route.allow);
    const path = target.path.slice(context.basePath.length);
    context.options.observe?.(viewOf(request, { ...target, path }, operation?.id), answer);
    return answer;
  }
  const { engine, basePath, compile } = context;
  const { path, query } = target;
  const call = {
    request,
    engine,
    settings,
    operation,
    basePath,
    path,
    query,
    id,
    body: {},
    compile,
  };
  return withPatterns(call, context);
}

/** Patterns need their engine loaded; every other query is read at once. */
function withPatterns(call: Call, context: Context): MockResponse | Promise<MockResponse> {
  if (call.compile || !mayHoldPattern(queryOf(call))) return context.perform(call);
  return loadPatterns().then((compile) => {
    context.compile = compile;
    return context.perform({ ...call, compile });
  });
}

/** Where a pattern may stand: a list's query, or what a listener wants to be told of. */
function queryOf({ operation, query, request }: Call): string {
  if (operation.isList) return query;
  const isRegistration = operation.id === "registerListener" && request.body instanceof Uint8Array;
  return isRegistration ? new TextDecoder().decode(request.body) : "";
}

function credentialRefusal(
  request: MockRequest,
  { limiter, engine }: Context,
  { auth, rateLimit }: Settings,
): MockResponse | undefined {
  if (!auth && !rateLimit) return undefined;
  const credential = request.header("authorization") ?? "";
  return authRefusal(auth, request) ?? limiter.check(rateLimit, credential, engine.now());
}

/** What the journal sees of a request that went nowhere. */
function viewOf(
  request: MockRequest,
  { path, query }: Target,
  operation: string | undefined,
): Parameters<NonNullable<HandlerOptions["observe"]>>[0] {
  return {
    operation,
    method: request.method,
    path,
    query,
    header: request.header,
    headers: request.headers,
    body: undefined,
  };
}
