/**
 * A check of one HTTP call against a contract, with Prism's validators. The paths of the document
 * must include the base path, because Prism ignores servers (see `openapi.folded.json`).
 */
import { type OperationRoute, operationRoute } from "./operation-route.ts";
import type {
  Diagnostic,
  Prism,
  PrismOperation,
  PrismRequest,
  PrismResponse,
} from "./prism-modules.ts";
import { withoutRequired } from "./without-required.ts";

/**
 * A request and its response. Header names may have any case. Bodies are text, and absent when
 * empty.
 */
export interface CheckedCall {
  readonly method: string;
  /** An absolute URL, or a path with its query. */
  readonly url: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly requestBody?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An issue of a message, at a path such as `["body", "bucket", "id"]` or `["header", "etag"]`. */
export interface ContractIssue {
  readonly severity: "error" | "warning";
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** The issues of a call. */
export interface CheckResult {
  /** Undefined when the contract does not declare the path and method: there are no issues then. */
  readonly operationId: string | undefined;
  readonly request: readonly ContractIssue[];
  readonly response: readonly ContractIssue[];
}

export type ContractCheck = (call: CheckedCall) => Promise<CheckResult>;

/**
 * Creates the check for a document. Loading takes half a second, a check less than a millisecond.
 * The check finds the operation itself, because Prism would score every path. Prism caches the
 * compiled schemas of each operation.
 */
export async function createContractCheck(document: object, prism: Prism): Promise<ContractCheck> {
  const routeOf = async (describedContract: object): Promise<OperationRoute<PrismOperation>> =>
    operationRoute(await prism.getHttpOperationsFromSpec(describedContract));
  const wholeRoute = await routeOf(structuredClone(document));
  const validate = createValidator(prism);
  let partialRoutePromise: Promise<OperationRoute<PrismOperation>> | undefined;
  const partialRoute = (): Promise<OperationRoute<PrismOperation>> => {
    partialRoutePromise ??= routeOf(withoutRequired(document));
    return partialRoutePromise;
  };
  return async (call) => {
    const url = new URL(call.url, "http://contract.invalid");
    const route = isPartial(url, call) ? await partialRoute() : wholeRoute;
    const operation = route(call.method, url.pathname);
    if (operation === undefined) return { operationId: undefined, request: [], response: [] };
    return { operationId: operation.iid, ...(await validate(operation, url, call)) };
  };
}

/** Formats issues, one per line, for the message of an assertion. */
export function formatContractIssues(issues: readonly ContractIssue[]): string {
  const lines = issues.map(
    ({ severity, path, message }) => `${severity} ${path.join(".")}: ${message}`,
  );
  return lines.join("\n");
}

/** A successful response to `fields` may leave out mandatory members; an error response may not. */
function isPartial(url: URL, { status }: CheckedCall): boolean {
  return url.searchParams.has("fields") && (status === 200 || status === 206);
}

type ContractValidator = (
  operation: PrismOperation,
  url: URL,
  call: CheckedCall,
) => Promise<Pick<CheckResult, "request" | "response">>;

function createValidator({ createInstance, createLogger }: Prism): ContractValidator {
  const responses = new WeakMap<PrismRequest, PrismResponse>();
  const instance = createInstance(
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
      logger: createLogger("contract check", { enabled: false }),
      // Prism takes the response from its mock component. This component returns the recorded
      // response.
      mock:
        ({ input }) =>
        () => ({ _tag: "Right", right: responses.get(input.data) ?? { statusCode: 0 } }),
    },
  );
  return async (operation, url, call) => {
    const request = toRequest(url, call);
    responses.set(request, toResponse(call));
    const result = await instance.request(request, [operation])();
    if (result._tag === "Left") throw result.left;
    const { input, output } = result.right.validations;
    return {
      request: input.map(toIssue),
      response: [...output.map(toIssue), ...unexpectedBody(call)],
    };
  };
}

function toRequest(url: URL, call: CheckedCall): PrismRequest {
  const { requestBody, requestHeaders = {} } = call;
  const headers = lowerCaseNames(requestHeaders);
  if (requestBody !== undefined) headers["content-length"] ??= String(requestBody.length);
  const names = [...new Set(url.searchParams.keys())];
  return {
    method: call.method.toLowerCase(),
    url: {
      path: url.pathname,
      query: Object.fromEntries(names.map((name) => [name, valuesOf(url, name)])),
    },
    headers,
    ...(requestBody === undefined ? {} : { body: parseBody(requestBody) }),
  };
}

function valuesOf(url: URL, name: string): string | string[] {
  const values = url.searchParams.getAll(name);
  return values.length > 1 ? values : (values[0] ?? "");
}

const toResponse = ({ status, headers, body }: CheckedCall): PrismResponse => ({
  statusCode: status,
  headers: lowerCaseNames(headers),
  ...(body === undefined || body === "" ? {} : { body: parseBody(body) }),
});

const lowerCaseNames = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Invalid JSON stays text, which fails where the contract declares an object or a list. */
function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Prism does not report a body in a response whose status allows none. */
const unexpectedBody = ({ status, body = "" }: CheckedCall): ContractIssue[] =>
  (status === 204 || status === 304) && body !== ""
    ? [{ severity: "error", path: ["body"], code: "strayBody", message: `${status} has a body` }]
    : [];

const toIssue = ({ severity, path = [], code = "", message }: Diagnostic): ContractIssue => ({
  severity: severity === 0 ? "error" : "warning",
  path: path.map(String),
  code: String(code),
  message,
});
