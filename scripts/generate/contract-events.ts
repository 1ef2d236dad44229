/** The emitter of the table of the twelve events. */
import { operationRows } from "./contract-operations.ts";
import type { OpenApiDocument } from "./document.ts";
import { HEADER, toComment, toLiteral } from "./text.ts";

export interface EventRow {
  eventType: string;
  resource: string;
  kind: string;
  listenerPath: string;
  operationId: string;
}

/** Derives the rows from the listener paths, such as `/listener/topupBalanceCreateEvent`. */
export const eventRows = (document: OpenApiDocument): EventRow[] =>
  operationRows(document)
    .filter(({ action }) => action === "notify")
    .map(({ id, path, body }) => {
      const [, resource = "", kind = ""] = /^\/listener\/(\w+?)(Create|Cancel|Failure)Event$/.exec(
        path,
      ) ?? [""];
      return {
        eventType: body ?? "",
        resource,
        kind: kind.toLowerCase(),
        listenerPath: path,
        operationId: id,
      };
    });

export function emitEvents(document: OpenApiDocument): string {
  const rows = eventRows(document);
  const names = rows.map(({ eventType }) => eventType).sort();
  const byType = names.map(
    (name) => `  ${name}: ${name} & {\n    readonly eventType: "${name}";\n  };`,
  );
  return `${HEADER}import type {
${names.map((name) => `  ${name},`).join("\n")}
} from "./models.ts";

${toComment("Every event of the contract, with its resource, its kind and its path.")}\
export const events = [
${rows.map((row) => `  ${toLiteral(row, "  ")},`).join("\n")}
] as const;

${toComment("A received event. `eventType` is optional in the contract, but a receiver needs it.")}\
export interface EventByType {
${byType.join("\n")}
}
`;
}
