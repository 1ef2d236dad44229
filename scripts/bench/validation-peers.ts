/** The contract's schemas for the compared libraries, built from the document. */
import { createRequire } from "node:module";
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { importPeer } from "./peers.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
}

const schemas = document.components.schemas as unknown as Readonly<Record<string, Schema>>;

export type SafeParse = (value: unknown) => { readonly success: boolean };

interface Zod {
  readonly safeParse: SafeParse;
  optional(): Zod;
  min(least: number): Zod;
}
type ZodApi = {
  readonly [name in "string" | "boolean" | "number" | "int" | "url"]: () => Zod;
} & {
  enum(values: readonly string[]): Zod;
  array(item: Zod): Zod;
  looseObject(members: Record<string, Zod>): Zod;
  config(options: { jitless: boolean }): unknown;
  readonly iso: { datetime(options: { offset: boolean }): Zod };
};

/** Zod 4 schemas that keep extensions and accept offsets, as the contract does. */
export async function zodFor(jitless: boolean): Promise<(name: string) => SafeParse> {
  const { z } = (await importPeer("zod")) as unknown as { z: ZodApi };
  z.config({ jitless });
  const convertedSchemas = new Map<string, Zod>();
  const schemaOf = (name: string): Zod => {
    const convertedSchema = convertedSchemas.get(name) ?? convert(schemas[name] ?? {});
    convertedSchemas.set(name, convertedSchema);
    return convertedSchema;
  };
  const convert = (schema: Schema): Zod => {
    if (schema.$ref !== undefined) return schemaOf(schema.$ref.split("/").at(-1) ?? "");
    if (schema.enum !== undefined) return z.enum(schema.enum);
    if (schema.type === "array") {
      return z.array(convert(schema.items ?? {})).min(schema.minItems ?? 0);
    }
    if (schema.properties === undefined) return convertPlain(schema);
    const members = Object.entries(schema.properties).map(([key, member]) => {
      const inner = convert(member);
      return [key, schema.required?.includes(key) ? inner : inner.optional()] as const;
    });
    return z.looseObject(Object.fromEntries(members));
  };
  const convertPlain = ({ type, format }: Schema): Zod => {
    if (format === "date-time") return z.iso.datetime({ offset: true });
    if (format === "uri") return z.url();
    if (type === "boolean") return z.boolean();
    return type === "integer" ? z.int() : type === "number" ? z.number() : z.string();
  };
  return (name) => {
    const schema = name.endsWith("[]") ? z.array(schemaOf(name.slice(0, -2))) : schemaOf(name);
    return (value) => schema.safeParse(value);
  };
}

/** Returns a check by Ajv's code, generated before the run. The check returns true or false. */
export function ajvStandaloneFor(name: string): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, allErrors: true, code: { source: true } });
  addFormats.default(ajv);
  ajv.addSchema(document, "contract");
  const isList = name.endsWith("[]");
  const $ref = `contract#/components/schemas/${isList ? name.slice(0, -2) : name}`;
  const validate = ajv.compile(isList ? { type: "array", items: { $ref } } : { $ref });
  const module = { exports: {} as { default?: (value: unknown) => boolean } };
  const code = standaloneCode(ajv, validate);
  new Function("module", "exports", "require", code)(
    module,
    module.exports,
    createRequire(import.meta.url),
  );
  const check = module.exports as unknown as (value: unknown) => boolean;
  return (value) => check(value);
}
