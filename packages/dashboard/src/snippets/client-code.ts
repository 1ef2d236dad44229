import type { ServerPlace } from "./curl.ts";
import { indentedJson, type SnippetRequest } from "./snippet-request.ts";

/** Returns TypeScript that sends a request by `@tmf654/client`; without its operation, by `fetch`. */
export function toClientCode(request: SnippetRequest, { root, basePath }: ServerPlace): string {
  const call = callOf(request);
  const lines = [
    'import { createClient } from "@tmf654/client";',
    "",
    `const client = createClient({ baseUrl: ${JSON.stringify(root + basePath)} });`,
    call === undefined
      ? "// No method of the client sends this request."
      : `const result = await client.${call};`,
  ];
  return lines.join("\n");
}

function callOf(request: SnippetRequest): string | undefined {
  const { operation = "", path, query, requestBody } = request;
  const id = path.split("/")[2];
  if (operation === "registerListener") return `hub.create(${indentedJson(requestBody ?? {})})`;
  if (operation === "unregisterListener") return `hub.delete(${textOf(id)})`;
  const [, verb = "", schema = ""] =
    /^(list|retrieve|create|patch|delete)([A-Z]\w+)$/.exec(operation) ?? [];
  const resource = schema.charAt(0).toLowerCase() + schema.slice(1);
  if (!clientResources.has(resource)) return undefined;
  const method = verb === "patch" ? "update" : verb;
  return `${resource}.${method}(${argumentsOf(method, id, query, requestBody)})`;
}

const clientResources: ReadonlySet<string> = new Set([
  "bucket",
  "topupBalance",
  "adjustBalance",
  "reserveBalance",
  "transferBalance",
  "accumulatedBalance",
  "balanceActionHistory",
]);

function argumentsOf(method: string, id: string | undefined, query: string, body: unknown): string {
  switch (method) {
    case "list":
      return query === "" ? "" : indentedJson(queryOf(query));
    case "create":
      return indentedJson(body ?? {});
    case "update":
      return `${textOf(id)}, ${indentedJson(body ?? {})}`;
    default:
      return textOf(id);
  }
}

function textOf(id = ""): string {
  try {
    return JSON.stringify(decodeURIComponent(id));
  } catch {
    return JSON.stringify(id);
  }
}

/** The query as an object. `limit` and `offset` are numbers, as in the client. */
function queryOf(query: string): Readonly<Record<string, string | number>> {
  const entries = [...new URLSearchParams(query)].map(([name, value]) => {
    const isPage = name === "limit" || name === "offset";
    return [name, isPage && /^\d+$/.test(value) ? Number(value) : value] as const;
  });
  return Object.fromEntries(entries);
}
