/**
 * The emitter of `@tmf654/validation`: one module for each schema, with a straight-line check and
 * its validator. Straight-line code was measured fastest, and it runs where `eval` is forbidden
 * (`docs/decisions/validation-generated.md`).
 */
import { type OpenApiDocument, typeName } from "./document.ts";
import { HEADER, toLiteral } from "./text.ts";
import { emitFields } from "./validator-fields.ts";
import { addImport, type CheckScope, type Imports, memberLines } from "./validator-member.ts";
import {
  camelName,
  checkName,
  moduleFile,
  modulesOf,
  type ValidatorModule,
} from "./validator-modules.ts";
import { type CheckSource, checkSources } from "./validator-shapes.ts";

const FOLDER = "packages/validation/src/generated";

export function emitValidators(document: OpenApiDocument): Record<string, string> {
  const modules = modulesOf(document.components.schemas);
  const sources = checkSources(modules);
  const files = modules.map((module) => [
    `${FOLDER}/${moduleFile(module.name)}`,
    emitModule(module, sources.get(module.name) ?? { kind: "own" }),
  ]);
  return {
    ...Object.fromEntries(files),
    ...emitFields(document),
    [`${FOLDER}/all.ts`]: emitAll(modules.filter((one) => one.isComponent)),
  };
}

function emitModule(module: ValidatorModule, source: CheckSource): string {
  const { isComponent, name } = module;
  const imports: Imports = new Map();
  const check = emitCheck(module, source, imports);
  const checkedName = source.kind === "same" ? source.first : name;
  const validator = isComponent ? `\n${validatorLines(name, checkName(checkedName), imports)}` : "";
  const type = isComponent ? `import type { ${typeName(name)} } from "@tmf654/contract";\n` : "";
  return `${HEADER}${type}${importLines(imports)}\n${check}${validator}`;
}

function emitCheck(module: ValidatorModule, source: CheckSource, imports: Imports): string {
  const { name, schema } = module;
  if (source.kind === "same") return sameCheck(name, source.first, imports);
  if (source.kind === "shared") return sharedCheck(module, source, imports);
  if (schema.enum) return enumCheck(module, imports);
  return objectCheck(checkName(name), [], module, {
    imports,
    checkOf: (nested) => importCheck(nested, imports),
  });
}

function importCheck(name: string, imports: Imports): string {
  addImport(imports, `./${moduleFile(name)}`, checkName(name));
  return checkName(name);
}

/** Exports the check of a schema that has the same requirements. */
function sameCheck(name: string, firstName: string, imports: Imports): string {
  importCheck(firstName, imports);
  return `export { ${checkName(firstName)} as ${checkName(name)} } from "./${moduleFile(firstName)}";\n`;
}

/**
 * Calls the check that all schemas of one shape share. The first of these schemas contains the
 * check.
 */
function sharedCheck(
  module: ValidatorModule,
  { first, nested }: { readonly first: string; readonly nested: string },
  imports: Imports,
): string {
  const sharedName = `${checkName(first)}With`;
  const isFirst = module.name === first;
  if (!isFirst) addImport(imports, `./${moduleFile(first)}`, sharedName);
  addImport(imports, "../runtime/issue.ts", "type FoundIssues");
  const name = checkName(module.name);
  const call = `export const ${name} = (value: unknown, max: number): FoundIssues =>
  ${sharedName}(value, max, ${importCheck(nested, imports)});
`;
  if (!isFirst) return call;
  addImport(imports, "../runtime/issue.ts", "type Check");
  const scope = { imports, checkOf: () => "check" };
  const check = objectCheck(sharedName, ["check: Check"], module, scope);
  const comment =
    "/** The check of all schemas of this shape; `check` checks the nested schema. */";
  return `${comment}\n${check}\n${call}`;
}

function validatorLines(name: string, check: string, imports: Imports): string {
  addImport(imports, "../runtime/validator.ts", "type Validator");
  addImport(imports, "../runtime/validator.ts", "validator");
  const args = [JSON.stringify(name), check];
  const line = `  /* @__PURE__ */ validator(${args.join(", ")});`;
  const call =
    line.length <= 100 ? line : `  /* @__PURE__ */ validator(\n    ${args.join(",\n    ")},\n  );`;
  return `/** Validates the schema \`${name}\`, without rules. */
export const ${camelName(name)}: Validator<${typeName(name)}> =
${call}
`;
}

function enumCheck({ name, schema }: ValidatorModule, imports: Imports): string {
  addImport(imports, "../runtime/checks.ts", "checkEnum");
  addImport(imports, "../runtime/issue.ts", "type FoundIssues");
  const values = `${camelName(name)}Allowed`;
  return `const ${values} = ${toLiteral(schema.enum)};

export const ${checkName(name)} = (value: unknown, _max: number): FoundIssues =>
  checkEnum(value, ${values});
`;
}

/** Emits a function that checks an object. */
function objectCheck(
  functionName: string,
  extraParameters: readonly string[],
  { schema }: ValidatorModule,
  scope: CheckScope,
): string {
  const { imports } = scope;
  addImport(imports, "../runtime/checks.ts", "isObject");
  addImport(imports, "../runtime/checks.ts", "typeIssue");
  addImport(imports, "../runtime/issue.ts", "type FoundIssues");
  const requiredNames = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {})
    .map(([key, member]) => memberLines(key, member, requiredNames.has(key), scope))
    .join("\n");
  const max = /\bmax\b/.test(members) ? "max" : "_max";
  const parameters = ["value: unknown", `${max}: number`, ...extraParameters];
  return `${functionStart(functionName, parameters)}
  if (!isObject(value)) return typeIssue(value, "object");
  let found: FoundIssues;
${members.includes("v =") ? "  let v: unknown;\n" : ""}${members}
  return found;
}
`;
}

function functionStart(name: string, parameters: readonly string[]): string {
  const line = `export function ${name}(${parameters.join(", ")}): FoundIssues {`;
  return line.length <= 100
    ? line
    : `export function ${name}(\n  ${parameters.join(",\n  ")},\n): FoundIssues {`;
}

const withoutType = (name: string): string => name.replace("type ", "");

function importLines(imports: Imports): string {
  return [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, names]) => {
      const sortedNames = [...names].sort((a, b) => (withoutType(a) < withoutType(b) ? -1 : 1));
      const isTypeOnly = sortedNames.every((name) => name.startsWith("type "));
      const list = isTypeOnly ? sortedNames.map(withoutType) : sortedNames;
      const start = isTypeOnly ? "import type" : "import";
      const line = `${start} { ${list.join(", ")} } from "${file}";\n`;
      return line.length <= 101
        ? line
        : `${start} {\n  ${list.join(",\n  ")},\n} from "${file}";\n`;
    })
    .join("");
}

/**
 * The list of all validators. It is a file of its own, because an import of this file loads all
 * validators.
 */
function emitAll(modules: readonly ValidatorModule[]): string {
  const imports = modules.map(
    ({ name }) => `import { ${camelName(name)} } from "./${moduleFile(name)}";`,
  );
  const names = modules.map(({ name }) => `  ${camelName(name)},`);
  return `${HEADER}import type { Validator } from "../runtime/validator.ts";
${imports.join("\n")}

export {
${names.join("\n")}
};

/** The validators of all schemas. */
export const schemas: readonly Validator<unknown>[] = [
${names.join("\n")}
];
`;
}
