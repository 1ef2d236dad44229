/** The twelve events: four actions, each created, cancelled or refused. */
import { operationRows } from "./contract-operations.ts";
import type { OpenApiDocument } from "./document.ts";
import { comment, HEADER, literal } from "./text.ts";

export type EventRow = {
  eventType: string;
  resource: string;
  kind: string;
  listenerPath: string;
  operationId: string;
};

/** Read off the listener paths: `/listener/topupBalanceCreateEvent` takes `TopupBalanceCreateEvent`. */
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

${comment("Every event of the contract: what it tells of which resource, and where it is posted.")}\
export const events = [
${rows.map((row) => `  ${literal(row, "  ")},`).join("\n")}
] as const;

${comment("An event as it arrives. The contract leaves `eventType` optional; a receiver cannot.")}\
export interface EventByType {
${byType.join("\n")}
}
`;
}
