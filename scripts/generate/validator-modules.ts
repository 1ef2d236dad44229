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
  const friendly = typeName(name);
  return `${friendly[0]?.toLowerCase()}${friendly.slice(1)}`;
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
  const found = new Map<string, SchemaObject>();
  const visit = (schema: SchemaObject): void => {
    for (const [key, member] of Object.entries(schema.properties ?? {})) {
      const inner = member.items ?? member;
      if (!isInlineSchema(inner)) continue;
      const name = inlineSchemaName(key);
      const known = found.get(name);
      if (
        known !== undefined &&
        JSON.stringify(withoutTexts(known)) !== JSON.stringify(withoutTexts(inner))
      ) {
        throw new Error(`Two inline schemas of ${key} differ: give one of them a name.`);
      }
      found.set(name, inner);
      visit(inner);
    }
  };
  for (const schema of schemas) visit(schema);
  return [...found].map(([name, schema]) => ({ name, schema, isComponent: false }));
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
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name))
      throw new Error(`Circular schemas have no validator: ${[...above, name].join(" > ")}`);
    if (done.has(name)) return;
    for (const ref of refsOf(schemas[name] ?? {})) visit(ref, [...above, name]);
    done.add(name);
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
