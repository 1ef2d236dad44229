/**
 * Prism's validators as a judge: does one exchange keep a contract? The document's paths must be
 * the paths that are called, since Prism ignores servers (see `openapi.folded.json`).
 */
import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import { withoutRequired } from "./partial.ts";
import { type Route, routes } from "./routes.ts";

/** What went over the wire. Header names in any case; bodies as text, absent when there is none. */
export type Exchange = {
  readonly method: string;
  /** Absolute, or a path with its query. */
  readonly url: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly requestBody?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** One breach. `path` leads into the message: `["body", "bucket", "id"]`, `["header", "etag"]`. */
export type Violation = {
  readonly severity: "error" | "warning";
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
};

/** `operationId` is undefined for a path or method that is not declared: nothing is judged then. */
export type Verdict = {
  readonly operationId: string | undefined;
  readonly request: readonly Violation[];
  readonly response: readonly Violation[];
};

export type Judge = (exchange: Exchange) => Promise<Verdict>;

type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type Diagnostic = {
  readonly severity: number;
  readonly path?: readonly (string | number)[];
  readonly code?: string | number;
  readonly message: string;
};

/**
 * Prepares a judge for a document. Loading costs half a second, a verdict a fraction of a
 * millisecond: the operation is looked up here (Prism scores every path), and Prism keeps its
 * compiled schemas by operation.
 */
export async function judge(document: object): Promise<Judge> {
  const whole = await routesOf(structuredClone(document));
  let partial: Promise<Route<Operation>> | undefined;
  return async (exchange) => {
    const url = new URL(exchange.url, "http://judge.invalid");
    if (isPartial(url, exchange)) partial ??= routesOf(withoutRequired(document));
    const route = isPartial(url, exchange) && partial !== undefined ? await partial : whole;
    const operation = route(exchange.method, url.pathname);
    if (operation === undefined) return { operationId: undefined, request: [], response: [] };
    return { operationId: operation.iid, ...(await validate(operation, url, exchange)) };
  };
}

/** One line per breach, for an assertion's message. */
export const describeViolations = (violations: readonly Violation[]): string =>
  violations
    .map(({ severity, path, message }) => `${severity} ${path.join(".")}: ${message}`)
    .join("\n");

const routesOf = async (document: object): Promise<Route<Operation>> =>
  routes(await getHttpOperationsFromSpec(document));

/** An answer to `fields` leaves out mandatory members as asked. Its error answers do not. */
const isPartial = (url: URL, { status }: Exchange): boolean =>
  url.searchParams.has("fields") && (status === 200 || status === 206);

const prism = createInstance(
  {
    mock: { dynamic: false },
    validateRequest: true,
    validateResponse: true,
    checkSecurity: false,
    errors: true,
    isProxy: false,
    upstreamProxy: undefined,
  },
  {
    logger: createLogger("judge", { enabled: false }),
    // Prism asks its mock component for the answer: ours hands it the one of this request.
    mock:
      ({ input }) =>
      () => ({ _tag: "Right", right: answers.get(input.data) ?? { statusCode: 0 } }),
  },
);

const answers = new WeakMap<IHttpRequest, IHttpResponse>();

async function validate(
  operation: Operation,
  url: URL,
  exchange: Exchange,
): Promise<Pick<Verdict, "request" | "response">> {
  const request = toRequest(url, exchange);
  answers.set(request, toResponse(exchange));
  const result = await prism.request(request, [operation])();
  if (result._tag === "Left") throw result.left;
  const { input, output } = result.right.validations;
  return {
    request: input.map(toViolation),
    response: [...output.map(toViolation), ...strayBody(exchange)],
  };
}

function toRequest(url: URL, exchange: Exchange): IHttpRequest {
  const { requestBody, requestHeaders = {} } = exchange;
  const headers = lowerCased(requestHeaders);
  if (requestBody !== undefined) headers["content-length"] ??= String(requestBody.length);
  const names = [...new Set(url.searchParams.keys())];
  return {
    method: exchange.method.toLowerCase() as IHttpRequest["method"],
    url: {
      path: url.pathname,
      query: Object.fromEntries(names.map((name) => [name, valuesOf(url, name)])),
    },
    headers,
    ...(requestBody === undefined ? {} : { body: parsed(requestBody) }),
  };
}

function valuesOf(url: URL, name: string): string | string[] {
  const values = url.searchParams.getAll(name);
  return values.length > 1 ? values : (values[0] ?? "");
}

const toResponse = ({ status, headers, body }: Exchange): IHttpResponse => ({
  statusCode: status,
  headers: lowerCased(headers),
  ...(body === undefined || body === "" ? {} : { body: parsed(body) }),
});

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Text that is no JSON goes on as text, and fails wherever an object or a list is declared. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The one thing Prism lets pass: a body where the status has none. */
const strayBody = ({ status, body = "" }: Exchange): Violation[] =>
  (status === 204 || status === 304) && body !== ""
    ? [{ severity: "error", path: ["body"], code: "strayBody", message: `${status} has a body` }]
    : [];

const toViolation = ({ severity, path = [], code = "", message }: Diagnostic): Violation => ({
  severity: severity === 0 ? "error" : "warning",
  path: path.map(String),
  code: String(code),
  message,
});
