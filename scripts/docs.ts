/**
 * `npm run docs`: one site in docs/api, with the guides and the API reference. Fails on a warning
 * and on a dead link.
 */
import { readFileSync } from "node:fs";
import { join, matchesGlob, relative } from "node:path";
import { Application, LogLevel, OptionDefaults, ReflectionKind } from "typedoc";
import { packages, root } from "./packages.ts";
import { deadSiteLinks } from "./site-links.ts";
import { isPlaceholder } from "./stage/contents.ts";
import { type Project, webAddress } from "./stage/manifest.ts";

/** The documents of the site by the name of their group, in the order of the menu. */
const groups: Readonly<Record<string, string>> = {
  Concepts: "docs/concepts/*.md",
  Guides: "docs/guides/*.md",
  Packages: "packages/*/README.md",
  Examples: "examples/*/README.md",
  Reference: "docs/{reference,conformance}/*.md",
  Decisions: "docs/decisions/*.md",
  Project: "{CONTRIBUTING,SECURITY,CODE_OF_CONDUCT,docs/policy}.md",
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
  projectDocuments: Object.values(groups).map((pattern) => join(root, pattern)),
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
  document.name = `${groupOf(file)}/${title.replaceAll("/", "∕").replaceAll("`", "")}`;
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

/** The group that has a pattern for a file. */
function groupOf(file: string): string {
  const found = Object.entries(groups).find(([, pattern]) => matchesGlob(file, pattern));
  return found?.[0] ?? "Project";
}
