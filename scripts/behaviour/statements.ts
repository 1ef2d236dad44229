/** The statements of the behaviour page, and the titles of the tests that check them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse as parseYaml } from "yaml";
import { parse, visit } from "../tidy/sources.ts";

/** The names of a page's statements, by heading. */
export type Statements = ReadonlyMap<string, readonly string[]>;

/** Reads a page: below a heading, each list item that starts with a name in bold is a statement. */
export function statementsOf(page: string): Statements {
  const namesByHeading = new Map<string, string[]>();
  let names: string[] = [];
  for (const line of page.split("\n")) {
    const [, heading] = /^##+ (.+)$/.exec(line) ?? [];
    if (heading !== undefined) {
      names = [];
      namesByHeading.set(heading, names);
    }
    const [, name] = /^- (?:\*\*(.+?)\*\*: )?/.exec(line) ?? [];
    if (line.startsWith("- ")) names.push(name ?? line);
  }
  return namesByHeading;
}

/** The parts of test titles that check each statement, by heading and name. */
export type ListedTests = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Reads the tests of each statement from statements.yaml. */
export const readListedTests = (root: string): ListedTests =>
  parseYaml(readFileSync(join(root, "scripts/behaviour/statements.yaml"), "utf8")) as ListedTests;

/** Whether the tests of a file check statements. */
export function holdsStatements(file: string): boolean {
  return /^packages\/(?:ledger|mock|quantity)\/.*\.(?:test|cases)\.ts$/.test(file);
}

const TEST = /^(?:describe|test|describeMatrix)\b/;

/**
 * The titles in a test file, and the names of the rows in its tables: the text that a row starts
 * with, or its `$name`.
 */
export function titlesOf(file: string, text: string): readonly string[] {
  const titles: string[] = [];
  const { tree } = parse(file, text);
  visit(tree, (node) => {
    const name = nameOf(node, tree);
    if (name === undefined) return;
    if (ts.isStringLiteralLike(name)) titles.push(name.text);
    if (ts.isTemplateExpression(name)) titles.push(textOf(name));
  });
  return titles;
}

function nameOf(node: ts.Node, tree: ts.SourceFile): ts.Node | undefined {
  if (ts.isCallExpression(node) && TEST.test(node.expression.getText(tree))) {
    return node.arguments[0];
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements[0];
  if (!ts.isPropertyAssignment(node)) return undefined;
  return /^\$?name$/.test(node.name.getText(tree)) ? node.initializer : undefined;
}

/** A template with `…` for its expressions. */
function textOf({ head, templateSpans }: ts.TemplateExpression): string {
  return head.text + templateSpans.map(({ literal }) => `…${literal.text}`).join("");
}

/** Whether a title has this part. A short part must be a whole title. */
export function isTitled(titles: readonly string[], part: string): boolean {
  const isShort = part.length < 12;
  return titles.some((title) => (isShort ? title === part : title.includes(part)));
}

/**
 * The heading that a title quotes: `Top-up` of "Top-up", "Top-up: once", "Top-up, voucher: once".
 * Before a colon, its first words are enough. A heading that does not exist is returned as it is.
 */
export function quotedHeading(title: string, headings: ReadonlySet<string>): string | undefined {
  const [, start] = /^([A-Z][^:"]*): /.exec(title) ?? [];
  if (start === undefined) {
    const titleWithoutTag = title.replace(/ \[.*\]$/, "");
    return headings.has(titleWithoutTag) ? titleWithoutTag : undefined;
  }
  const isQuoted = (heading: string): boolean =>
    heading.startsWith(`${start} `) || `${start},`.startsWith(`${heading},`);
  return [...headings].find(isQuoted) ?? start;
}
