/** The docstrings of classes and of interface members, read from source files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse, visit } from "../../tidy/sources.ts";
import { oneLine } from "./page.ts";

/** A name with its docstring as one line. */
export type NamedText = readonly [name: string, text: string];

/** The members of an interface, in the order of the source. */
export function memberTexts(root: string, file: string, interfaceName: string): NamedText[] {
  const texts: NamedText[] = [];
  visit(treeOf(root, file), (node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== interfaceName) return;
    for (const member of node.members) {
      if (member.name) texts.push([member.name.getText(), docstringOf(member)]);
    }
  });
  return texts;
}

/** The classes of some files, in the order of the files. */
export function classTexts(root: string, files: readonly string[]): NamedText[] {
  const texts: NamedText[] = [];
  for (const file of files) {
    visit(treeOf(root, file), (node) => {
      if (ts.isClassDeclaration(node) && node.name) {
        texts.push([node.name.text, docstringOf(node)]);
      }
    });
  }
  return texts;
}

function treeOf(root: string, file: string): ts.SourceFile {
  return parse(file, readFileSync(join(root, file), "utf8")).tree;
}

function docstringOf(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return oneLine(ts.getTextOfJSDocComment(doc?.comment));
}
