/** The libraries whose code a published package contains. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse, repositoryFiles, visit } from "../tidy/sources.ts";

interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Sources whose code is in a published package: the page of the mock is a part of the mock. */
const isPublished = (file: string): boolean =>
  /^packages\/[\w-]+\/src\/.*\.tsx?$/.test(file) && !/\.test(?:-d)?\.tsx?$/.test(file);

/** The packages from which a file imports values: `preact` of `preact/hooks`. */
export function importedPackages(file: string, text: string): readonly string[] {
  const found: string[] = [];
  visit(parse(file, text).tree, (node) => {
    if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return;
    const clause = ts.isImportDeclaration(node) ? node.importClause : node;
    const specifier = node.moduleSpecifier;
    if (clause?.isTypeOnly || !specifier || !ts.isStringLiteral(specifier)) return;
    const [, name] = /^((?:@[^/.]+\/)?[^@/.][^/]*)/.exec(specifier.text) ?? [];
    if (name !== undefined && !name.startsWith("node:") && !name.startsWith("@tmf654/"))
      found.push(name);
  });
  return found;
}

/** Libraries that are imported and neither a dependency nor a peer: the build includes their code. */
export function bundledLibraries(root: string): readonly string[] {
  const read = (file: string): string => readFileSync(join(root, file), "utf8");
  const sources = repositoryFiles(root).filter(isPublished);
  const folders = new Set(sources.map((file) => file.split("/", 2).join("/")));
  const bundledNames = [...folders].flatMap((folder) => {
    const manifest = JSON.parse(read(`${folder}/package.json`)) as Dependencies;
    const installedVersions = { ...manifest.dependencies, ...manifest.peerDependencies };
    return sources
      .filter((file) => file.startsWith(`${folder}/`))
      .flatMap((file) => importedPackages(file, read(file)))
      .filter((name) => !(name in installedVersions));
  });
  return [...new Set(bundledNames)].sort();
}
