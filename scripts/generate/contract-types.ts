/** The emitter of the types of openapi-typescript, a name for each, and each enum's values. */
import openapiTS, { astToString } from "openapi-typescript";
import { type OpenApiDocument, typeName } from "./document.ts";
import { HEADER, toComment, toLiteral, wrap } from "./text.ts";

/** With `defaultNonNullable: false`, a member with a default stays optional. */
export async function emitTypes(document: OpenApiDocument): Promise<string> {
  const nodes = await openapiTS(wrapDescriptions(document) as never, {
    defaultNonNullable: false,
    alphabetize: true,
  });
  return HEADER + astToString(nodes);
}

/** Breaks descriptions into lines, because they become comments unchanged. */
function wrapDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wrapDescriptions);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === "description" && typeof member === "string"
        ? wrap(member.trim(), 72).join("\n")
        : wrapDescriptions(member),
    ]),
  );
}

export function emitModels(document: OpenApiDocument): string {
  const models = Object.entries(document.components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { description }]) => {
      const doc = toComment(description);
      return `${doc}export type ${typeName(name)} = Schemas["${name}"];\n`;
    });
  return `${HEADER}import type { components } from "./types.ts";

type Schemas = components["schemas"];

${models.join("")}`;
}

/** The constant that lists an enum's values: `bucketStatusTypeValues`. */
export const enumConstant = (schema: string): string =>
  `${schema.charAt(0).toLowerCase()}${schema.slice(1)}Values`;

export function emitEnums(document: OpenApiDocument): string {
  const lists = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    schema.enum === undefined ? [] : [enumList(name, schema.enum)],
  );
  return `${HEADER}\n${lists.join("\n")}`;
}

const enumList = (name: string, values: readonly string[]): string =>
  `${toComment(`The values of \`${typeName(name)}\`, in the contract's order.`)}` +
  `export const ${enumConstant(name)} = ${toLiteral(values)} as const;\n`;
