/** The page docs/reference/headers.md, from the document and the headers of the mock. */
import { exposedHeaders } from "../../../packages/mock/src/http/headers.ts";
import { markdownTable } from "../../markdown-table.ts";
import { type HeaderObject, type OpenApiDocument, operationsOf, resolve } from "../document.ts";
import { oneLine, PAGE_HEADER, toCode } from "./page.ts";

/** The path of the page, and its text. */
export function emitHeadersPage(document: OpenApiDocument): Record<string, string> {
  const inRequests = new Map<string, HeaderObject>();
  const inResponses = new Map<string, HeaderObject>();
  for (const { operation } of operationsOf(document)) {
    for (const node of operation.parameters ?? []) {
      const parameter = resolve(document, node);
      if (parameter.in === "header") inRequests.set(parameter.name ?? "", parameter);
    }
    for (const node of Object.values(operation.responses)) {
      for (const [name, header] of Object.entries(resolve(document, node).headers ?? {})) {
        inResponses.set(name, resolve(document, header));
      }
    }
  }
  const others = exposedHeaders.filter((name) => !inResponses.has(name));
  return {
    "docs/reference/headers.md": `${PAGE_HEADER}
# Headers

The headers of requests and responses. \`npm run generate\` writes this page from
\`spec/openapi.yaml\` and the mock. [operations.md](operations.md)
names the headers of each operation.

## Requests

${tableOf(inRequests)}

## Responses

${tableOf(inResponses)}

Responses of the mock can also have ${others.map(toCode).join(", ")}.
[The behaviour of the mock](behaviour.md) describes them.
`,
  };
}

function tableOf(headers: ReadonlyMap<string, HeaderObject>): string {
  const rows = [...headers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { description }]) => [toCode(name), oneLine(description)]);
  return markdownTable(["header", "description"], rows);
}
