/**
 * What `@tmf654/validation` is made of: one module a schema, with a straight-line check and its
 * validator. Straight-line because it was measured fastest and runs where `eval` may not
 * (`docs/decisions/validation-generated.md`).
 */
import { friendlyName, type OpenApiDocument } from "./document.ts";
import { HEADER, literal } from "./text.ts";
import {
  alikes,
  aroundCall,
  aroundFile,
  aroundFunction,
  aroundName,
  type Draft,
  innerOf,
} from "./validator-around.ts";
import { emitFields } from "./validator-fields.ts";
import { type Imports, memberLines, use } from "./validator-member.ts";
import { camelName, checkName, type Module, moduleFile, modulesOf } from "./validator-modules.ts";

const FOLDER = "packages/validation/src/generated";

export function emitValidators(document: OpenApiDocument): Record<string, string> {
  const modules = modulesOf(document.components.schemas);
  const drafts = modules.map(draftOf);
  const known: Known = { written: new Map(), alike: alikes(drafts) };
  const files = modules.map((one, index) => [
    `${FOLDER}/${moduleFile(one.name)}`,
    emitModule(one, drafts[index] ?? draftOf(one), known),
  ]);
  return {
    ...Object.fromEntries(files),
    ...emitFields(document),
    [`${FOLDER}/all.ts`]: emitAll(modules.filter((one) => one.isComponent)),
  };
}

type Known = {
  /** The name of the first module with a check, by what the check does. */
  readonly written: Map<string, string>;
  /** The name of the first module of its shape, for each module that shares one. */
  readonly alike: ReadonlyMap<string, string>;
};

function draftOf(module: Module): Draft {
  const imports: Imports = new Map();
  const check = module.schema.enum ? enumCheck(module, imports) : objectCheck(module, imports);
  return { name: module.name, check, imports };
}

function emitModule({ isComponent, name }: Module, draft: Draft, known: Known): string {
  const { written, alike } = known;
  const does = draft.check.replace(checkName(name), "");
  const same = written.get(does);
  const type = isComponent
    ? `import type { ${friendlyName(name)} } from "@tmf654/contract";\n`
    : "";
  if (same !== undefined) return `${HEADER}${type}${sameCheck(name, same)}`;
  written.set(does, name);
  const first = alike.get(name);
  const { check, imports } = first === undefined ? draft : alikeCheck(draft, first);
  const validator = isComponent ? `\n${validatorLines(name, checkName(name), imports)}` : "";
  return `${HEADER}${type}${importLines(imports)}\n${check}${validator}`;
}

/** The first of its shape says how it is checked; the others say around what. */
function alikeCheck(draft: Draft, first: string): Draft {
  const inner = innerOf(draft);
  if (inner === undefined) return draft;
  const call = aroundCall(draft.name, first, inner.check);
  if (draft.name === first) {
    use(draft.imports, "../runtime/issue.ts", "type Check");
    return { ...draft, check: `${aroundFunction(draft, inner.check)}\n${call}` };
  }
  const imports: Imports = new Map();
  use(imports, inner.file, inner.check);
  use(imports, aroundFile(first), aroundName(first));
  return { ...draft, imports, check: call };
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
