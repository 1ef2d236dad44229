/** Which validator modules there are, and what they are called. */
import { friendlyName, type SchemaObject, schemaNameOf } from "./document.ts";

export type Module = {
  /** The schema's name in the contract, or an inline object's made from its member's. */
  readonly name: string;
  readonly schema: SchemaObject;
  /** False for an object written inline in another schema: a check only, no validator. */
  readonly isComponent: boolean;
};

/** `TopupBalance_Create` is `topupBalanceCreate`. */
export const camelName = (name: string): string => {
  const friendly = friendlyName(name);
  return `${friendly[0]?.toLowerCase()}${friendly.slice(1)}`;
};

export const checkName = (name: string): string => `check${friendlyName(name)}`;

/** `TopupBalance_Create` is in `topup-balance-create.ts`. */
export const moduleFile = (name: string): string =>
  `${camelName(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

/** An object or an enum written in place needs a check of its own, as a named schema does. */
export const isInline = (schema: SchemaObject): boolean =>
  schema.$ref === undefined && (schema.properties !== undefined || schema.enum !== undefined);

/** It is called after its member: `failure` is checked by `checkInlineFailure`. */
export const inlineName = (key: string): string => `Inline_${key[0]?.toUpperCase()}${key.slice(1)}`;

/** Every named schema, then every inline object once. Fails on what the emitter cannot say. */
export function modulesOf(schemas: Record<string, SchemaObject>): readonly Module[] {
  const modules = Object.entries(schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => ({ name, schema, isComponent: true }));
  refuseRings(schemas);
  return [...modules, ...inlineModules(Object.values(schemas))];
}

function inlineModules(schemas: readonly SchemaObject[]): readonly Module[] {
  const found = new Map<string, SchemaObject>();
  const visit = (schema: SchemaObject): void => {
    for (const [key, member] of Object.entries(schema.properties ?? {})) {
      const inner = member.items ?? member;
      if (!isInline(inner)) continue;
      const name = inlineName(key);
      const known = found.get(name);
      if (known !== undefined && JSON.stringify(shape(known)) !== JSON.stringify(shape(inner))) {
        throw new Error(`Two inline objects called ${key} differ: give one a schema of its own.`);
      }
      found.set(name, inner);
      visit(inner);
    }
  };
  for (const schema of schemas) visit(schema);
  return [...found].map(([name, schema]) => ({ name, schema, isComponent: false }));
}

/** A schema without its words. */
function shape(schema: SchemaObject): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      ["description", "example", "examples"].includes(key) && typeof value !== "object"
        ? undefined
        : value,
    ),
  );
}

/** A schema that holds itself would make the checks recurse as deep as the input says. */
function refuseRings(schemas: Record<string, SchemaObject>): void {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name)) throw new Error(`Schema ring: ${[...above, name].join(" > ")}`);
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
