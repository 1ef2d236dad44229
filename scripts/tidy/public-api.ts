/** The exports of the packages' public entries, read once. */
import { join } from "node:path";
import ts from "typescript";
import { packages, root } from "../packages.ts";
import { lineOf } from "./sources.ts";

/** One public export. Its declaration can be in another package, when it is exported again. */
export interface PublicExport {
  readonly name: string;
  readonly isDocumented: boolean;
  /** Where it is declared, from the repository's root. */
  readonly file: string;
  readonly line: number;
}

/** Every export of every package that this repository declares. */
export function readPublicExports(): readonly PublicExport[] {
  const entries = packages.flatMap(({ folder, entries: named }) =>
    Object.values(named).map((source) => join(folder, source)),
  );
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) return [];
    return checker
      .getExportsOfModule(module)
      .flatMap((exported) => publicExport(exported, checker));
  });
}

function publicExport(exported: ts.Symbol, checker: ts.TypeChecker): PublicExport[] {
  const symbol =
    exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const declaration = symbol.declarations?.[0];
  const tree = declaration?.getSourceFile();
  if (!declaration || !tree?.fileName.startsWith(`${root}/`)) return [];
  if (tree.fileName.includes("node_modules")) return [];
  return [
    {
      name: exported.name,
      isDocumented: symbol.getDocumentationComment(checker).length > 0,
      file: tree.fileName.slice(root.length + 1),
      line: lineOf(tree, declaration.getStart(tree)),
    },
  ];
}
