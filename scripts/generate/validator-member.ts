/** The emitter of the lines that check one member of an object. */
import type { SchemaObject } from "./document.ts";
import { nestedName } from "./validator-shapes.ts";

/** Imported names by file; a type is written `type Name`. */
export type Imports = Map<string, Set<string>>;

const CHECKS = "../runtime/checks.ts";

/** The check that is being emitted. */
export interface CheckScope {
  readonly imports: Imports;
  /** Returns the expression for the check of a nested schema. */
  readonly checkOf: (name: string) => string;
}

export function addImport(imports: Imports, file: string, name: string): void {
  imports.set(file, (imports.get(file) ?? new Set()).add(name));
}

/** The condition for a wrong plain value, by its type. */
const plainTests: Readonly<Record<string, (value: string) => string>> = {
  string: (value) => `typeof ${value} !== "string"`,
  boolean: (value) => `typeof ${value} !== "boolean"`,
  number: (value) => `!Number.isFinite(${value})`,
  integer: (value) => `!Number.isInteger(${value})`,
};

/** The check of each format, and the module that exports it. */
const formats: Readonly<Record<string, { readonly check: string; readonly from: string }>> = {
  "date-time": { check: "isDateTime", from: "@tmf654/contract" },
  uri: { check: "isUri", from: "../runtime/formats.ts" },
};

/** The keywords that the emitter supports, and those that do not affect validation. */
const KNOWN_KEYWORDS = new Set(
  "$ref type format description enum default required properties items minItems example examples".split(
    " ",
  ),
);

export function memberLines(
  key: string,
  schema: SchemaObject,
  isRequired: boolean,
  scope: CheckScope,
): string {
  for (const keyword of Object.keys(schema)) {
    if (!KNOWN_KEYWORDS.has(keyword) && !keyword.startsWith("x-")) {
      throw new Error(`The keyword ${keyword} at ${key} is not supported: add its check.`);
    }
  }
  const access = /^[a-z]\w*$/i.test(key) ? `value.${key}` : `value[${JSON.stringify(key)}]`;
  const createNestedLine = nestedLine(key, schema, scope);
  const start = isRequired ? "" : `if ((v = ${access}) !== undefined`;
  if (createNestedLine !== undefined) {
    return isRequired
      ? requiredLine(access, createNestedLine)
      : toStatement(`${start})`, createNestedLine("v"));
  }
  const { test, action } = createPlainTest(key, schema, scope);
  const condition = isRequired ? `if (${test(`(v = ${access})`)})` : `${start} && ${test("v")})`;
  return toStatement(condition, action);
}

/** The check of an undefined value reports it as missing, so no condition is needed. */
function requiredLine(access: string, nested: (value: string) => string): string {
  const line = `  ${nested(access)};`;
  return line.length <= 100 ? line : `  v = ${access};\n  ${nested("v")};`;
}

function toStatement(start: string, action: string): string {
  const line = `  ${start} ${action};`;
  return line.length <= 100 ? line : `  ${start}\n    ${action};`;
}

interface PlainTest {
  readonly test: (value: string) => string;
  readonly action: string;
}

function createPlainTest(
  key: string,
  { type, format }: SchemaObject,
  { imports }: CheckScope,
): PlainTest {
  const name = JSON.stringify(key);
  const formatCheck = formats[format ?? ""];
  if (formatCheck !== undefined) {
    addImport(imports, formatCheck.from, formatCheck.check);
    addImport(imports, CHECKS, "addFormatIssue");
    const action = `found = addFormatIssue(found, ${name}, v, "${format}")`;
    return { test: (value) => `!${formatCheck.check}(${value})`, action };
  }
  const test = plainTests[String(type)];
  if (test === undefined)
    throw new Error(`The type ${type} at ${key} is not supported: add its test.`);
  addImport(imports, CHECKS, "addTypeIssue");
  return { test, action: `found = addTypeIssue(found, ${name}, v, "${type}")` };
}

/** Returns the emitter of the line for an object, an enum or a list. */
function nestedLine(
  key: string,
  schema: SchemaObject,
  scope: CheckScope,
): ((value: string) => string) | undefined {
  const isList = schema.type === "array";
  const name = nestedName(key, (isList ? schema.items : schema) ?? {});
  if (name === undefined) {
    if (isList)
      throw new Error(`The items of ${key} are not supported: give them a schema of their own.`);
    return undefined;
  }
  const check = scope.checkOf(name);
  addImport(scope.imports, CHECKS, "addNested");
  const start = `found = addNested(found, ${JSON.stringify(key)}, `;
  if (!isList) return (value) => `${start}${check}(${value}, max))`;
  const list = schema.minItems === undefined ? "checkList" : "checkFilledList";
  addImport(scope.imports, CHECKS, list);
  const minItemsArgument = schema.minItems === undefined ? "" : `, ${schema.minItems}`;
  return (value) => `${start}${list}(${value}, max, ${check}${minItemsArgument}))`;
}
