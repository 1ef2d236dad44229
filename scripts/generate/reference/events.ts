/** The page docs/reference/events.md, from the document and the extensions of the mock. */
import { extensionTypes } from "../../../packages/mock/src/events/envelope.ts";
import { markdownTable } from "../../markdown-table.ts";
import { eventRows } from "../contract-events.ts";
import type { OpenApiDocument } from "../document.ts";
import { oneLine, PAGE_HEADER, toCode } from "./page.ts";

/** The path of the page, and its text. */
export function emitEventsPage(document: OpenApiDocument): Record<string, string> {
  const rows = eventRows(document).map(({ eventType, resource, listenerPath }) => [
    toCode(eventType),
    toCode(resource),
    oneLine(document.components.schemas[eventType]?.description),
    toCode(`POST ${listenerPath}`),
  ]);
  return {
    "docs/reference/events.md": `${PAGE_HEADER}
# Event types

The events that a server sends to the callbacks registered at \`/hub\`. \`npm run generate\`
writes this page from \`spec/openapi.yaml\` and the mock. [operations.md](operations.md)
names the events of each operation.

${markdownTable(["type", "resource", "description", "listener"], rows)}

The policies of a profile enable further types, which the contract does not have:
${extensionTypes.map(toCode).join(", ")}.
`,
  };
}
