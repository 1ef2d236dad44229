/** Size: small files, short functions, lines that fit. */
import ts from "typescript";
import type { Finding } from "./finding.ts";
import { isTest, lineOf, type Source, visit } from "./sources.ts";

export const LIMITS = { fileLines: 300, functionLines: 70, columns: 100 } as const;

export function checkShape(source: Source): readonly Finding[] {
  return [...fileLength(source), ...columns(source), ...functionLengths(source)];
}

function fileLength({ file, text }: Source): Finding[] {
  const lines = text.split("\n").length - 1;
  if (lines <= LIMITS.fileLines) return [];
  const problem = `the file has ${lines} lines, ${LIMITS.fileLines} are allowed`;
  return [{ file, line: lines, problem, remedy: "Split it by idea" }];
}

/** A line that is one long string or link cannot be broken. */
const UNBREAKABLE = /https?:\/\/\S+|["'`][^"'`]{60,}["'`]|\/[^/ ].{60,}\/[a-z]*/;

function columns({ file, text }: Source): Finding[] {
  return text.split("\n").flatMap((content, index) => {
    if (content.length <= LIMITS.columns || UNBREAKABLE.test(content)) return [];
    const problem = `the line has ${content.length} columns, ${LIMITS.columns} are allowed`;
    return [{ file, line: index + 1, problem, remedy: "Break it" }];
  });
}

function functionLengths({ file, tree }: Source): Finding[] {
  if (isTest(file)) return []; // a describe block is a table, not a function
  const findings: Finding[] = [];
  visit(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return;
    const line = lineOf(tree, node.getStart(tree));
    const lines = lineOf(tree, node.getEnd()) - line + 1;
    if (lines <= LIMITS.functionLines) return;
    const problem = `the function has ${lines} lines, ${LIMITS.functionLines} are allowed`;
    findings.push({ file, line, problem, remedy: "Give its parts names" });
  });
  return findings;
}
