/** The emitters of `@tmf654/contract`. Each one takes the document and returns the text of a file. */
import { emitAdditions } from "./contract-additions.ts";
import { emitAttributes } from "./contract-attributes.ts";
import { emitEvents } from "./contract-events.ts";
import { emitFilters } from "./contract-filters.ts";
import { emitOperations } from "./contract-operations.ts";
import { emitResources } from "./contract-resources.ts";
import { emitEnums, emitModels, emitTypes } from "./contract-types.ts";
import { foldBasePath, type OpenApiDocument } from "./document.ts";
import { HEADER } from "./text.ts";

const FOLDER = "packages/contract/src/generated";

export async function emitContract(document: OpenApiDocument): Promise<Record<string, string>> {
  return {
    [`${FOLDER}/types.ts`]: await emitTypes(document),
    [`${FOLDER}/models.ts`]: emitModels(document),
    [`${FOLDER}/enums.ts`]: emitEnums(document),
    [`${FOLDER}/operations.ts`]: emitOperations(document),
    [`${FOLDER}/resources.ts`]: emitResources(document),
    [`${FOLDER}/additions.ts`]: emitAdditions(document),
    [`${FOLDER}/attributes.ts`]: emitAttributes(document),
    [`${FOLDER}/filters.ts`]: emitFilters(document),
    [`${FOLDER}/events.ts`]: emitEvents(document),
    [`${FOLDER}/openapi.d.cts`]: JSON_TYPES,
    [`${FOLDER}/openapi.json`]: toJsonText(document),
    [`${FOLDER}/openapi.folded.json`]: toJsonText(foldBasePath(document)),
  };
}

/**
 * The types of the JSON files. `export =` is correct for `require` and `import`: JSON has no named
 * exports, and `import` gets the value as the default.
 */
const JSON_TYPES = `${HEADER}
import type { OpenApiDocument } from "@tmf654/contract";

declare const document: OpenApiDocument;
export = document;
`;

/** One member per line, so that a diff shows only the members that changed. */
const toJsonText = (document: OpenApiDocument): string => `${JSON.stringify(document, null, 1)}\n`;
