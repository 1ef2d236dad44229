/** The emitter of the metadata of members for `@tmf654/validation/fields`. */
import { type OpenApiDocument, type SchemaObject, schemaNameOf, typeName } from "./document.ts";
import { HEADER, key, toLiteral } from "./text.ts";
import { camelName } from "./validator-modules.ts";

type Schemas = OpenApiDocument["components"]["schemas"];

const FILE = "packages/validation/src/generated/fields.ts";

/** One constant per schema, nested schemas first, so that bundlers can remove unused ones. */
export function emitFields({ components: { schemas } }: OpenApiDocument): Record<string, string> {
  const names = sortInnerFirst(schemas).filter((name) => schemas[name]?.properties !== undefined);
  const types = [...names].map(typeName).sort().join(",\n  ");
  const constants = names.map((name) => toConstant(name, schemas));
  const text = `${HEADER}import type {
  ${types},
} from "@tmf654/contract";
import type { FieldsOf } from "../fields/field.ts";

${constants.join("\n")}`;
  return { [FILE]: text };
}

function toConstant(name: string, schemas: Schemas): string {
  const lines = memberTexts(schemas[name] ?? {}, schemas, "  ").map((text) => `  ${text},`);
  const type = typeName(name);
  const line = `export const ${camelName(name)}Fields: FieldsOf<${type}> = {`;
  const start = line.length <= 100 ? line : line.replace(`<${type}>`, `<\n  ${type}\n>`);
  return `/** The members of \`${name}\`. */
${start}
${lines.join("\n")}
};
`;
}

const memberTexts = (schema: SchemaObject, schemas: Schemas, indent: string): readonly string[] =>
  Object.entries(schema.properties ?? {}).map(([member, inner]) => {
    const isRequired = schema.required?.includes(member) ?? false;
    const parts = fieldParts(inner, schemas, isRequired, `${indent}  `);
    return `${key(member)}: ${joinParts(parts, indent, key(member).length + 3)}`;
  });

/** `{ a, b }`, or one part per line when it is too wide. */
function joinParts(parts: readonly string[], indent: string, usedColumns: number): string {
  const line = `{ ${parts.join(", ")} }`;
  if (line.length + indent.length + usedColumns <= 100 && !line.includes("\n")) return line;
  return `{\n${parts.map((part) => `${indent}  ${part},`).join("\n")}\n${indent}}`;
}

/** The source texts of a field's parts. The fields of a named schema are a constant's name. */
function fieldParts(
  schema: SchemaObject,
  schemas: Schemas,
  isRequired: boolean,
  indent: string,
): readonly string[] {
  const name = schema.$ref === undefined ? undefined : schemaNameOf(schema.$ref);
  const target = name === undefined ? schema : (schemas[name] ?? {});
  const { format, items, minItems, properties } = target;
  const facts: readonly [string, unknown][] = [
    ["type", target.type],
    ["required", isRequired || undefined],
    ["schema", name],
    ["format", format === "double" ? undefined : format],
    ["minItems", minItems],
    ["options", target.enum],
  ];
  const presentFacts = facts.filter(([, value]) => value !== undefined);
  const parts = presentFacts.map(([fact, value]) => `${fact}: ${toLiteral(value)}`);
  if (items !== undefined) {
    parts.push(`item: ${joinParts(fieldParts(items, schemas, false, `${indent}  `), indent, 7)}`);
  }
  if (properties === undefined) return parts;
  const inner = joinParts(memberTexts(target, schemas, `${indent}  `), indent, 9);
  return [...parts, `fields: ${name === undefined ? inner : `${camelName(name)}Fields`}`];
}

/** All schema names, each one after the schemas that it refers to. */
function sortInnerFirst(schemas: Schemas): readonly string[] {
  const doneNames = new Set<string>();
  const visit = (name: string): void => {
    if (doneNames.has(name)) return;
    for (const inner of findRefs(schemas[name] ?? {})) visit(inner);
    doneNames.add(name);
  };
  for (const name of Object.keys(schemas).sort()) visit(name);
  return [...doneNames];
}

function findRefs(schema: SchemaObject): readonly string[] {
  if (schema.$ref !== undefined) return [schemaNameOf(schema.$ref)];
  return [...Object.values(schema.properties ?? {}), schema.items ?? {}].flatMap((childSchema) =>
    childSchema === undefined || Object.keys(childSchema).length === 0 ? [] : findRefs(childSchema),
  );
}
