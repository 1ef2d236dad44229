import type { ResourcePage } from "../ports/engine.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { type BodyTexts, type JsonText, joinTexts } from "../ports/json-text.ts";
import type { Query } from "../ports/query.ts";
import type { Resource, ResourceName } from "../ports/resource.ts";
import { attributesOf } from "../query/attributes.ts";
import { type ParseContext, type ParseResult, parseFields, parseQuery } from "../query/parse.ts";
import { compileProjection } from "../query/project.ts";
import type { HttpCall } from "./call.ts";
import { matchesTag } from "./headers.ts";
import { interruptedResponse } from "./interrupted.ts";
import { pageHeaders, pageStatus } from "./paging.ts";
import {
  emptyResponse,
  errorResponse,
  notFoundResponse,
  type PendingResponse,
  parametersResponse,
  textResponse,
} from "./responses.ts";
import { hash, resourceText } from "./text.ts";

/** Finds the resource of a GET. Returns the 404 if there is none. */
export function findResource(call: HttpCall): MockResponse | undefined {
  const { operation, id, engine } = call;
  if (operation.method !== "GET" || operation.isList) return undefined;
  const resource = resourceOf(call);
  call.foundResource = engine.retrieve(resource, id);
  return call.foundResource
    ? undefined
    : notFoundResponse(`${resource} with the id ${JSON.stringify(id)}`);
}

/** Reads the query of a GET. Returns the 400 for an invalid one. */
export function readQuery(call: HttpCall): MockResponse | undefined {
  const { operation, query } = call;
  if (operation.method !== "GET" || (query === "" && !operation.isList)) return undefined;
  const parse = operation.isList ? parseQuery : parseFields;
  const parseResult = parse(query, contextOf(call, resourceOf(call)));
  if (!("query" in parseResult)) return queryError(parseResult);
  call.parsedQuery = parseResult.query;
  return undefined;
}

/** Creates the response to a GET of one resource, or of one page that is filtered and sorted. */
export function respondToRead(call: HttpCall, options: HandlerOptions): PendingResponse {
  const { foundResource, parsedQuery } = call;
  if (foundResource) {
    const fields = parsedQuery?.fields;
    const text = fields ? createSelector(fields)(foundResource) : resourceText(foundResource);
    return taggedResponse(call, 200, text, text.tag, {});
  }
  // A list always has a parsed query.
  return list(call, parsedQuery as Query, options);
}

function list(
  call: HttpCall,
  query: Query,
  { listInParts, currentState }: HandlerOptions,
): PendingResponse {
  const resource = resourceOf(call);
  const state = currentState?.();
  const isStopped = () => currentState?.() !== state || call.request.isAborted?.() === true;
  const pagePromise = listInParts?.(resource, query, isStopped);
  return pagePromise
    ? pagePromise.then((page) => pageResponse(call, query, page), interruptedResponse)
    : pageResponse(call, query, call.engine.list(resource, query));
}

function pageResponse(call: HttpCall, query: Query, { items, total }: ResourcePage): MockResponse {
  const page = { offset: query.offset, limit: query.limit, count: items.length, total };
  const headers = pageHeaders(page, call.path, call.query);
  const texts = items.map(query.fields ? createSelector(query.fields) : resourceText);
  return taggedResponse(call, pageStatus(page), texts, tagOf(texts, total), headers);
}

/**
 * Creates the tag of a page: a hash of the items' tags, because a hash of the whole text would cost
 * more.
 */
function tagOf(texts: readonly JsonText[], total: number): string {
  return hash(texts.reduce((tags, { tag }) => `${tags}.${tag}`, String(total)));
}

/** Creates the function that returns the text of a resource with some members only. */
function createSelector(fields: readonly string[]): (resource: Resource) => JsonText {
  const cut = compileProjection(fields);
  return (resource) => {
    const json = JSON.stringify(cut(resource));
    return { json, tag: hash(json) };
  };
}

function taggedResponse(
  call: HttpCall,
  status: number,
  texts: BodyTexts,
  tag: string,
  headers: Record<string, string>,
): MockResponse {
  const etag = `"${tag}"`;
  headers.etag = etag;
  // Browsers may cache the text, but must check it before each use.
  headers["cache-control"] = "no-cache";
  if (matchesTag(call.request.header("if-none-match"), etag)) return emptyResponse(304, headers);
  const body = joinTexts(texts);
  return { ...textResponse(status, body, headers), shown: { texts, body } };
}

function contextOf({ settings, compile }: HttpCall, resourceName: ResourceName): ParseContext {
  return {
    attributes: attributesOf(resourceName),
    strict: settings.unknownAttributes,
    defaultLimit: settings.defaultLimit,
    maximumLimit: settings.maximumLimit,
    compile,
  };
}

function queryError(failedParse: Exclude<ParseResult, { query: Query }>): MockResponse {
  if ("issues" in failedParse) return parametersResponse(failedParse.issues);
  const shownPart = failedParse.unreadable.slice(0, 80);
  return errorResponse(
    "badUrl",
    `The query parameter "${shownPart}" is not valid percent-encoding.`,
  );
}

function resourceOf({ operation }: HttpCall): ResourceName {
  return operation.resource as ResourceName;
}
