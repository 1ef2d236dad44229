/** The exports of the packages' public entries, read once. */
import { join } from "node:path";
import ts from "typescript";
import { packages, root } from "../packages.ts";
import { lineOf } from "./sources.ts";

/** One public export. The declaration is in another package if this package exports it again. */
export interface PublicExport {
  readonly name: string;
  readonly isDocumented: boolean;
  readonly declarations: readonly ts.Declaration[];
  /** Where it is declared, from the repository's root. */
  readonly file: string;
  readonly line: number;
}

/** The exports, and the checker that knows their types. */
export interface PublicApi {
  readonly exports: readonly PublicExport[];
  readonly checker: ts.TypeChecker;
}

/** Every export of every package that this repository declares. */
export function readPublicApi(): PublicApi {
  const entries = packages.flatMap(({ folder, entries: entryFiles }) =>
    Object.values(entryFiles).map((source) => join(folder, source)),
  );
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  return publicApiOf(ts.createProgram(entries, options), entries);
}

/** The exports of some files of a program. */
export function publicApiOf(program: ts.Program, entries: readonly string[]): PublicApi {
  const checker = program.getTypeChecker();
  const exports = entries.flatMap((entry) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) return [];
    return checker
      .getExportsOfModule(module)
      .flatMap((exported) => publicExport(exported, checker));
  });
  return { exports, checker };
}

/** The path of a node's file from the repository's root, and its line. */
export function placeOf(node: ts.Node): { readonly file: string; readonly line: number } {
  const tree = node.getSourceFile();
  return {
    file: tree.fileName.slice(root.length + 1),
    line: lineOf(tree, node.getStart(tree)),
  };
}

function publicExport(exported: ts.Symbol, checker: ts.TypeChecker): PublicExport[] {
  const symbol =
    exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  const path = declaration?.getSourceFile().fileName;
  if (!declaration || !path?.startsWith(`${root}/`) || path.includes("node_modules")) return [];
  return [
    {
      name: exported.name,
      isDocumented: symbol.getDocumentationComment(checker).length > 0,
      declarations: symbol.declarations ?? [],
      ...placeOf(declaration),
    },
  ];
}
