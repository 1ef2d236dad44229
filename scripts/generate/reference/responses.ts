/** The responses of operations as Markdown. */
import {
  type ContentObject,
  type OpenApiDocument,
  type OperationObject,
  resolve,
  schemaNameOf,
} from "../document.ts";
import { listOf, oneLine, toCode, toCodes, toHeading } from "./page.ts";

/** A response without a name is described at its operation, one with a name once for all. */
export function responseItems(
  document: OpenApiDocument,
  { responses }: OperationObject,
): readonly (readonly [string, string])[] {
  const entries = Object.entries(responses);
  const ownResponses = entries
    .filter(([, { $ref }]) => $ref === undefined)
    .map(([status, response]) => [status, responseText(document, response)] as const);
  const shared = entries.flatMap(([status, { $ref }]) =>
    $ref === undefined
      ? []
      : [toHeading(schemaNameOf($ref), toCode(`${status} ${schemaNameOf($ref)}`))],
  );
  return [...ownResponses, ["Other responses", shared.join(", ")]];
}

function responseText(document: OpenApiDocument, response: ContentObject): string {
  const schema = response.content?.["application/json"]?.schema;
  const item = schema?.$ref ?? schema?.items?.$ref;
  const list = schema?.type === "array" ? "a list of " : "";
  const body = item === undefined ? "" : `${list}${toCode(schemaNameOf(item))}. `;
  const headers = toCodes(Object.keys(resolve(document, response).headers ?? {}));
  return `${body}${oneLine(response.description)}${headers === "" ? "" : ` Headers: ${headers}.`}`;
}

/** A section for each response with a name, with the statuses and operations that have it. */
export function responseSections(
  document: OpenApiDocument,
  operations: readonly OperationObject[],
): string {
  const responses = (document.components.responses ?? {}) as Record<string, ContentObject>;
  return Object.entries(responses)
    .map(([name, response]) => {
      const statuses = operations.flatMap((operation) =>
        Object.entries(operation.responses)
          .filter(([, { $ref = "" }]) => schemaNameOf($ref) === name)
          .map(([status]) => status),
      );
      const media = response.content?.["application/json"];
      const items = listOf([
        ["Status", [...new Set(statuses)].join(", ")],
        [
          "Body",
          media?.schema?.$ref === undefined ? "none" : toCode(schemaNameOf(media.schema.$ref)),
        ],
        ["Headers", toCodes(Object.keys(response.headers ?? {}))],
        ["Examples in the document", toCodes(Object.keys(media?.examples ?? {}))],
      ]);
      return `### ${name}\n\n${oneLine(response.description)}\n\n${items}\n`;
    })
    .join("\n");
}
