/**
 * `npm run docs`: one site in docs/api, with the guides and the API reference. Fails on a warning
 * and on a dead link.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob, relative } from "node:path";
import { Application, LogLevel, OptionDefaults, ReflectionKind } from "typedoc";
import { packages, root } from "./packages.ts";
import { deadSiteLinks } from "./site-links.ts";
import { isPlaceholder } from "./stage/contents.ts";
import { type Project, webAddress } from "./stage/manifest.ts";

/** The page at the top of the menu, which has no group. */
const START = "docs/README.md";

interface DocumentGroup {
  readonly pattern: string;
  /** The document whose links have the order of the group. */
  readonly index: string;
}

/** The documents of the site by the name of their group, in the order of the menu. */
const groups: Readonly<Record<string, DocumentGroup>> = {
  Concepts: { pattern: "docs/concepts/*.md", index: "docs/concepts/README.md" },
  Guides: { pattern: "docs/guides/*.md", index: "docs/guides/README.md" },
  Packages: { pattern: "packages/*/README.md", index: START },
  Examples: { pattern: "examples/*/README.md", index: START },
  Reference: {
    pattern: "docs/{reference,conformance}/*.md",
    index: "docs/reference/README.md",
  },
  Decisions: { pattern: "docs/decisions/*.md", index: START },
  Project: { pattern: "{CONTRIBUTING,SECURITY,CODE_OF_CONDUCT,docs/policy}.md", index: START },
};

const entryPoints = packages.flatMap(({ folder, entries }) =>
  Object.values(entries).map((source) => join(folder, source)),
);

const repository = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Project;
const [version] = packages.map(({ manifest }) => manifest.version);

const app = await Application.bootstrap({
  name: "TMF654 toolkit",
  entryPoints,
  tsconfig: join(root, "tsconfig.json"),
  readme: join(root, "README.md"),
  projectDocuments: [START, ...Object.values(groups).flatMap(documentsOf)].map((file) =>
    join(root, file),
  ),
  customCss: join(root, "scripts/docs.css"),
  out: join(root, "docs/api"),
  skipErrorChecking: true,
  excludeExternals: true,
  // Each export has its file and line, at the tag of this version. A clone needs no remote.
  basePath: root,
  disableGit: true,
  sourceLinkTemplate: `${webAddress(repository)}/blob/v${version}/{path}#L{line}`,
  // The links of the summary lead to anchors that its page does not have.
  includeHierarchySummary: false,
  searchInDocuments: true,
  // A search for "top-up" shows the guide before the symbols whose names contain the word.
  searchGroupBoosts: { Documents: 4 },
  highlightLanguages: [...OptionDefaults.highlightLanguages, "dotenv", "ini", "nginx"],
  logLevel: LogLevel.Warn,
  // openapi-typescript writes `@description` and `@constant` besides the tags of TSDoc.
  blockTags: [...OptionDefaults.blockTags, "@description", "@constant"],
});
const project = await app.convert();

// Modules get the name of an import: `packages/mock/src/node` is `@tmf654/mock/node`.
for (const module of project?.getReflectionsByKind(ReflectionKind.Module) ?? []) {
  module.name = module.name
    .replace("packages/", "@tmf654/")
    .replace(/\/src(?=\/|$)/, "")
    .replace(/\/index$/, "");
}

// A link to a file of a dependency, or to a placeholder, would lead nowhere.
for (const reflection of Object.values(project?.reflections ?? {})) {
  if (!reflection.isDeclaration() && !reflection.isSignature()) continue;
  reflection.sources = (reflection.sources ?? []).filter(
    ({ fileName }) => !fileName.includes("node_modules/"),
  );
  if (isPlaceholder(repository)) for (const source of reflection.sources) delete source.url;
}

// A document is in the menu by its group and its first heading.
for (const document of project?.documents ?? []) {
  const [, title = document.name] = /^# (.+)$/m.exec(textOf(document.content)) ?? [];
  const file = relative(root, project?.files.getReflectionPath(document) ?? "");
  const group = file === START ? "" : `${groupOf(file)}/`;
  document.name = `${group}${title.replaceAll("/", "∕").replaceAll("`", "")}`;
}

if (project !== undefined) await app.generateOutputs(project);
const deadLinks = deadSiteLinks(join(root, "docs/api"));
for (const link of deadLinks) console.error(link);
if (deadLinks.length > 0 || app.logger.hasErrors() || app.logger.hasWarnings()) {
  process.exitCode = 1;
}

function textOf(content: readonly { readonly text: string }[]): string {
  return content.map(({ text }) => text).join("");
}

/** The files of a group: its index, the documents in the order of its links, and the others. */
function documentsOf({ pattern, index }: DocumentGroup): readonly string[] {
  const files = globSync(pattern, { cwd: root }).sort();
  const text = readFileSync(join(root, index), "utf8");
  const links = [...text.matchAll(/\]\(([\w./-]+\.md)/g)];
  const ordered = [index, ...links.map(([, link = ""]) => join(dirname(index), link))];
  return [...new Set([...ordered.filter((file) => files.includes(file)), ...files])];
}

/** The group that has a pattern for a file. */
function groupOf(file: string): string {
  const matchingGroup = Object.entries(groups).find(([, { pattern }]) =>
    matchesGlob(file, pattern),
  );
  return matchingGroup?.[0] ?? "Project";
}
