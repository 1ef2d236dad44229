/** Prose in plain words: Markdown, comments, messages, test titles and the contract's texts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TextlintKernel } from "@textlint/kernel";
import plugin from "@textlint/textlint-plugin-markdown";
import type { Issue } from "../issue.ts";
import { proseOf } from "./extract.ts";
import { proseRules } from "./rules.ts";

/**
 * A CommonJS module: Node's import is an object that holds the default export, Vite's import is
 * that export.
 */
const markdown = "default" in plugin ? (plugin.default as typeof plugin) : plugin;

const kernel = new TextlintKernel();
const options = {
  ext: ".md",
  plugins: [{ pluginId: "markdown", plugin: markdown }],
  rules: [...proseRules],
};

/** Checks files of a folder, each by its path from there. */
export async function checkProse(root: string, files: readonly string[]): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const file of files) {
    issues.push(...(await proseIssues(file, readFileSync(join(root, file), "utf8"))));
  }
  return issues;
}

export async function proseIssues(file: string, text: string): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const document of proseOf(file, text)) {
    const { messages } = await kernel.lintText(document, { ...options, filePath: file });
    for (const { line, message } of messages) {
      const [error = "", remedy = ""] = message.split(/\. (?=[A-Z][^.]*$)/);
      issues.push({ file, line, message: error, remedy });
    }
  }
  return issues.sort((a, b) => a.line - b.line);
}
