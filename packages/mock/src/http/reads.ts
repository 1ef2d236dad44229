import type { MockResponse } from "../ports/http-message.ts";
import type { Query } from "../ports/query.ts";
import type { Resource, ResourceName } from "../ports/resource.ts";
import { attributesOf } from "../query/attributes.ts";
import { type ParseContext, type ParseResult, parseFields, parseQuery } from "../query/parse.ts";
import { projection } from "../query/project.ts";
import type { Call } from "./call.ts";
import { matchesTag } from "./headers.ts";
import { pageHeaders, pageStatus } from "./paging.ts";
import {
  emptyAnswer,
  faultAnswer,
  notFoundAnswer,
  parametersAnswer,
  textAnswer,
} from "./responses.ts";
import { hash, type Text, textOf } from "./text.ts";

/** GET of one resource. */
export function retrieve(call: Call): MockResponse {
  const resource = resourceOf(call);
  const found = call.engine.retrieve(resource, call.id);
  if (!found) return notFoundAnswer(`${resource} with the id ${JSON.stringify(call.id)}`);
  if (call.query === "") return tagged(call, 200, textOf(found), {});
  const parsed = parseFields(call.query, contextOf(call, resource));
  if (!("query" in parsed)) return problem(parsed);
  const { fields } = parsed.query;
  return tagged(call, 200, fields ? cutText(found, fields) : textOf(found), {});
}

/** GET of a collection: filtered, sorted, one page of it. */
export function list(call: Call): MockResponse {
  const resource = resourceOf(call);
  const parsed = parseQuery(call.query, contextOf(call, resource));
  if (!("query" in parsed)) return problem(parsed);
  const { query } = parsed;
  const { items, total } = call.engine.list(resource, query);
  const page = { offset: query.offset, limit: query.limit, count: items.length, total };
  const headers = pageHeaders(page, call.path, call.query);
  return tagged(call, pageStatus(page), listText(items, query, total), headers);
}

/** A page's tag is made of its items' tags: hashing the whole text again would cost more. */
function listText(items: readonly Resource[], { fields }: Query, total: number): Text {
  const cut = fields && projection(fields);
  let json = "[";
  let tags = `${total}`;
  for (const item of items) {
    const text = cut ? JSON.stringify(cut(item)) : undefined;
    if (json.length > 1) json += ",";
    json += text ?? textOf(item).json;
    tags += text === undefined ? `.${textOf(item).tag}` : `.${hash(text)}`;
  }
  return { json: `${json}]`, tag: hash(tags) };
}

function cutText(resource: Resource, fields: readonly string[]): Text {
  const json = JSON.stringify(projection(fields)(resource));
  return { json, tag: hash(json) };
}

function tagged(
  call: Call,
  status: number,
  text: Text,
  headers: Record<string, string>,
): MockResponse {
  const etag = `"${text.tag}"`;
  headers.etag = etag;
  // Browsers may keep the text, and ask each time whether it still holds.
  headers["cache-control"] = "no-cache";
  if (matchesTag(call.request.header("if-none-match"), etag)) return emptyAnswer(304, headers);
  return textAnswer(status, text.json, headers);
}

function contextOf({ settings, compile }: Call, resource: ResourceName): ParseContext {
  return {
    attributes: attributesOf(resource),
    strict: settings.unknownAttributes,
    defaultLimit: settings.defaultLimit,
    maximumLimit: settings.maximumLimit,
    compile,
  };
}

function problem(result: Exclude<ParseResult, { query: Query }>): MockResponse {
  if ("problems" in result) return parametersAnswer(result.problems);
  const shown = result.unreadable.slice(0, 80);
  return faultAnswer("badUrl", `The query parameter "${shown}" is not valid percent-encoding.`);
}

function resourceOf({ operation }: Call): ResourceName {
  return operation.resource as ResourceName;
}
