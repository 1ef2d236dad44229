/** The repository's hand-written TypeScript, parsed once. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export type Source = {
  /** From the repository's root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
};

/** Files git knows or would add, so that nothing ignored is judged. */
export function repositoryFiles(root: string): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n");
  return [...new Set(listed)].filter((file) => file !== "").sort();
}

export const isGenerated = (file: string): boolean => file.includes("/generated/");

export const isTest = (file: string): boolean =>
  /\.test(-d)?\.ts$/.test(file) || /(^|\/)test\//.test(file);

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

export function parse(file: string, text: string): Source {
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
}

export const lineOf = (tree: ts.SourceFile, position: number): number =>
  tree.getLineAndCharacterOfPosition(position).line + 1;

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}
