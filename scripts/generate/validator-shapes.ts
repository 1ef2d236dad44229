/** The schemas that share a check, because they differ only in name or in one nested schema. */
import { type SchemaObject, schemaNameOf } from "./document.ts";
import { inlineSchemaName, isInlineSchema, type ValidatorModule } from "./validator-modules.ts";

/** The way a module gets its check. */
export type CheckSource =
  | { readonly kind: "own" }
  /** The check of another module, whose schema has the same requirements. */
  | { readonly kind: "same"; readonly first: string }
  /** A check shared by all schemas of this shape, called with the check of the nested schema. */
  | { readonly kind: "shared"; readonly first: string; readonly nested: string };

/** Decides for each module, by name, where its check comes from. */
export function checkSources(modules: readonly ValidatorModule[]): Map<string, CheckSource> {
  const objects = modules.filter(({ schema }) => schema.enum === undefined);
  const modulesByShape = groupBy(objects, ({ schema }) => shapeText(schema));
  const shapes = groupBy(objects, ({ schema }) => shapeText(schema, onlyNested(schema)));
  return new Map(
    modules.map(({ name, schema }): [string, CheckSource] => {
      const [first] = modulesByShape.get(shapeText(schema)) ?? [];
      if (first !== undefined && first.name !== name) {
        return [name, { kind: "same", first: first.name }];
      }
      const similarModules = shapes.get(shapeText(schema, onlyNested(schema))) ?? [];
      return [name, sharedSource(schema, similarModules)];
    }),
  );
}

function sharedSource(
  schema: SchemaObject,
  similarModules: readonly ValidatorModule[],
): CheckSource {
  const nested = onlyNested(schema);
  const [firstModule] = similarModules;
  const isShared = new Set(similarModules.map((one) => onlyNested(one.schema))).size > 1;
  if (nested === undefined || firstModule === undefined || !isShared) return { kind: "own" };
  return { kind: "shared", first: firstModule.name, nested };
}

function groupBy(
  modules: readonly ValidatorModule[],
  keyOf: (module: ValidatorModule) => string,
): Map<string, ValidatorModule[]> {
  const groups = new Map<string, ValidatorModule[]>();
  for (const module of modules) {
    const key = keyOf(module);
    groups.set(key, [...(groups.get(key) ?? []), module]);
  }
  return groups;
}

/** The module that checks a nested schema: a reference, or an object or enum written inline. */
export function nestedName(key: string, schema: SchemaObject): string | undefined {
  if (schema.$ref !== undefined) return schemaNameOf(schema.$ref);
  return isInlineSchema(schema) ? inlineSchemaName(key) : undefined;
}

/** The nested schema of a schema that has exactly one. */
function onlyNested({ properties = {} }: SchemaObject): string | undefined {
  const names = Object.entries(properties).flatMap(
    ([key, member]) => nestedName(key, member.items ?? member) ?? [],
  );
  const [name, ...otherNames] = new Set(names);
  return otherNames.length === 0 ? name : undefined;
}

/**
 * The requirements of an object schema as text, to compare schemas. The member `hole` is left out.
 */
function shapeText({ properties = {}, required = [] }: SchemaObject, hole?: string): string {
  const members = Object.entries(properties).map(([key, member]) => {
    const nested = nestedName(key, member.items ?? member);
    return {
      key,
      isRequired: required.includes(key),
      type: member.type,
      format: member.format,
      minItems: member.minItems,
      nested: nested !== undefined && nested === hole ? "any" : nested,
    };
  });
  return JSON.stringify(members);
}
