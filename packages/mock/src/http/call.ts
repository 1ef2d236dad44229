import type { CommandEffects, RequestOrigin } from "../ports/activity.ts";
import type { Engine } from "../ports/engine.ts";
import type { Fault } from "../ports/fault.ts";
import type { MockRequest, MockResponse, RequestView } from "../ports/http-message.ts";
import type { TokenAccess } from "../ports/oauth.ts";
import type { Query } from "../ports/query.ts";
import type { RequestNotes } from "../ports/request-notes.ts";
import type { Body, Resource } from "../ports/resource.ts";
import type { StepName } from "../ports/steps.ts";
import type { PatternCompiler } from "../query/patterns.ts";
import type { KeyedRequest } from "./idempotency.ts";
import type { Preferences } from "./prefer.ts";
import type { HttpOperation, Route } from "./routes.ts";
import type { HttpSettings } from "./settings.ts";

/** The body of a request after the checks. */
export type CheckedBody =
  | { readonly kind: "received"; readonly body: Body; readonly text: string }
  /** The refusal of a body. `body` is undefined if it cannot be read. */
  | { readonly kind: "refused"; readonly refusal: MockResponse; readonly body: Body | undefined };

/** A request on its way through the steps, which set the members that are not `readonly`. */
export interface HttpCall {
  readonly request: MockRequest;
  readonly engine: Engine;
  readonly settings: HttpSettings;
  readonly basePath: string;
  readonly path: string;
  readonly query: string;
  readonly route: Route | undefined;
  /** The operation; `noOperation` for an unknown path or method. */
  readonly operation: HttpOperation;
  /** The decoded id. Empty for a collection, and for an id that cannot be decoded. */
  readonly id: string;
  readonly isIdReadable: boolean;
  readonly notes: RequestNotes | undefined;
  /** The step that decides the response: the last one that the request entered. */
  decidedBy: StepName;
  /** Whether the journal must not store the response, because it contains tokens. */
  isSecret: boolean;
  access: TokenAccess;
  compile: PatternCompiler | undefined;
  startedAt: number | undefined;
  checkedBody: CheckedBody | undefined;
  /** The checked body of a POST or PATCH. Empty for other methods. */
  body: Body;
  /** Set for a POST with an Idempotency-Key. */
  keyedRequest?: KeyedRequest;
  view: RequestView | undefined;
  preferences: Preferences;
  /** The fault that a rule applies before the operation. */
  fault: Fault | undefined;
  foundResource: Resource | undefined;
  parsedQuery: Query | undefined;
  /** The fault from the engine. It is applied to the response after the commit. */
  engineFault: Fault | undefined;
  effects: CommandEffects | undefined;
  origin: RequestOrigin | undefined;
  /** The number of the request in the journal. */
  requestNumber: number | undefined;
}

/** The operation of a request to an unknown path or with an unknown method. */
export const noOperation: HttpOperation = {
  id: "",
  method: "",
  path: "",
  resource: "",
  body: null,
  response: null,
  isList: false,
};

/** Returns the journal's view of a request. The view has the body only after it was read. */
export function requestView(call: HttpCall): RequestView {
  const { request, operation, query, route, isSecret, basePath, checkedBody, startedAt } = call;
  const { method, header, headers, body } = request;
  const path = route || isSecret ? call.path.slice(basePath.length) : call.path;
  return {
    operation: operation === noOperation ? undefined : operation.id,
    method,
    path,
    query,
    header,
    headers,
    body: checkedBody?.body,
    bodyBytes: body instanceof Uint8Array ? body.byteLength : 0,
    ...(startedAt !== undefined && { startedAt }),
  };
}
