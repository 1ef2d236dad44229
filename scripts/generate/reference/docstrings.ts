/** The docstrings of classes and of interface members, read from source files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse, visit } from "../../tidy/sources.ts";
import { oneLine } from "./page.ts";

/** A name with its docstring as one line. */
export type NamedText = readonly [name: string, text: string];

/** A member of a type, as it is declared. */
export interface Member {
  readonly name: string;
  readonly description: string;
  /** The type in the source. */
  readonly type: string;
  readonly isOptional: boolean;
}

/** The members of an interface, in the order of the source. */
export function memberTexts(root: string, file: string, interfaceName: string): NamedText[] {
  return membersOf(root, file, interfaceName).map(({ name, description }) => [name, description]);
}

/**
 * The members of an interface or of the literal in a type alias, in the order of the source.
 * Members of other types that the alias names are not included.
 */
export function membersOf(root: string, file: string, typeName: string): Member[] {
  const members: Member[] = [];
  visit(treeOf(root, file), (node) => {
    if (!isType(node) || node.name.text !== typeName) return;
    for (const member of elementsOf(node)) {
      members.push({
        name: member.name?.getText() ?? "",
        description: docstringOf(member),
        type: ts.isPropertySignature(member) ? oneLine(member.type?.getText()) : "function",
        isOptional: member.questionToken !== undefined,
      });
    }
  });
  return members;
}

const isType = (node: ts.Node) =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

function elementsOf(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration) {
  if (ts.isInterfaceDeclaration(node)) return [...node.members];
  const parts = ts.isIntersectionTypeNode(node.type) ? [...node.type.types] : [node.type];
  return parts.flatMap((part) => (ts.isTypeLiteralNode(part) ? [...part.members] : []));
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
