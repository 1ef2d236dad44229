/**
 * The code of apps that were written for an earlier version, compiled with the types of this one.
 * `packages/<name>/test/compatibility/<version>.ts` has every name that a version exports, and the
 * examples of its documents. It is frozen when the version is released.
 */
import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import ts from "typescript";
import { type Block, blocksOf } from "../examples/blocks.ts";
import { type Package, packages, root } from "../packages.ts";
import { isValue } from "./symbols.ts";

/** Options of an app. `types` has those of Node.js, as an app in Node.js has. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  resolveJsonModule: true,
  // An installed package has its dependencies beside it, not beside its files in the workspace.
  preserveSymlinks: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  typeRoots: [join(root, "node_modules", "@types")],
  types: ["node"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** Documents with examples of a package, besides its README. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  client: ["docs/reference/client-options.md", "docs/guides/tokens.md"],
  mock: ["docs/guides/terminal.md", "docs/concepts/*.md"],
};

/** The frozen files of all packages and versions. */
export const frozenFiles = (): readonly string[] =>
  globSync("packages/*/test/compatibility/*.ts", { cwd: root }).map((file) => join(root, file));

/** The frozen file of a package's own version. */
export const frozenFileOf = ({ folder, manifest }: Package): string =>
  join(folder, "test", "compatibility", `${manifest.version}.ts`);

/** Writes the frozen file of each package for its own version. */
export function freeze(): void {
  for (const candidate of packages) {
    const file = frozenFileOf(candidate);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, frozenText(candidate));
  }
}

/** Makes the staged packages importable in a folder. */
export function linkStaged(folder: string): void {
  const scope = join(folder, "node_modules", "@tmf654");
  mkdirSync(scope, { recursive: true });
  for (const { name, staged } of packages) symlinkSync(staged, join(scope, name));
}

/** Compiles frozen files in a folder that has the packages. Returns the errors. */
export function compatibilityIssues(
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
): string[] {
  const copies = files.map(({ name, text }, index) => {
    const copy = join(folder, `${index}-${basename(name)}`);
    writeFileSync(copy, text);
    return { name, copy };
  });
  const program = ts.createProgram(
    copies.map(({ copy }) => copy),
    OPTIONS,
  );
  return copies.flatMap(({ name, copy }) => {
    const source = program.getSourceFile(copy);
    const errors = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return errors.map(({ code, start = 0, messageText }) => {
      const { line = 0 } = source?.getLineAndCharacterOfPosition(start) ?? {};
      const text = ts.flattenDiagnosticMessageText(messageText, " ");
      return `${relative(root, name)}:${line + 1}: TS${code}: ${text}`;
    });
  });
}

function frozenText(candidate: Package): string {
  const { name, version } = candidate.manifest;
  const documents = [join("packages", candidate.name, "README.md")];
  for (const pattern of DOCUMENTS[candidate.name] ?? []) {
    documents.push(...globSync(pattern, { cwd: root }).sort());
  }
  const examples = documents.flatMap((document) =>
    blocksOf(readFileSync(join(root, document), "utf8")).filter(isExample),
  );
  const imports = new Map<string, Set<string>>();
  const bodies = examples.map(({ text }) => withoutImports(text, imports));
  const lines = [
    `/** Code for ${name} ${version}: every export, and the examples of the documents. Frozen. */`,
    ...[...imports].map(([module, names]) => importLine(module, names)),
    "",
    ...exportsOf(candidate),
    ...bodies.map((body, index) => `\nexport async function example${index + 1}() {\n${body}}`),
    "",
  ];
  return lines.join("\n");
}

/** Whether a block is an example without a file of the reader. Other tests compile the rest. */
const isExample = ({ language, text }: Block): boolean =>
  language === "ts" && !/ from "\.\//.test(text);

/** Moves the imports of an example to those of the file. */
function withoutImports(text: string, imports: Map<string, Set<string>>): string {
  const form = /^import (type )?(?:\{([^}]*)\}|(\w+)) from "([^"]+)"(?: with [^;]+)?;\n/gm;
  return text
    .replace(form, (_, type = "", list: string | undefined, whole: string, module: string) => {
      const names = imports.get(module) ?? new Set<string>();
      imports.set(module, names);
      const listedNames = (list ?? `default as ${whole}`).split(",").map((each) => each.trim());
      for (const each of listedNames.filter(Boolean)) names.add(`${type}${each}`);
      return "";
    })
    .trimStart();
}

function importLine(module: string, names: ReadonlySet<string>): string {
  const attributes = module.endsWith(".json") ? ' with { type: "json" }' : "";
  return `import { ${[...names].sort().join(", ")} } from "${module}"${attributes};`;
}

/** Lines that export all of a package again, each name with the name of its entry. */
function exportsOf({ folder, entries, manifest }: Package): readonly string[] {
  const files = Object.keys(entries).map((entry) => join(folder, "dist", `${entry}.d.ts`));
  const program = ts.createProgram(files, { ...OPTIONS, preserveSymlinks: false });
  const checker = program.getTypeChecker();
  return Object.keys(entries).flatMap((entry, index) => {
    const source = program.getSourceFile(files[index] ?? "");
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${files[index]} is missing: run \`npm run build\`.`);
    const symbols = checker.getExportsOfModule(module).filter(({ name }) => name !== "default");
    const path = entry === "index" ? manifest.name : `${manifest.name}/${entry}`;
    const prefix = entry.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [false, true].flatMap((isForValues) => {
      const names = symbols
        .filter((symbol) => isValue(checker, symbol) === isForValues)
        .map(({ name }) => (entry === "index" ? name : `${name} as ${prefix}_${name}`));
      const keyword = isForValues ? "export" : "export type";
      return names.length === 0
        ? []
        : [`${keyword} { ${names.sort().join(", ")} } from "${path}";`];
    });
  });
}
