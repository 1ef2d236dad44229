/** The emitter of the table of operations, for routers, clients and validators. */
import {
  type ContentObject,
  type OpenApiDocument,
  operationsOf,
  type PlacedOperation,
  resolve,
  type SchemaObject,
  schemaNameOf,
} from "./document.ts";
import { HEADER, key, toLiteral } from "./text.ts";

export interface OperationRow {
  id: string;
  method: string;
  path: string;
  resource: string;
  action: string;
  successStatus: number;
  statuses: number[];
  query: string[];
  body: string | null;
  response: string | null;
  isList: boolean;
}

export const operationRows = (document: OpenApiDocument): OperationRow[] =>
  operationsOf(document).map((placed) => operationRow(document, placed));

function operationRow(
  document: OpenApiDocument,
  { path, method, operation }: PlacedOperation,
): OperationRow {
  const statuses = Object.keys(operation.responses).map(Number);
  const successStatus = statuses.find((status) => status >= 200 && status < 300) ?? 0;
  const response = jsonSchema(document, operation.responses[String(successStatus)]);
  const body = jsonSchema(document, operation.requestBody);
  const parameters = (operation.parameters ?? []).map((node) => resolve(document, node));
  return {
    id: operation.operationId,
    method,
    path,
    resource: path.split("/")[1] ?? "",
    action: actionOf(path, method),
    successStatus,
    statuses,
    query: parameters.flatMap(({ name, in: place }) => (place === "query" && name ? [name] : [])),
    body: body?.$ref === undefined ? null : schemaNameOf(body.$ref),
    response: response === undefined ? null : schemaNameOf(response.$ref ?? itemsRef(response)),
    isList: response?.type === "array",
  };
}

const itemsRef = ({ items }: SchemaObject): string => items?.$ref ?? "";

/** The action of an operation, in the words of the operation ids. */
function actionOf(path: string, method: string): string {
  if (path.startsWith("/listener/")) return "notify";
  if (path === "/hub") return "register";
  if (path === "/hub/{id}") return "unregister";
  if (method === "GET") return path.endsWith("}") ? "retrieve" : "list";
  return method === "POST" ? "create" : method.toLowerCase();
}

function jsonSchema(
  document: OpenApiDocument,
  node: ContentObject | undefined,
): SchemaObject | undefined {
  if (node === undefined) return undefined;
  return resolve(document, node).content?.["application/json"]?.schema;
}

export function emitOperations(document: OpenApiDocument): string {
  const rows = operationRows(document).map(
    (row) => `  ${key(row.id)}: ${toLiteral(row, "  ", 80)},`,
  );
  return `${HEADER}
/**
 * Every operation of the contract by its id. \`body\` and \`response\` are schema names; for a
 * list, the schema of its items. \`null\` means no body. \`path\` is relative to the base path.
 */
export const operations = {
${rows.join("\n")}
} as const;
`;
}
