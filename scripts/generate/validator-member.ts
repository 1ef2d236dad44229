/** The lines that check one member of an object. */
import { type SchemaObject, schemaNameOf } from "./document.ts";
import { checkName, inlineName, isInline, moduleFile } from "./validator-modules.ts";

/** Imported names by file; a type is written `type Name`. */
export type Imports = Map<string, Set<string>>;

const FINDINGS = "../runtime/findings.ts";

export const use = (imports: Imports, file: string, name: string): void => {
  imports.set(file, (imports.get(file) ?? new Set()).add(name));
};

/** The test a plain value must pass, and the line that says so when it does not. */
const plainTests: Record<string, string> = {
  string: 'typeof v !== "string"',
  boolean: 'typeof v !== "boolean"',
  number: "!Number.isFinite(v)",
  integer: "!Number.isInteger(v)",
};

const formats: Record<string, string> = { "date-time": "isDateTime", uri: "isUri" };

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
  const name = JSON.stringify(key);
  const access = /^[a-z]\w*$/i.test(key) ? `value.${key}` : `value[${name}]`;
  const test = memberTest(key, schema, imports);
  if (!isRequired) return optionalLines(access, test);
  use(imports, FINDINGS, "has");
  use(imports, FINDINGS, "missing");
  const absent = `(v = ${access}) === undefined || !has(value, ${name})`;
  const otherwise = test.condition === "" ? test.action : `if (${test.condition}) ${test.action}`;
  return `${statement(`if (${absent})`, `found = missing(found, ${name})`)}
${statement("else", otherwise)}`;
}

function optionalLines(access: string, test: MemberTest): string {
  const present = `(v = ${access}) !== undefined`;
  const condition = test.condition === "" ? present : `${present} && ${test.condition}`;
  return statement(`if (${condition})`, test.action);
}

function statement(start: string, action: string): string {
  const line = `  ${start} ${action};`;
  return line.length <= 100 ? line : `  ${start}\n    ${action};`;
}

/** An empty condition means that the action decides for itself. */
type MemberTest = { readonly condition: string; readonly action: string };

function memberTest(key: string, schema: SchemaObject, imports: Imports): MemberTest {
  const name = JSON.stringify(key);
  const inner = innerCheck(key, schema, imports);
  if (inner !== undefined) {
    use(imports, FINDINGS, "under");
    return { condition: "", action: `found = under(found, ${name}, ${inner})` };
  }
  const format = formats[schema.format ?? ""];
  if (format !== undefined) {
    use(imports, "../runtime/formats.ts", format);
    use(imports, FINDINGS, "misshapen");
    const action = `found = misshapen(found, ${name}, v, "${schema.format}")`;
    return { condition: `!${format}(v)`, action };
  }
  const test = plainTests[String(schema.type)];
  if (test === undefined) throw new Error(`No validator for the type ${schema.type} at ${key}.`);
  use(imports, FINDINGS, "wrong");
  return { condition: test, action: `found = wrong(found, ${name}, "${schema.type}")` };
}

/** The call that checks a member which is itself an object, an enum or a list. */
function innerCheck(key: string, schema: SchemaObject, imports: Imports): string | undefined {
  if (schema.type === "array") {
    const check = nestedCheck(key, schema.items ?? {}, imports);
    if (check === undefined) throw new Error(`No validator for the items of ${key}.`);
    use(imports, FINDINGS, "checkList");
    const least = schema.minItems === undefined ? "" : `, ${schema.minItems}`;
    return `checkList(v, max, ${check}${least})`;
  }
  const check = nestedCheck(key, schema, imports);
  return check === undefined ? undefined : `${check}(v, max)`;
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
