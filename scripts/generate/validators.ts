/**
 * What `@tmf654/validation` is made of: one module a schema, with a straight-line check and its
 * validator. Straight-line because it was measured fastest and runs where `eval` may not
 * (`docs/decisions/validation-generated.md`).
 */
import { friendlyName, type OpenApiDocument } from "./document.ts";
import { HEADER, literal } from "./text.ts";
import { emitFields } from "./validator-fields.ts";
import { type Imports, memberLines, use } from "./validator-member.ts";
import { camelName, checkName, type Module, moduleFile, modulesOf } from "./validator-modules.ts";

const FOLDER = "packages/validation/src/generated";

export function emitValidators(document: OpenApiDocument): Record<string, string> {
  const modules = modulesOf(document.components.schemas);
  const written: Written = new Map();
  const files = modules.map((one) => [
    `${FOLDER}/${moduleFile(one.name)}`,
    emitModule(one, written),
  ]);
  return {
    ...Object.fromEntries(files),
    ...emitFields(document),
    [`${FOLDER}/all.ts`]: emitAll(modules.filter((one) => one.isComponent)),
  };
}

/** The name of the first module with a check, by what the check does. */
type Written = Map<string, string>;

function emitModule(module: Module, written: Written): string {
  const { isComponent, name } = module;
  const imports: Imports = new Map();
  const check = module.schema.enum ? enumCheck(module, imports) : objectCheck(module, imports);
  const does = check.replace(checkName(name), "");
  const first = written.get(does);
  const type = isComponent
    ? `import type { ${friendlyName(name)} } from "@tmf654/contract";\n`
    : "";
  if (first !== undefined) return `${HEADER}${type}${sameCheck(name, first)}`;
  written.set(does, name);
  const validator = isComponent ? `\n${validatorLines(name, checkName(name), imports)}` : "";
  return `${HEADER}${type}${importLines(imports)}\n${check}${validator}`;
}

/** Schemas that differ only in name share one check, so that nobody loads it twice. */
function sameCheck(name: string, first: string): string {
  const imports: Imports = new Map();
  const file = `./${moduleFile(first)}`;
  use(imports, file, checkName(first));
  const validator = validatorLines(name, checkName(first), imports);
  return `${importLines(imports)}
export { ${checkName(first)} as ${checkName(name)} } from "${file}";

${validator}`;
}

function validatorLines(name: string, check: string, imports: Imports): string {
  use(imports, "../runtime/validator.ts", "type Validator");
  use(imports, "../runtime/validator.ts", "validator");
  const args = [JSON.stringify(name), check];
  const line = `  /* @__PURE__ */ validator(${args.join(", ")});`;
  const call =
    line.length <= 100 ? line : `  /* @__PURE__ */ validator(\n    ${args.join(",\n    ")},\n  );`;
  return `/** The structure of \`${name}\`, as the contract's schema has it. */
export const ${camelName(name)}: Validator<${friendlyName(name)}> =
${call}
`;
}

function enumCheck({ name, schema }: Module, imports: Imports): string {
  use(imports, "../runtime/findings.ts", "oneOf");
  use(imports, "../runtime/issue.ts", "type Found");
  const values = `${camelName(name)}Allowed`;
  return `const ${values} = ${literal(schema.enum)};

export const ${checkName(name)} = (value: unknown, _max: number): Found =>
  oneOf(value, ${values});
`;
}

function objectCheck({ name, schema }: Module, imports: Imports): string {
  use(imports, "../runtime/findings.ts", "isObject");
  use(imports, "../runtime/findings.ts", "notA");
  use(imports, "../runtime/issue.ts", "type Found");
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {})
    .map(([key, member]) => memberLines(key, member, required.has(key), imports))
    .join("\n");
  const max = /\bmax\b/.test(members) ? "max" : "_max";
  return `export function ${checkName(name)}(value: unknown, ${max}: number): Found {
  if (!isObject(value)) return notA(value, "object");
  let found: Found;
${members.includes("v =") ? "  let v: unknown;\n" : ""}${members}
  return found;
}
`;
}

const bare = (name: string): string => name.replace("type ", "");

function importLines(imports: Imports): string {
  return [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, names]) => {
      const sorted = [...names].sort((a, b) => (bare(a) < bare(b) ? -1 : 1));
      const isTypeOnly = sorted.every((name) => name.startsWith("type "));
      const list = isTypeOnly ? sorted.map(bare) : sorted;
      const start = isTypeOnly ? "import type" : "import";
      const line = `${start} { ${list.join(", ")} } from "${file}";\n`;
      return line.length <= 101
        ? line
        : `${start} {\n  ${list.join(",\n  ")},\n} from "${file}";\n`;
    })
    .join("");
}

/** The table of everything; in a file of its own, because who imports it gets all of it. */
function emitAll(modules: readonly Module[]): string {
  const imports = modules.map(
    ({ name }) => `import { ${camelName(name)} } from "./${moduleFile(name)}";`,
  );
  const names = modules.map(({ name }) => `  ${camelName(name)},`);
  return `${HEADER}import type { Validator } from "../runtime/validator.ts";
${imports.join("\n")}

export {
${names.join("\n")}
};

/** Every schema of the contract; each knows its name there. */
export const schemas: readonly Validator<unknown>[] = [
${names.join("\n")}
];
`;
}
