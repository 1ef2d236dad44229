/** The page docs/reference/operations.md, from the document and the client's methods. */
import { markdownTable } from "../../markdown-table.ts";
import { type OperationRow, operationRows } from "../contract-operations.ts";
import { type OpenApiDocument, type OperationObject, operationsOf, resolve } from "../document.ts";
import { clientMethods } from "./client-methods.ts";
import { eventTypesOf } from "./event-kinds.ts";
import { listOf, oneLine, PAGE_HEADER, toCode, toCodes, toHeading } from "./page.ts";
import { responseItems, responseSections } from "./responses.ts";

/** An operation with everything that the page has about it. */
interface DescribedOperation extends OperationRow {
  readonly operation: OperationObject;
  readonly client: string;
  readonly events: readonly string[];
}

/** The path of the page, and its text. */
export async function emitOperationsPage(
  document: OpenApiDocument,
): Promise<Record<string, string>> {
  const methods = await clientMethods();
  const rows = new Map(operationRows(document).map((row) => [row.id, row]));
  const described = operationsOf(document).flatMap(({ operation }): DescribedOperation[] => {
    const row = rows.get(operation.operationId);
    if (row === undefined) return [];
    const client = methods.get(row.id) ?? "";
    return [{ ...row, operation, client, events: eventTypesOf(document, row) }];
  });
  return { "docs/reference/operations.md": createPage(document, described) };
}

function createPage(document: OpenApiDocument, all: readonly DescribedOperation[]): string {
  const base = document.servers[0]?.url ?? "";
  return `${PAGE_HEADER}
# Operations

The ${all.length} operations of the contract, with the client's methods and the events.
\`npm run generate\` writes this page from \`spec/openapi.yaml\` and the client.

Paths are relative to the base path, \`${base}\`. Each client method is also a function
with the name of the operation, for a connection of \`connect\`. The client has no methods for the
listener paths, which an app serves. A filter with comparisons also has the forms \`.gt\`, \`.gte\`,
\`.lt\` and \`.lte\`.

${markdownTable(
  ["operation", "request", "client method", "events"],
  all.map(({ id, method, path, client, events }) => [
    toHeading(id),
    toCode(`${method} ${path}`),
    client && toCode(client),
    toCodes(events),
  ]),
)}

${(document.tags ?? []).map((tag) => tagSection(document, tag, all)).join("\n")}
## Shared responses

The responses that several operations have.

${responseSections(
  document,
  all.map(({ operation }) => operation),
)}`;
}

function tagSection(
  document: OpenApiDocument,
  { name, description }: { readonly name: string; readonly description?: string },
  allOperations: readonly DescribedOperation[],
): string {
  const tagged = allOperations.filter(({ operation }) => operation.tags.includes(name));
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const sections = tagged.map((described) => operationSection(document, described));
  return `## ${title}\n\n${oneLine(description)}\n\n${sections.join("\n")}`;
}

function operationSection(document: OpenApiDocument, described: DescribedOperation): string {
  const { id, method, path, body, client, events, query, operation } = described;
  const parameters = (operation.parameters ?? []).map((node) => resolve(document, node));
  const headers = parameters.flatMap(({ name, in: place }) =>
    place === "header" && name !== undefined ? [name] : [],
  );
  const media = Object.keys(resolve(document, operation.requestBody ?? {}).content ?? {});
  const items = listOf([
    ["Client method", client && toCode(client)],
    ["Request body", body === null ? "" : `${toCode(body)}, as ${media.map(toCode).join(" or ")}`],
    ["Request headers", toCodes(headers)],
    ...queryItems(query),
    ["Events", toCodes(events)],
    ...responseItems(document, operation),
  ]);
  const about = oneLine(operation.description);
  return `### ${id}

${toCode(`${method} ${path}`)}: ${oneLine(operation.summary)}. ${about}

${items}
`;
}

const COMPARISON = /\.(gt|gte|lt|lte)$/;
const CONTROLS = ["fields", "offset", "limit", "sort"];

/** The parameters by kind. The comparisons of a member are one entry. */
function queryItems(query: readonly string[]): readonly (readonly [string, string])[] {
  const names = query.filter((name) => !COMPARISON.test(name));
  const isCompared = (name: string): boolean => query.includes(`${name}.gt`);
  const filters = names.filter((name) => !CONTROLS.includes(name));
  const plain = filters.filter((name) => !isCompared(name));
  return [
    ["Query parameters", toCodes(names.filter((name) => CONTROLS.includes(name)))],
    ["Filters", toCodes(plain.filter((name) => !name.includes(".")))],
    ["Nested filters", toCodes(plain.filter((name) => name.includes(".")))],
    ["Filters with comparisons", toCodes(filters.filter(isCompared))],
  ];
}
