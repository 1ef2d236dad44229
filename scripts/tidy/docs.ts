/** Documents: links and `npm run` scripts exist, and decisions have the same headings. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Issue } from "./issue.ts";

export function checkDocs(root: string, files: readonly string[]): readonly Issue[] {
  const scripts = scriptsIn(root);
  const documents = files.filter((file) => file.endsWith(".md") && existsSync(join(root, file)));
  return documents.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [
      ...findDeadLinks(root, file, text),
      ...findUnknownScripts(file, text, { ...scripts, ...scriptsIn(join(root, dirname(file))) }),
      ...checkDecisionHeadings(file, text),
    ];
  });
}

/** The scripts of the manifest in a folder. An example has scripts of its own. */
function scriptsIn(folder: string): Record<string, string> {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return {};
  const { scripts = {} } = JSON.parse(readFileSync(manifest, "utf8"));
  return scripts;
}

/** The headings of a decision, in order. Only `Alternatives` may be left out. */
const DECISION_HEADINGS = ["Context", "Decision", "Alternatives", "Consequences"];

export function checkDecisionHeadings(file: string, text: string): Issue[] {
  if (!file.startsWith("docs/decisions/")) return [];
  const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, title = ""]) => title);
  const expected = DECISION_HEADINGS.filter(
    (title) => title !== "Alternatives" || titles.includes(title),
  );
  if (titles.join() === expected.join()) return [];
  const message = `the headings of this decision are: ${titles.join(", ") || "none"}`;
  return [{ file, line: 1, message, remedy: `Use ${DECISION_HEADINGS.join(", ")}, in this order` }];
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

function findDeadLinks(root: string, file: string, text: string): Issue[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const [target = "", anchor] = (match[1] ?? "").split("#");
    if (/^[a-z]+:/.test(target)) return [];
    const path = target === "" ? join(root, file) : join(root, dirname(file), target);
    const line = lineAt(text, match.index);
    if (!existsSync(path)) {
      return [
        {
          file,
          line,
          message: `the link to ${target} leads to no file`,
          remedy: "Correct the link",
        },
      ];
    }
    if (anchor === undefined || !path.endsWith(".md")) return [];
    return toHeadingAnchors(readFileSync(path, "utf8")).includes(anchor)
      ? []
      : [{ file, line, message: `no heading #${anchor} in ${path}`, remedy: "Correct the link" }];
  });
}

const toHeadingAnchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

function findUnknownScripts(file: string, text: string, scripts: Record<string, string>): Issue[] {
  return [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].flatMap((match) => {
    const script = match[1] ?? "";
    if (script in scripts) return [];
    const line = lineAt(text, match.index);
    return [
      { file, line, message: `\`npm run ${script}\` does not exist`, remedy: "Name a script" },
    ];
  });
}
