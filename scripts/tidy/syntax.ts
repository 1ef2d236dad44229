/** Language constructs that are not allowed here. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { lineOf, type Source, visit } from "./sources.ts";

type Ban = Pick<Issue, "message" | "remedy">;

/** Tools read the default export of their configuration. Storybook also reads that of stories. */
const isConfiguration = (file: string): boolean =>
  /\.config\.ts$|\.stories\.tsx$|\/\.storybook\/\w+\.ts$/.test(file);

export function checkSyntax(source: Source): readonly Issue[] {
  const { file, tree } = source;
  const issues: Issue[] = [];
  const report = (position: number, ban: Ban) =>
    issues.push({ file, line: lineOf(tree, position), ...ban });
  visit(tree, (node) => {
    const ban = banOf(node, file);
    if (ban !== undefined) report(node.getStart(tree), ban);
  });
  for (const match of source.text.matchAll(/\/[/*]\s*@ts-(ignore|nocheck)/g)) {
    report(match.index, { message: "@ts-ignore", remedy: "Correct the type, or expect the error" });
  }
  return issues;
}

function banOf(node: ts.Node, file: string): Ban | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.AnyKeyword:
      return { message: "`any`", remedy: "Use `unknown` and narrow it" };
    case ts.SyntaxKind.EnumDeclaration:
      return { message: "`enum`", remedy: "Use a union of literals, or an array `as const`" };
    case ts.SyntaxKind.NonNullExpression:
      return { message: "a non-null assertion", remedy: "Handle the absent case" };
    case ts.SyntaxKind.VariableStatement:
      return isNamedBlockArrow(node as ts.VariableStatement)
        ? { message: "an arrow function with a body at module level", remedy: "Declare a function" }
        : undefined;
    case ts.SyntaxKind.ExportAssignment:
      return isConfiguration(file)
        ? undefined
        : { message: "a default export", remedy: "Export it by name" };
    case ts.SyntaxKind.ExportDeclaration:
      return (node as ts.ExportDeclaration).exportClause === undefined
        ? { message: "`export *`", remedy: "List what is exported" }
        : undefined;
    default:
      return hasDefaultModifier(node) && !isConfiguration(file)
        ? { message: "a default export", remedy: "Export it by name" }
        : undefined;
  }
}

/** `const f = () => { … }` at module level, without a type of its own. */
function isNamedBlockArrow(statement: ts.VariableStatement): boolean {
  if (!ts.isSourceFile(statement.parent)) return false;
  return statement.declarationList.declarations.some(
    ({ type, initializer }) =>
      !type && initializer && ts.isArrowFunction(initializer) && ts.isBlock(initializer.body),
  );
}

function hasDefaultModifier(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}
