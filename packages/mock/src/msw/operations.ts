import {
  basePath as contractBasePath,
  type OperationId,
  type OperationTypes,
  operations,
} from "@tmf654/contract";
import type { HttpHandler } from "msw";
import { jsonType } from "../http/responses.ts";
import type { Msw } from "./msw.ts";
import { checkBaseUrl } from "./origin.ts";

type Content<T> = T extends { readonly content: infer C } ? C[keyof C] : undefined;
type Parameters<Id extends OperationId> = OperationTypes[Id]["parameters"];
type Responses<Id extends OperationId> = OperationTypes[Id]["responses"];
type SuccessStatus<Id extends OperationId> = (typeof operations)[Id]["successStatus"];

/** The JSON body of an operation's requests; `undefined` for one without a body. */
export type RequestBody<Id extends OperationId> = OperationTypes[Id] extends {
  readonly requestBody: infer Body;
}
  ? Content<Body>
  : undefined;

/** The JSON body of an operation's responses with a status. */
export type ResponseBody<
  Id extends OperationId,
  Status extends keyof Responses<Id> = SuccessStatus<Id> & keyof Responses<Id>,
> = Content<Responses<Id>[Status]>;

/** Creates a response of an operation with one of its statuses. */
export type Respond<Id extends OperationId> = <Status extends keyof Responses<Id> & number>(
  status: Status,
  ...body: undefined extends ResponseBody<Id, Status> ? [] : [body: ResponseBody<Id, Status>]
) => Response;

/** The argument of a function that handles one operation. */
export interface OperationCall<Id extends OperationId> {
  /** The parsed JSON body. */
  readonly body: RequestBody<Id>;
  /** The decoded parameters of the path, such as `id`. */
  readonly path: Parameters<Id> extends { readonly path: infer Path } ? Path : object;
  readonly query: URLSearchParams;
  /** The request, with its body unread. */
  readonly request: Request;
  readonly respond: Respond<Id>;
}

/**
 * A function that handles one operation. It returns the resource of the success response or a
 * `Response`. If it returns nothing or `null`, the next handler, such as the mock, handles the
 * request.
 */
export type OperationResolver<Id extends OperationId> = (
  call: OperationCall<Id>,
) => OperationResult<Id> | Promise<OperationResult<Id>>;

type OperationResult<Id extends OperationId> =
  | ResponseBody<Id>
  | Response
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: otherwise a function must have a return.
  | void;

/** A function for each operation of the contract, by its id, that creates a handler for MSW. */
export type OperationHandlers = {
  readonly [Id in OperationId]: (resolver: OperationResolver<Id>) => HttpHandler;
};

/** Creates the function `operationHandlers` of the entry, over an installed version of MSW. */
export function createOperationHandlers(msw: Msw) {
  return (baseUrl: string = `*${contractBasePath}`): OperationHandlers => {
    checkBaseUrl(baseUrl);
    const ids = Object.keys(operations) as OperationId[];
    const entries = ids.map((id) => [
      id,
      (resolver: never) => createHandler(msw, baseUrl, id, resolver),
    ]);
    return Object.fromEntries(entries) as OperationHandlers;
  };
}

function createHandler<Id extends OperationId>(
  { http, HttpResponse }: Msw,
  baseUrl: string,
  id: Id,
  resolver: OperationResolver<Id>,
): HttpHandler {
  if (typeof resolver !== "function") {
    throw new TypeError(`${id} needs a function, such as ${id}(({ body }) => …).`);
  }
  const { method, path, successStatus } = operations[id];
  const url = `${baseUrl.replace(/\/+$/, "")}${path.replace("{id}", ":id")}`;
  const verb = method.toLowerCase() as "get" | "post" | "patch" | "delete";
  return http[verb](url, async ({ request, params }) => {
    const respond = (status: number, body?: unknown): Response => {
      if (body === undefined) return new HttpResponse(null, { status });
      const headers = { "content-type": jsonType };
      return new HttpResponse(JSON.stringify(body), { status, headers });
    };
    const body = await readBody(request);
    // The mock refuses a body that is not JSON, as the contract requires.
    if (body === invalidBody) return undefined;
    const result = await resolver({
      body: body as RequestBody<Id>,
      path: { id: params.id } as OperationCall<Id>["path"],
      query: new URL(request.url).searchParams,
      request,
      respond: respond as Respond<Id>,
    });
    if (result === undefined || result === null) return undefined;
    if (result instanceof Response) return result;
    return respond(successStatus, result);
  });
}

const invalidBody = Symbol("a body that is not JSON");

async function readBody(request: Request): Promise<unknown> {
  const text = await request.clone().text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return invalidBody;
  }
}
