/** The list of validator modules, and their names. */
import { type SchemaObject, schemaNameOf, typeName } from "./document.ts";

export interface ValidatorModule {
  /** The schema's name in the contract, or a name made from the member for an inline object. */
  readonly name: string;
  readonly schema: SchemaObject;
  /** False for an inline object, which gets a check but no validator. */
  readonly isComponent: boolean;
}

/** The validator's name: `topupBalanceCreate` for `TopupBalance_Create`. */
export function camelName(name: string): string {
  const friendlyName = typeName(name);
  return `${friendlyName[0]?.toLowerCase()}${friendlyName.slice(1)}`;
}

export const checkName = (name: string): string => `check${typeName(name)}`;

/** The file name: `topup-balance-create.ts` for `TopupBalance_Create`. */
export const moduleFile = (name: string): string =>
  `${camelName(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

/** Whether a schema is an inline object or enum, which gets a check of its own. */
export const isInlineSchema = (schema: SchemaObject): boolean =>
  schema.$ref === undefined && (schema.properties !== undefined || schema.enum !== undefined);

/** The name of an inline schema, made from its member: `Failure_Member` for `failure`. */
export const inlineSchemaName = (key: string): string =>
  `${key[0]?.toUpperCase()}${key.slice(1)}_Member`;

/** All named schemas, then each inline schema once. Fails on schemas that have no validator. */
export function modulesOf(schemas: Record<string, SchemaObject>): readonly ValidatorModule[] {
  const modules = Object.entries(schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => ({ name, schema, isComponent: true }));
  refuseCircularSchemas(schemas);
  return [...modules, ...inlineModules(Object.values(schemas))];
}

function inlineModules(schemas: readonly SchemaObject[]): readonly ValidatorModule[] {
  const foundSchemas = new Map<string, SchemaObject>();
  const visit = (schema: SchemaObject): void => {
    for (const [key, member] of Object.entries(schema.properties ?? {})) {
      const inner = member.items ?? member;
      if (!isInlineSchema(inner)) continue;
      const name = inlineSchemaName(key);
      const knownSchema = foundSchemas.get(name);
      if (
        knownSchema !== undefined &&
        JSON.stringify(withoutTexts(knownSchema)) !== JSON.stringify(withoutTexts(inner))
      ) {
        throw new Error(`Two inline schemas of ${key} differ: give one of them a name.`);
      }
      foundSchemas.set(name, inner);
      visit(inner);
    }
  };
  for (const schema of schemas) visit(schema);
  return [...foundSchemas].map(([name, schema]) => ({ name, schema, isComponent: false }));
}

/** A schema without descriptions and examples. */
function withoutTexts(schema: SchemaObject): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      ["description", "example", "examples"].includes(key) && typeof value !== "object"
        ? undefined
        : value,
    ),
  );
}

/** Refuses circular schemas: with them, the input would decide how deep the checks recurse. */
function refuseCircularSchemas(schemas: Record<string, SchemaObject>): void {
  const doneNames = new Set<string>();
  const visit = (name: string, pathAbove: readonly string[]): void => {
    if (pathAbove.includes(name))
      throw new Error(`Circular schemas have no validator: ${[...pathAbove, name].join(" > ")}`);
    if (doneNames.has(name)) return;
    for (const ref of refsOf(schemas[name] ?? {})) visit(ref, [...pathAbove, name]);
    doneNames.add(name);
  };
  for (const name of Object.keys(schemas)) visit(name, []);
}

function refsOf(schema: SchemaObject): readonly string[] {
  if (schema.$ref !== undefined) return [schemaNameOf(schema.$ref)];
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
  ];
  return inner.flatMap(refsOf);
}
