/**
 * A check for libraries that use a package and emit declarations. Each type that a function
 * returns, and each type of its members, must have a name that such declarations can import.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { type Package, root } from "../packages.ts";
import { installStrictly } from "./strict-app.ts";
import { isValue, targetOf } from "./symbols.ts";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  typeRoots: [join(root, "node_modules", "@types")],
  types: ["node"],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
};

/** Returns the compiler's errors for a library that exports all of a package again. */
export function declarationIssues(candidate: Package): string[] {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-declarations-"));
  try {
    installStrictly(candidate, folder);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const { name } = candidate.manifest;
    const entries = Object.keys(candidate.entries).map((entry) =>
      entry === "index" ? name : `${name}/${entry}`,
    );
    return libraryIssues(folder, entries);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes a library for each entry to the folder, and compiles them. */
export function libraryIssues(folder: string, entries: readonly string[]): string[] {
  const probes = entries.map((entry, at) => {
    const probe = join(folder, `probe-${at}.ts`);
    writeFileSync(probe, `import * as all from "${entry}";\nexport { all };\n`);
    return probe;
  });
  const program = ts.createProgram(probes, OPTIONS);
  const checker = program.getTypeChecker();
  const libraries = entries.map((entry, at) => {
    const file = join(folder, `library-${at}.ts`);
    const source = program.getSourceFile(probes[at] ?? "");
    const module = source && checker.getSymbolAtLocation(specifierOf(source));
    const values = module === undefined ? [] : checker.getExportsOfModule(module);
    const lines = values.flatMap((value) => usesOf(checker, value));
    writeFileSync(file, [`import * as all from "${entry}";`, ...lines].join("\n"));
    return file;
  });
  return errorsOf(libraries);
}

/** Returns lines that export a value, its return value, and the members of the return value. */
function usesOf(checker: ts.TypeChecker, symbol: ts.Symbol): string[] {
  if (!isValue(checker, symbol)) return [];
  const declaration = `export const ${symbol.name}_ = all.${symbol.name};`;
  const [signature] = checker.getTypeOfSymbol(targetOf(checker, symbol)).getCallSignatures();
  if (signature === undefined || signature.typeParameters) return [declaration];
  const returnTypeName = `${symbol.name}Returned`;
  const type = signature.getReturnType();
  const hasMembers = (type.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayType(type);
  const members = hasMembers ? checker.getPropertiesOfType(type) : [];
  return [
    declaration,
    `export const ${returnTypeName} = (0 as unknown as () => ReturnType<typeof all.${symbol.name}>)();`,
    ...members
      .map(({ name }) => name)
      .filter((name) => /^[a-z]\w*$/i.test(name))
      .map((name) => `export const ${returnTypeName}_${name} = ${returnTypeName}.${name};`),
  ];
}

function specifierOf(source: ts.SourceFile): ts.Node {
  const [first] = source.statements;
  if (first === undefined || !ts.isImportDeclaration(first)) throw new Error("no import");
  return first.moduleSpecifier;
}

function errorsOf(files: readonly string[]): string[] {
  const program = ts.createProgram(files, OPTIONS);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const errors = [
      ...program.getSemanticDiagnostics(source),
      ...program.getDeclarationDiagnostics(source),
    ];
    return errors.map(({ messageText, code }) => {
      return `declarations: TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}
