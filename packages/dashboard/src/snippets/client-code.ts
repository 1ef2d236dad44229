import type { ServerPlace } from "./curl.ts";
import {
  copyHeaders,
  indentedJson,
  isBodyMissing,
  type SnippetRequest,
} from "./snippet-request.ts";

/** Returns TypeScript that sends a request by `@tmf654/client`, if a method of the client does. */
export function toClientCode(request: SnippetRequest, { root, basePath }: ServerPlace): string {
  const call = callOf(request);
  const { hasToken, headers } = accessOf(request);
  const options = [
    `baseUrl: ${JSON.stringify(root + basePath)}`,
    ...(hasToken ? ['auth: bearer("TOKEN")'] : []),
    ...(Object.keys(headers).length > 0 ? [`headers: ${indentedJson(headers, "  ")}`] : []),
  ];
  const optionsText =
    options.length === 1 ? `{ ${options[0]} }` : `{\n  ${options.join(",\n  ")},\n}`;
  const lines = [
    `import { ${hasToken ? "bearer, " : ""}createClient } from "@tmf654/client";`,
    "",
    `const client = createClient(${optionsText});`,
    ...(isBodyMissing(request) ? ["// The journal does not have the body of this request."] : []),
    call === undefined
      ? "// No method of the client sends this request."
      : `const result = await client.${call};`,
  ];
  return lines.join("\n");
}

/** The headers that the client sends by itself. */
const clientHeaders = /^(?:content-type|accept)$/;

/** Returns whether a request had a bearer token, and the headers that the client must add. */
function accessOf(request: SnippetRequest) {
  const sentHeaders = copyHeaders(request, "TOKEN").filter(([name]) => !clientHeaders.test(name));
  const isToken = ([name, value]: readonly [string, string]) =>
    name === "authorization" && /^bearer /i.test(value);
  return {
    hasToken: sentHeaders.some(isToken),
    headers: Object.fromEntries(sentHeaders.filter((header) => !isToken(header))),
  };
}

function callOf(request: SnippetRequest): string | undefined {
  const { operation = "", path, query, requestBody } = request;
  const id = path.split("/")[2];
  if (operation === "registerListener") return `hub.create(${indentedJson(requestBody ?? {})})`;
  if (operation === "unregisterListener") return `hub.delete(${textOf(id)})`;
  const [, verb = "", schema = ""] =
    /^(list|retrieve|create|patch|delete)([A-Z]\w+)$/.exec(operation) ?? [];
  const resource = schema.charAt(0).toLowerCase() + schema.slice(1);
  const queryObject = queryOf(query);
  if (!clientMethods[resource]?.includes(verb) || !queryObject) return undefined;
  const body = indentedJson(requestBody ?? {});
  switch (verb) {
    case "list":
      return `${resource}.list(${query === "" ? "" : indentedJson(queryObject)})`;
    case "retrieve":
      return `${resource}.retrieve(${textOf(id)}${fieldsOf(queryObject)})`;
    case "patch":
      return `${resource}.update(${textOf(id)}, ${body})`;
    case "delete":
      return `${resource}.delete(${textOf(id)})`;
    default:
      return `${resource}.create(${body})`;
  }
}

const readMethods = ["list", "retrieve"];
const allMethods = [...readMethods, "create", "patch", "delete"];

/** The operations of each resource that have a method in the client. */
const clientMethods: Readonly<Record<string, readonly string[]>> = {
  bucket: readMethods,
  topupBalance: allMethods,
  adjustBalance: allMethods,
  reserveBalance: allMethods,
  transferBalance: allMethods,
  accumulatedBalance: readMethods,
  balanceActionHistory: readMethods,
};

function textOf(id = ""): string {
  try {
    return JSON.stringify(decodeURIComponent(id));
  } catch {
    return JSON.stringify(id);
  }
}

type QueryValue = string | number;

/**
 * Returns a query as the object of the client's lists; `undefined` for a query that the client
 * cannot send. Values that are joined by commas, and repeated names, are arrays.
 */
function queryOf(query: string): Readonly<Record<string, unknown>> | undefined {
  const values = new Map<string, QueryValue[]>();
  for (const [name, text] of new URLSearchParams(query)) {
    const isPattern = name.endsWith(".regex");
    // The client has no symbols such as `>=`, and no alternatives with other attributes.
    if (/[<>=;~]/.test(name) || (!isPattern && /(?<!\\);/.test(text))) return undefined;
    const parts = isPattern ? [text] : text.split(/(?<!\\),/).map(unescapeValue);
    const earlierParts = values.get(name) ?? [];
    values.set(name, [...earlierParts, ...parts.map((part) => queryValue(name, part))]);
  }
  const entries = [...values].map(([name, parts]) => {
    return [name, parts.length === 1 && name !== "fields" ? parts[0] : parts] as const;
  });
  return Object.fromEntries(entries);
}

function unescapeValue(text: string): string {
  return text.replace(/\\([,;])/g, "$1");
}

/** Amounts and the places of pages are numbers in the client. */
function queryValue(name: string, text: string): QueryValue {
  const isNumber = /^(?:limit|offset)$|(?:^|\.)amount(?:\.\w+)?$/.test(name);
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function fieldsOf({ fields }: Readonly<Record<string, unknown>>): string {
  return fields === undefined ? "" : `, ${indentedJson({ fields })}`;
}
