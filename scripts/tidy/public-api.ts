/** The exports of the packages' public entries, read once. */
import { join } from "node:path";
import ts from "typescript";
import { packages, root } from "../packages.ts";
import { lineOf } from "./sources.ts";

/** One public export. Its declaration can be in another package, when it is exported again. */
export interface PublicExport {
  readonly name: string;
  /** The package that exports it. */
  readonly owner: string;
  readonly isType: boolean;
  readonly isDocumented: boolean;
  /** Where it is declared, from the repository's root. */
  readonly file: string;
  readonly line: number;
}

const TYPES = ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class;

/** Every export of every package that this repository declares. */
export function readPublicExports(): readonly PublicExport[] {
  const entries = packages.flatMap(({ name, folder, entries: named }) =>
    Object.values(named).map((source) => ({ owner: name, entry: join(folder, source) })),
  );
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(
    entries.map(({ entry }) => entry),
    options,
  );
  const checker = program.getTypeChecker();
  return entries.flatMap(({ owner, entry }) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) return [];
    return checker
      .getExportsOfModule(module)
      .flatMap((exported) => publicExport(owner, exported, checker));
  });
}

function publicExport(owner: string, exported: ts.Symbol, checker: ts.TypeChecker): PublicExport[] {
  const symbol =
    exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const declaration = symbol.declarations?.[0];
  const tree = declaration?.getSourceFile();
  if (!declaration || !tree?.fileName.startsWith(`${root}/`)) return [];
  if (tree.fileName.includes("node_modules")) return [];
  return [
    {
      name: exported.name,
      owner,
      isType: (symbol.flags & TYPES) !== 0,
      isDocumented: symbol.getDocumentationComment(checker).length > 0,
      file: tree.fileName.slice(root.length + 1),
      line: lineOf(tree, declaration.getStart(tree)),
    },
  ];
}
