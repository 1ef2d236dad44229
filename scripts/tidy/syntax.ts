/** Constructs this code does without. */
import ts from "typescript";
import type { Finding } from "./finding.ts";
import { lineOf, type Source, visit } from "./sources.ts";

type Ban = { readonly problem: string; readonly remedy: string };

/** Tool configuration must export a default. */
const isConfiguration = (file: string): boolean => /\.config\.ts$/.test(file);

export function checkSyntax(source: Source): readonly Finding[] {
  const { file, tree } = source;
  const findings: Finding[] = [];
  const report = (position: number, ban: Ban) =>
    findings.push({ file, line: lineOf(tree, position), ...ban });
  visit(tree, (node) => {
    const ban = banOf(node, file);
    if (ban !== undefined) report(node.getStart(tree), ban);
  });
  for (const match of source.text.matchAll(/\/[/*]\s*@ts-(ignore|nocheck)/g)) {
    report(match.index, { problem: "@ts-ignore", remedy: "Mend the type, or expect the error" });
  }
  return findings;
}

function banOf(node: ts.Node, file: string): Ban | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.AnyKeyword:
      return { problem: "`any`", remedy: "Use `unknown` and narrow it" };
    case ts.SyntaxKind.EnumDeclaration:
      return { problem: "`enum`", remedy: "Use a union of literals, or an array `as const`" };
    case ts.SyntaxKind.NonNullExpression:
      return { problem: "a non-null assertion", remedy: "Handle the absent case" };
    case ts.SyntaxKind.ExportAssignment:
      return isConfiguration(file)
        ? undefined
        : { problem: "a default export", remedy: "Export it by name" };
    case ts.SyntaxKind.ExportDeclaration:
      return (node as ts.ExportDeclaration).exportClause === undefined
        ? { problem: "`export *`", remedy: "List what is exported" }
        : undefined;
    case ts.SyntaxKind.ClassDeclaration:
      return extendsError(node as ts.ClassDeclaration)
        ? undefined
        : { problem: "a class that is no error", remedy: "Use functions over readonly data" };
    default:
      return hasDefaultModifier(node) && !isConfiguration(file)
        ? { problem: "a default export", remedy: "Export it by name" }
        : undefined;
  }
}

const extendsError = (node: ts.ClassDeclaration): boolean =>
  (node.heritageClauses ?? []).some((clause) => /Error\b/.test(clause.getText()));

const hasDefaultModifier = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
