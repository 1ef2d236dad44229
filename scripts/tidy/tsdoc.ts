/** TSDoc on every public export. */
import { join } from "node:path";
import ts from "typescript";
import { packages, root } from "../packages.ts";
import type { Issue } from "./issue.ts";
import { lineOf } from "./sources.ts";

export function checkTsdoc(): readonly Issue[] {
  const entries = packages.flatMap(({ folder, entries: named }) =>
    Object.values(named).map((source) => join(folder, source)),
  );
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Symbol>();
  return entries.flatMap((entry) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) return [];
    return checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol =
        exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (seen.has(symbol)) return [];
      seen.add(symbol);
      return undocumented(symbol, checker);
    });
  });
}

function undocumented(symbol: ts.Symbol, checker: ts.TypeChecker): Issue[] {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return [];
  if (symbol.getDocumentationComment(checker).length > 0) return [];
  const tree = declaration.getSourceFile();
  if (!tree.fileName.startsWith(`${root}/`) || tree.fileName.includes("node_modules")) return [];
  const file = tree.fileName.slice(root.length + 1);
  const message = `\`${symbol.name}\` is public and has no TSDoc`;
  const remedy = "Describe what a caller cannot see: shapes, units, errors, the clause";
  return [{ file, line: lineOf(tree, declaration.getStart(tree)), message, remedy }];
}
