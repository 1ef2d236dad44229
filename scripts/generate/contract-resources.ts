/** The emitter of the table of the seven resources, with their paths, operations and schemas. */
import { type OperationRow, operationRows } from "./contract-operations.ts";
import type { OpenApiDocument } from "./document.ts";
import { HEADER, toLiteral } from "./text.ts";

export interface ResourceRow {
  name: string;
  schema: string;
  path: string;
  operations: Record<string, string>;
  createSchema: string | null;
  updateSchema: string | null;
  isAction: boolean;
}

/** The rows. Everything that can be listed is a resource; the hub and the listeners are not. */
export function resourceRows(document: OpenApiDocument): ResourceRow[] {
  const rows = operationRows(document);
  return rows
    .filter(({ action }) => action === "list")
    .map(({ resource, path, response }) => {
      const resourceRows = rows.filter((row) => row.resource === resource);
      const bodyOf = (action: string): string | null =>
        findOperation(resourceRows, action)?.body ?? null;
      return {
        name: resource,
        schema: response ?? "",
        path,
        operations: Object.fromEntries(resourceRows.map(({ action, id }) => [action, id])),
        createSchema: bodyOf("create"),
        updateSchema: bodyOf("patch"),
        isAction: findOperation(resourceRows, "create") !== undefined,
      };
    });
}

const findOperation = (rows: readonly OperationRow[], action: string): OperationRow | undefined =>
  rows.find((row) => row.action === action);

export function emitResources(document: OpenApiDocument): string {
  const rows = resourceRows(document);
  const table = rows.map((row) => `  ${row.name}: ${toLiteral(row, "  ", 80)},`);
  const actions = rows.filter(({ isAction }) => isAction).map(({ name }) => name);
  const base = document.servers[0]?.url ?? "";
  return `${HEADER}
/** The standard base path of a TMF654 v4 server. Every \`path\` is relative to it. */
export const basePath = ${toLiteral(base)};

/** The seven resources by name. A POST of an action executes it. */
export const resources = {
${table.join("\n")}
} as const;

/** The resources that are actions. A POST of one executes it. */
export const actionNames = ${toLiteral(actions, "", 63)} as const;
`;
}
