/** The hand-written TypeScript of the repository, parsed once. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface Source {
  /** The path from the repository's root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Files that git tracks or would add; ignored files are left out. */
export function repositoryFiles(root: string): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const listedFiles = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n");
  return [...new Set(listedFiles)].filter((file) => file !== "").sort();
}

export function isGenerated(file: string): boolean {
  return file.includes("/generated/") || file.includes("/test/compatibility/");
}

export function isTest(file: string): boolean {
  return /\.(test(-d)?|spec)\.tsx?$/.test(file) || /(^|\/)test\//.test(file);
}

export function readSources(root: string, files: readonly string[]): readonly Source[] {
  return files.flatMap((file) => {
    if (!/\.tsx?$/.test(file) || isGenerated(file)) return [];
    try {
      return [parse(file, readFileSync(join(root, file), "utf8"))];
    } catch {
      return []; // listed by git, deleted in the work tree
    }
  });
}

/** Parses a text; `file` decides whether it is TypeScript or TSX. */
export function parse(file: string, text: string): Source {
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
}

/** The line of a position; the first line is 1. */
export function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** Calls `onNode` with a node and every node below it. */
export function visit(node: ts.Node, onNode: (node: ts.Node) => void): void {
  onNode(node);
  ts.forEachChild(node, (child) => visit(child, onNode));
}
