/** The rule that time, random values and I/O are arguments, except in a few folders. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { isTest, lineOf, type Source, visit } from "./sources.ts";

const PLACES: readonly { readonly package: string; readonly allowed: readonly RegExp[] }[] = [
  { package: "contract", allowed: [] },
  { package: "quantity", allowed: [] },
  { package: "validation", allowed: [] },
  { package: "ledger", allowed: [] },
  { package: "client", allowed: [/\/src\/platform(\.ts|\/)/] },
  { package: "mock", allowed: [/\/src\/(clock|node|cli|postgres|sqlite|vite)\//] },
  { package: "dashboard", allowed: [/\/src\/(platform|main)\.tsx?$/] },
  { package: "conformance", allowed: [/\/src\/(platform\.ts|cli\/)/] },
];

/** Global names whose use is an effect. `new Date(value)` and `Date.parse` are not: they are pure. */
const GLOBALS = new Set([
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "clearInterval",
  "fetch",
  "performance",
  "process",
]);

const MEMBERS = new Set(["Date.now", "Math.random", "crypto.randomUUID", "crypto.getRandomValues"]);

export function checkEffects({ file, tree }: Source): readonly Issue[] {
  const place = PLACES.find(({ package: name }) => file.startsWith(`packages/${name}/src/`));
  if (place === undefined || isTest(file)) return [];
  if (place.allowed.some((pattern) => pattern.test(file))) return [];
  const issues: Issue[] = [];
  visit(tree, (node) => {
    const name = effectOf(node);
    if (name === undefined) return;
    const message = `\`${name}\` in a pure part`;
    const remedy = "Take it as an argument";
    issues.push({ file, line: lineOf(tree, node.getStart(tree)), message, remedy });
  });
  return issues;
}

function effectOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText().replace(/^globalThis\./, "");
    return MEMBERS.has(text) ? text : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "Date") {
    return (node.arguments ?? []).length === 0 ? "new Date()" : undefined;
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const name = node.expression.text;
    return GLOBALS.has(name) && !isDeclaredHere(node, name) ? name : undefined;
  }
  return undefined;
}

/**
 * Whether a name such as `fetch` is a parameter or variable of the file: the argument that this
 * rule requires.
 */
function isDeclaredHere(node: ts.Node, name: string): boolean {
  let found = false;
  visit(node.getSourceFile(), (candidate) => {
    const isDeclaration =
      ts.isParameter(candidate) ||
      ts.isBindingElement(candidate) ||
      ts.isVariableDeclaration(candidate) ||
      ts.isFunctionDeclaration(candidate);
    if (isDeclaration && candidate.name?.getText() === name) found = true;
  });
  return found;
}
