/** The rule that a public function whose own body throws names its errors in its TSDoc. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { type PublicExport, placeOf } from "./public-api.ts";

/** Checks the exported functions. Functions inside them throw later, to other callers. */
export function checkThrows(api: readonly PublicExport[]): readonly Issue[] {
  const issues = new Map<string, Issue>();
  for (const { name, declarations } of api) {
    if (!declarations.some(throwsItself) || declarations.some(namesErrors)) continue;
    const [first] = declarations;
    if (first === undefined) continue;
    const message = `\`${name}\` throws, and its TSDoc has no error`;
    const place = placeOf(first);
    const remedy = "Write @throws with the error and its cause";
    issues.set(`${place.file}:${place.line}`, { ...place, message, remedy });
  }
  return [...issues.values()];
}

function throwsItself(declaration: ts.Declaration): boolean {
  const body = functionOf(declaration)?.body;
  return body !== undefined && hasThrow(body);
}

function functionOf(declaration: ts.Declaration): ts.FunctionLikeDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

function hasThrow(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return true;
  return ts.forEachChild(node, (child) => !ts.isFunctionLike(child) && hasThrow(child)) === true;
}

function namesErrors(declaration: ts.Declaration): boolean {
  const owner = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const comments = ts.getJSDocCommentsAndTags(owner).map((comment) => comment.getText());
  return comments.some((text) => /@throws|\bthrows\b|\brejects\b/i.test(text));
}
