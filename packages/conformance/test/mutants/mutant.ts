/** Mutants: the mock with one broken behaviour, and the cases that must fail. */
import { operationOf } from "../../src/plan/operations.ts";
import { isRecord } from "../../src/values/path.ts";
import type { TestServer } from "../support/mock-server.ts";

/** A request to the mock below its base path. */
export interface WireRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A response before it is returned. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request to the unchanged mock. */
export type Send = (request: WireRequest) => Promise<WireResponse>;

/** A special mock: with credentials, with delayed actions, or with a larger certificate. */
export type Setup = "secured" | "delayed" | "wide";

/** One broken behaviour. Only requests to the named operations can show it. */
export interface Mutant {
  readonly name: string;
  /** Operations by id or `METHOD /path`; `*` matches anything. */
  readonly on: readonly string[];
  readonly respond: (request: WireRequest, send: Send) => Promise<WireResponse>;
  /** The mock that the mutant changes; the plain mock by default. */
  readonly setup?: Setup;
  /** Ids of exactly the cases that fail. `*` matches anything, and `{a,b}` matches a or b. */
  readonly fails: readonly string[];
}

/** A regular expression for a pattern with `*` and `{a,b}`; it matches the whole text. */
export function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.^$+()[\]\\|]/g, "\\$&")
    .replaceAll("*", ".*")
    .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(",", "|")})`);
  return new RegExp(`^${source}$`);
}

/** Whether an operation can show the mutant. */
export function canShow({ on }: Mutant, operation: string): boolean {
  return on.some((pattern) => globOf(pattern).test(operation));
}

/** The server with the broken behaviour. */
export function mutate(server: TestServer, mutant: Mutant): TestServer {
  const send: Send = async ({ method, path, query, headers, text }) => {
    const url = `${server.baseUrl}${path}${query}`;
    const hasBody = text !== "" && method !== "GET";
    const response = await server.fetch(url, { method, headers, body: hasBody ? text : null });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
  };
  return {
    ...server,
    fetch: async (input, init = {}) => {
      const target = String(input).replace(server.baseUrl, "");
      const [path = "", query] = target.split("?");
      const method = init.method ?? "GET";
      const request: WireRequest = {
        operation: operationOf(`${method} ${path}`),
        method,
        path,
        query: query === undefined ? "" : `?${query}`,
        headers: Object.fromEntries(new Headers(init.headers)),
        text: typeof init.body === "string" ? init.body : "",
      };
      const response = canShow(mutant, request.operation)
        ? await mutant.respond(request, send)
        : await send(request);
      const body = response.status === 204 ? null : response.text;
      return new Response(body, { status: response.status, headers: response.headers });
    },
  };
}

/** The response's body as JSON; undefined without a body. */
export function bodyOf({ text }: Pick<WireResponse, "text">): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

type Edit = (body: Record<string, unknown>, request: WireRequest) => unknown;

/** Whether a request has no query. */
export const isPlain = ({ query }: WireRequest): boolean => query === "";

/** Edits each element of a list, or the single resource, of a success with a body. */
export function editElements(
  edit: Edit,
  when: (request: WireRequest) => boolean = () => true,
): Mutant["respond"] {
  return async (request, send) => {
    const response = await send(request);
    if (response.status > 299 || response.text === "" || !when(request)) return response;
    const body = bodyOf(response);
    const editElement = (each: unknown): unknown =>
      isRecord(each) ? edit({ ...each }, request) : each;
    return {
      ...response,
      text: JSON.stringify(Array.isArray(body) ? body.map(editElement) : editElement(body)),
    };
  };
}

/** Edits the whole body of a success. */
export function editBody(
  edit: (body: unknown, request: WireRequest) => unknown,
  when: (request: WireRequest) => boolean = () => true,
): Mutant["respond"] {
  return async (request, send) => {
    const response = await send(request);
    if (response.status > 299 || !when(request)) return response;
    return { ...response, text: JSON.stringify(edit(bodyOf(response), request)) };
  };
}

/** Changes a response by its status or headers. */
export function changeResponse(
  change: (response: WireResponse, request: WireRequest) => WireResponse,
  when: (response: WireResponse, request: WireRequest) => boolean = () => true,
): Mutant["respond"] {
  return async (request, send) => {
    const response = await send(request);
    return when(response, request) ? change(response, request) : response;
  };
}

/** Changes a request before the mock sees it. */
export function changeRequest(
  change: (request: WireRequest) => WireRequest,
  when: (request: WireRequest) => boolean = () => true,
): Mutant["respond"] {
  return (request, send) => send(when(request) ? change(request) : request);
}

/** A request whose JSON body is edited; other bodies do not change. */
export function withBody(request: WireRequest, edit: Edit): WireRequest {
  try {
    const body: unknown = JSON.parse(request.text);
    return isRecord(body)
      ? { ...request, text: JSON.stringify(edit({ ...body }, request)) }
      : request;
  } catch {
    return request;
  }
}

/** A request without the query parameters that match the pattern. */
export function withoutParameters(request: WireRequest, names: RegExp): WireRequest {
  const keptParameters = request.query
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && !names.test(decodeURIComponent(part.replace(/=.*/, ""))));
  return { ...request, query: keptParameters.length === 0 ? "" : `?${keptParameters.join("&")}` };
}

/** A success with this status. */
export const changeStatus = (status: number, when = isPlain): Mutant["respond"] =>
  changeResponse(
    (response) => ({ ...response, status }),
    (response, request) => response.status < 300 && when(request),
  );

/** A body without a member. */
export function removeMember(name: string): Edit {
  return (body) => {
    const { [name]: _, ...rest } = body;
    return rest;
  };
}

/** Sets a member of a body. */
export const setMember =
  (name: string, value: unknown): Edit =>
  (body) => ({ ...body, [name]: value });
