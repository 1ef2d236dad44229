/** The lines that check one member of an object. */
import { type SchemaObject, schemaNameOf } from "./document.ts";
import { checkName, inlineName, isInline, moduleFile } from "./validator-modules.ts";

/** Imported names by file; a type is written `type Name`. */
export type Imports = Map<string, Set<string>>;

const FINDINGS = "../runtime/findings.ts";

export const use = (imports: Imports, file: string, name: string): void => {
  imports.set(file, (imports.get(file) ?? new Set()).add(name));
};

/** What is wrong with a plain value, by the type it should have. */
const plainTests: Readonly<Record<string, (value: string) => string>> = {
  string: (value) => `typeof ${value} !== "string"`,
  boolean: (value) => `typeof ${value} !== "boolean"`,
  number: (value) => `!Number.isFinite(${value})`,
  integer: (value) => `!Number.isInteger(${value})`,
};

const formats: Readonly<Record<string, string>> = { "date-time": "isDateTime", uri: "isUri" };

/** Keywords that change nothing about validity, and those the emitter knows. Any other is refused. */
const KNOWN = new Set(
  "$ref type format description enum default required properties items minItems example examples".split(
    " ",
  ),
);

export function memberLines(
  key: string,
  schema: SchemaObject,
  isRequired: boolean,
  imports: Imports,
): string {
  for (const keyword of Object.keys(schema)) {
    if (!KNOWN.has(keyword) && !keyword.startsWith("x-")) {
      throw new Error(`No validator can be written for the keyword ${keyword} at ${key}.`);
    }
  }
  const access = /^[a-z]\w*$/i.test(key) ? `value.${key}` : `value[${JSON.stringify(key)}]`;
  const nested = nestedLine(key, schema, imports);
  const start = isRequired ? "" : `if ((v = ${access}) !== undefined`;
  if (nested !== undefined) {
    return isRequired ? requiredLine(access, nested) : statement(`${start})`, nested("v"));
  }
  const { test, action } = plainTest(key, schema, imports);
  const condition = isRequired ? `if (${test(`(v = ${access})`)})` : `${start} && ${test("v")})`;
  return statement(condition, action);
}

/** The check of an undefined value says that it is missing, so nothing need be asked before. */
function requiredLine(access: string, nested: (value: string) => string): string {
  const line = `  ${nested(access)};`;
  return line.length <= 100 ? line : `  v = ${access};\n  ${nested("v")};`;
}

function statement(start: string, action: string): string {
  const line = `  ${start} ${action};`;
  return line.length <= 100 ? line : `  ${start}\n    ${action};`;
}

type PlainTest = { readonly test: (value: string) => string; readonly action: string };

function plainTest(key: string, { type, format }: SchemaObject, imports: Imports): PlainTest {
  const name = JSON.stringify(key);
  const isFormat = formats[format ?? ""];
  if (isFormat !== undefined) {
    use(imports, "../runtime/formats.ts", isFormat);
    use(imports, FINDINGS, "misshapen");
    const action = `found = misshapen(found, ${name}, v, "${format}")`;
    return { test: (value) => `!${isFormat}(${value})`, action };
  }
  const test = plainTests[String(type)];
  if (test === undefined) throw new Error(`No validator for the type ${type} at ${key}.`);
  use(imports, FINDINGS, "wrong");
  return { test, action: `found = wrong(found, ${name}, v, "${type}")` };
}

/** The line for a member that is itself an object, an enum or a list, given how to read it. */
function nestedLine(
  key: string,
  schema: SchemaObject,
  imports: Imports,
): ((value: string) => string) | undefined {
  const isList = schema.type === "array";
  const check = nestedCheck(key, (isList ? schema.items : schema) ?? {}, imports);
  if (check === undefined) {
    if (isList) throw new Error(`No validator for the items of ${key}.`);
    return undefined;
  }
  use(imports, FINDINGS, "under");
  const start = `found = under(found, ${JSON.stringify(key)}, `;
  if (!isList) return (value) => `${start}${check}(${value}, max))`;
  const list = schema.minItems === undefined ? "checkList" : "checkFilledList";
  use(imports, FINDINGS, list);
  const least = schema.minItems === undefined ? "" : `, ${schema.minItems}`;
  return (value) => `${start}${list}(${value}, max, ${check}${least}))`;
}

/** The name of the check in another module, or undefined for a plain value. */
function nestedCheck(key: string, schema: SchemaObject, imports: Imports): string | undefined {
  const target = schema.$ref
    ? schemaNameOf(schema.$ref)
    : isInline(schema)
      ? inlineName(key)
      : undefined;
  if (target === undefined) return undefined;
  use(imports, `./${moduleFile(target)}`, checkName(target));
  return checkName(target);
}
