/**
 * The prose of a file as Markdown documents. Other lines of the file are left blank, so an issue
 * has the line number of the file.
 */
import ts from "typescript";
import { isScalar, LineCounter, parseDocument, visit as visitYaml } from "yaml";
import { isTest, lineOf, parse, visit } from "../sources.ts";

interface Piece {
  /** The line of the file, from 1. */
  readonly line: number;
  readonly text: string;
}

export function proseOf(file: string, text: string): readonly string[] {
  return documentsIn(file, text).map(withoutIndentation);
}

/**
 * The splitter of sentences stops at a line of a list that begins with code, a link or emphasis
 * after spaces. Without the spaces the line still belongs to the list.
 */
function withoutIndentation(document: string): string {
  return document.replace(/^ +(?=`[^`]|\[|\*\*?[^\s*])/gm, "");
}

function documentsIn(file: string, text: string): readonly string[] {
  if (file.endsWith(".md")) return [withoutFrontMatter(text)];
  if (/\.ya?ml$/.test(file)) return documentsOf(findDescriptions(text));
  if (!/\.tsx?$/.test(file)) return [];
  const { tree } = parse(file, text);
  const strings = isTest(file) ? findTestTitles(tree) : findMessages(tree);
  return [...documentsOf(findComments(tree)), ...documentsOf(strings)];
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, (matter) => matter.replace(/[^\n]/g, ""));
}

/**
 * Puts each piece at its line, with an empty line after it. A piece that does not fit goes to
 * another document.
 */
function documentsOf(pieces: readonly Piece[]): readonly string[] {
  const documents: string[][] = [];
  for (const { line, text } of pieces) {
    const openDocument = documents.find(({ length }) => length < line - 1 || length === 0);
    const lines = openDocument ?? [];
    if (openDocument === undefined) documents.push(lines);
    while (lines.length < line - 1) lines.push("");
    lines.push(...text.split("\n"));
  }
  return documents.map((lines) => lines.join("\n"));
}

const DIRECTIVE = /^(?:\/|\s*@ts-|\s*biome-|\s*<reference|\s*@vitest|\s*v8 )/;

/** The comments of a file. Line comments on consecutive lines are one piece. */
function findComments(tree: ts.SourceFile): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = -2;
  for (const { pos, kind, text } of commentRanges(tree)) {
    const line = lineOf(tree, pos);
    const content =
      kind === ts.SyntaxKind.SingleLineCommentTrivia ? text.slice(2) : toJsdocText(text);
    const lastPiece = pieces.at(-1);
    if (DIRECTIVE.test(content)) continue;
    if (lastPiece !== undefined && text.startsWith("//") && end === line - 1) {
      pieces[pieces.length - 1] = { ...lastPiece, text: `${lastPiece.text}\n${content.trim()}` };
    } else {
      pieces.push({ line, text: content.replace(/^ +/, "") });
    }
    end = text.startsWith("//") ? line : -2;
  }
  return pieces;
}

/** The text of a block comment: stars become spaces, tags and examples stay Markdown. */
function toJsdocText(text: string): string {
  return text
    .slice(2, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\*+ ?/, "").trimEnd())
    .map((line) => line.replace(/^@\w+ ?/, ""))
    .map((line) => line.replace(/\{@link ([^}|]+)(?:\|[^}]*)?\}/g, "`$1`"))
    .join("\n");
}

function commentRanges(tree: ts.SourceFile) {
  const { text } = tree;
  const seenComments = new Map<number, { pos: number; kind: ts.SyntaxKind; text: string }>();
  const add = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end, kind } of ranges ?? []) {
      seenComments.set(pos, { pos, kind, text: text.slice(pos, end) });
    }
  };
  visit(tree, (node) => {
    add(ts.getLeadingCommentRanges(text, node.getFullStart()));
    add(ts.getTrailingCommentRanges(text, node.getEnd()));
  });
  return [...seenComments.values()].sort((a, b) => a.pos - b.pos);
}

function findTestTitles(tree: ts.SourceFile): readonly Piece[] {
  const pieces: Piece[] = [];
  visit(tree, (node) => {
    if (!ts.isCallExpression(node)) return;
    if (!/^(?:describe|test|it)\b/.test(node.expression.getText(tree))) return;
    const [title] = node.arguments;
    if (title !== undefined) pieces.push(...stringPiece(tree, title));
  });
  return pieces;
}

/** Strings that are sentences, such as error messages and help texts. */
function findMessages(tree: ts.SourceFile): readonly Piece[] {
  const pieces: Piece[] = [];
  visit(tree, (node) => pieces.push(...stringPiece(tree, node).filter(isSentence)));
  return pieces;
}

const isSentence = ({ text }: Piece): boolean =>
  /^[A-Z`{@]?[\w`@-]*[, ]/.test(text) && text.split(/\s+/).length >= 4 && !/[;{}<>=]/.test(text);

function stringPiece(tree: ts.SourceFile, node: ts.Node): Piece[] {
  const line = lineOf(tree, node.getStart(tree));
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return [{ line, text: node.text.replaceAll("\n", "\n\n") }].filter(({ text }) => text !== "");
  }
  if (!ts.isTemplateExpression(node)) return [];
  const parts = node.templateSpans.map(({ literal }) => `\`code\`${literal.text}`);
  return [{ line, text: `${node.head.text}${parts.join("")}` }];
}

const PROSE_KEYS = new Set(["description", "summary", "title", "reason"]);

/** Descriptions and summaries of an OpenAPI file, as they stand in its lines. */
function findDescriptions(text: string): readonly Piece[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const pieces: Piece[] = [];
  visitYaml(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !PROSE_KEYS.has(String(key.value))) return;
      if (!isScalar(value) || typeof value.value !== "string" || !value.range) return;
      const isBlock = value.type === "BLOCK_FOLDED" || value.type === "BLOCK_LITERAL";
      const line = lines.linePos(value.range[0]).line + (isBlock ? 1 : 0);
      const source = text.slice(value.range[0], value.range[1]);
      const content = isBlock
        ? source.slice(source.indexOf("\n") + 1)
        : source.replace(/^["']|["']$/g, "");
      pieces.push({ line, text: content.replace(/^ +/gm, "").trimEnd() });
    },
  });
  return pieces;
}
