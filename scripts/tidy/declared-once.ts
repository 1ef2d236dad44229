/** The rule that a name of the packages has one declaration, and so one meaning. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { isTest, lineOf, type Source } from "./sources.ts";

/** Names with several declarations of one meaning. */
const SHARED_NAMES = new Set([
  // One concept with the members that each package needs. The client reads any server, so the
  // members of its events are open. The issues of validation have parameters for translations.
  ...["BalanceEvent", "Issue"],
  // Packages without a common import declare the same thing.
  ...["StandardIssue", "StandardResult", "StandardSchema", "withTimeLimit"],
  // Each test runner has an entry of its own, with the same names.
  ...["MockFixtures", "test"],
]);

/**
 * Checks the types, exported or not, and the exported functions and constants of all packages.
 * Functions and constants inside a file may have names of other files.
 */
export function checkDeclaredOnce(sources: readonly Source[]): readonly Issue[] {
  const firstFileByName = new Map<string, string>();
  return sources.flatMap(({ file, tree }) => {
    if (!/^packages\/[^/]+\/src\//.test(file) || isTest(file)) return [];
    return tree.statements.flatMap(declaredNames).flatMap((name): readonly Issue[] => {
      const firstFile = firstFileByName.get(name.text) ?? file;
      firstFileByName.set(name.text, firstFile);
      if (firstFile === file || SHARED_NAMES.has(name.text)) return [];
      const line = lineOf(tree, name.getStart(tree));
      const message = `\`${name.text}\` is declared here and in ${firstFile}`;
      return [{ file, line, message, remedy: "Give one of them another name, or share one" }];
    });
  });
}

function declaredNames(statement: ts.Statement): readonly ts.Identifier[] {
  const isType =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  if (isType) return statement.name ? [statement.name] : [];
  if (!isExported(statement)) return [];
  if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name] : [];
  if (!ts.isVariableStatement(statement)) return [];
  const names = statement.declarationList.declarations.map(({ name }) => name);
  return names.filter(ts.isIdentifier);
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return (ts.getModifiers(statement) ?? []).some(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
  );
}
