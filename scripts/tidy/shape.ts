/** Size limits: lines of a file, lines of a function, columns of a line. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { isTest, lineOf, type Source, visit } from "./sources.ts";

export const LIMITS = { fileLines: 300, functionLines: 70, columns: 100 } as const;

export function checkShape(source: Source): readonly Issue[] {
  return [...checkFileLength(source), ...checkColumns(source), ...checkFunctionLengths(source)];
}

function checkFileLength({ file, text }: Source): Issue[] {
  const lines = text.split("\n").length - 1;
  if (lines <= LIMITS.fileLines) return [];
  const message = `the file has ${lines} lines, ${LIMITS.fileLines} are allowed`;
  return [{ file, line: lines, message, remedy: "Split it by topic" }];
}

/** A line that is one long string or link cannot be broken. */
const UNBREAKABLE = /https?:\/\/\S+|["'`][^"'`]{60,}["'`]|\/[^/ ].{60,}\/[a-z]*/;

function checkColumns({ file, text }: Source): Issue[] {
  return text.split("\n").flatMap((content, index) => {
    if (content.length <= LIMITS.columns || UNBREAKABLE.test(content)) return [];
    const message = `the line has ${content.length} columns, ${LIMITS.columns} are allowed`;
    return [{ file, line: index + 1, message, remedy: "Break it" }];
  });
}

function checkFunctionLengths({ file, tree }: Source): Issue[] {
  if (isTest(file)) return []; // a describe block is a table, not a function
  const issues: Issue[] = [];
  visit(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return;
    const line = lineOf(tree, node.getStart(tree));
    const lines = lineOf(tree, node.getEnd()) - line + 1;
    if (lines <= LIMITS.functionLines) return;
    const message = `the function has ${lines} lines, ${LIMITS.functionLines} are allowed`;
    issues.push({ file, line, message, remedy: "Move parts into functions with names" });
  });
  return issues;
}
