/** Names of declarations in plain words: the words that prose may not use are not in names either. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { WORDS } from "./prose/words.ts";
import { lineOf, type Source, visit } from "./sources.ts";

export function checkNames({ file, tree }: Source): readonly Issue[] {
  const issues: Issue[] = [];
  visit(tree, (node) => {
    const name = declaredName(node);
    if (name === undefined) return;
    const words = wordsOf(name.text);
    const replacement = WORDS.find(({ pattern }) => pattern.test(words));
    if (replacement === undefined) return;
    const line = lineOf(tree, name.getStart(tree));
    const message = `the name \`${name.text}\` has a word that is not used here`;
    issues.push({ file, line, message, remedy: `Write ${replacement.instead}` });
  });
  return issues;
}

function declaredName(node: ts.Node): ts.Identifier | undefined {
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node);
  return isDeclaration && node.name && ts.isIdentifier(node.name) ? node.name : undefined;
}

/** The words of a name: `createHttpWaiter` and `MAX_SIZE` become `create Http Waiter` and `MAX SIZE`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replaceAll("_", " ");
}
