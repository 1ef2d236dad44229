/** Documents are true: their links lead somewhere, their `npm run` verbs exist, the table of packages is complete. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding } from "./finding.ts";

export function checkDocs(root: string, files: readonly string[]): readonly Finding[] {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const documents = files.filter((file) => file.endsWith(".md") && existsSync(join(root, file)));
  return documents.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...deadLinks(root, file, text), ...unknownVerbs(file, text, manifest.scripts)];
  });
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

function deadLinks(root: string, file: string, text: string): Finding[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const [target = "", anchor] = (match[1] ?? "").split("#");
    if (/^[a-z]+:/.test(target)) return [];
    const path = target === "" ? join(root, file) : join(root, dirname(file), target);
    const line = lineAt(text, match.index);
    if (!existsSync(path)) {
      return [{ file, line, problem: `the link to ${target} is dead`, remedy: "Mend the link" }];
    }
    if (anchor === undefined || !path.endsWith(".md")) return [];
    return headings(readFileSync(path, "utf8")).includes(anchor)
      ? []
      : [{ file, line, problem: `no heading #${anchor} in ${path}`, remedy: "Mend the link" }];
  });
}

const headings = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

function unknownVerbs(file: string, text: string, scripts: Record<string, string>): Finding[] {
  return [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].flatMap((match) => {
    const verb = match[1] ?? "";
    if (verb in scripts) return [];
    const line = lineAt(text, match.index);
    return [{ file, line, problem: `\`npm run ${verb}\` does not exist`, remedy: "Name a script" }];
  });
}
