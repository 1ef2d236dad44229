/** Reports of the public types: a change of a type that users import shows in a review. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type Package, root } from "../packages.ts";
import { targetOf } from "./symbols.ts";

const FOLDER = join(root, "docs", "api-reports");
const PRINTER = ts.createPrinter({ removeComments: true });

/** Options that read built declarations as they are. */
const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  skipLibCheck: true,
  types: [],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
};

/** A module of declarations: its name in imports, and its file. */
export interface DeclaredModule {
  readonly name: string;
  readonly file: string;
}

/** The exports of modules with their declarations, sorted by name and without comments. */
export function reportOf(modules: readonly DeclaredModule[]): string {
  const program = ts.createProgram(
    modules.map(({ file }) => file),
    OPTIONS,
  );
  const checker = program.getTypeChecker();
  return modules
    .map(({ name, file }) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      const symbols = module === undefined ? [] : [...checker.getExportsOfModule(module)];
      const exports = symbols
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((symbol) => declarationOf(checker, symbol));
      return `# ${name}\n\n${exports.join("\n")}`;
    })
    .join("\n");
}

/** The declarations of an export. */
function declarationOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const texts = (targetOf(checker, symbol).declarations ?? []).map((declaration) => {
    // The statement of a variable has its keyword.
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return sortUnions(
      PRINTER.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile()),
    );
  });
  return `## ${symbol.name}\n\n${texts.join("\n")}\n`;
}

/** Sorts the texts of each union, because their order changes from build to build. */
const sortUnions = (text: string): string =>
  text.replace(/"[^"]*"(?: \| "[^"]*")+/g, (union) => union.split(" | ").sort().join(" | "));

const fileOf = ({ name }: Package): string => join(FOLDER, `${name}.txt`);

/** The report of a package, from its built declarations. */
function reportOfPackage({ folder, entries, manifest }: Package): string {
  const names = Object.keys(entries).sort();
  const modules = names.map((entry) => ({
    name: entry === "index" ? manifest.name : `${manifest.name}/${entry}`,
    file: join(folder, "dist", `${entry}.d.ts`),
  }));
  const titleText = `The public types of ${manifest.name}`;
  return `${titleText}. \`npm run packages -- --write\` writes this file.\n\n${reportOf(modules)}`;
}

/** Returns an issue if the report of a package is stale, or writes the report. */
export function reportIssues(candidate: Package, isWriting: boolean): string[] {
  const file = fileOf(candidate);
  const report = reportOfPackage(candidate);
  const savedReport = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (savedReport === report) return [];
  if (!isWriting) {
    return [
      `its public types changed: run \`npm run packages -- --write\`, and check the difference in docs/api-reports/${candidate.name}.txt`,
    ];
  }
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, report);
  return [];
}
