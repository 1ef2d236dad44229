/**
 * The allowed imports between packages and inside the mock. Cycles are never allowed, types
 * included.
 */
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { MAY_IMPORT, MOCK_LAYERS } from "./layers.ts";
import { isTest, lineOf, type Source } from "./sources.ts";

/** Only these may use `node:` modules; the rest runs in a page too. */
const NODE_ONLY = [
  /^packages\/mock\/src\/(node|cli|files|guard|postgres|sqlite|vite)\//,
  /^packages\/conformance\/src\/cli\//,
];

interface Import {
  readonly from: string;
  readonly line: number;
}

export function checkImports(sources: readonly Source[], root: string): readonly Issue[] {
  const graph = new Map<string, readonly string[]>();
  const issues: Issue[] = [];
  for (const source of sources) {
    const imports = importsOf(source);
    issues.push(...checkLayer(source.file));
    if (!isTest(source.file)) issues.push(...checkDirections(source.file, imports));
    const relativeImports = imports.filter(({ from }) => from.startsWith("."));
    graph.set(
      source.file,
      relativeImports.map(({ from }) => normalize(join(dirname(source.file), from))),
    );
    issues.push(...findMissingTargets(source.file, relativeImports, root));
  }
  return [...issues, ...findCycles(graph)];
}

function importsOf({ tree }: Source): readonly Import[] {
  return tree.statements.flatMap((statement) => {
    const names = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!names || statement.moduleSpecifier === undefined) return [];
    if (!ts.isStringLiteral(statement.moduleSpecifier)) return [];
    return [{ from: statement.moduleSpecifier.text, line: lineOf(tree, statement.getStart(tree)) }];
  });
}

function checkDirections(file: string, imports: readonly Import[]): Issue[] {
  const owner = /^packages\/([^/]+)\/src\//.exec(file)?.[1];
  if (owner === undefined) return [];
  return imports.flatMap(({ from, line }) => {
    const message = from.startsWith(".")
      ? layerMessage(file, from)
      : packageMessage(file, owner, from);
    return message === undefined
      ? []
      : [{ file, line, message, remedy: "Reverse the import, or move the code" }];
  });
}

function packageMessage(file: string, owner: string, from: string): string | undefined {
  if (from.startsWith("node:")) {
    const isNodeAllowed = NODE_ONLY.some((pattern) => pattern.test(file));
    return isNodeAllowed ? undefined : `\`${from}\` in a part that runs in a page`;
  }
  const allowedImports = MAY_IMPORT[owner] ?? [];
  const isAllowed = allowedImports.some((name) => from === name || from.startsWith(`${name}/`));
  return isAllowed ? undefined : `@tmf654/${owner} may not import \`${from}\``;
}

function layerMessage(file: string, from: string): string | undefined {
  const target = normalize(join(dirname(file), from));
  const layer = layerOf(file);
  const targetLayer = layerOf(target);
  if (layer === undefined || targetLayer === undefined || layer === targetLayer) return undefined;
  if (folderOf(file) === folderOf(target)) return undefined;
  return layer > targetLayer
    ? undefined
    : `\`${folderOf(file)}/\` may not import \`${folderOf(target)}/\``;
}

/** Checks that every file of the mock except its entry is in a folder with a layer. */
function checkLayer(file: string): Issue[] {
  const inside = /^packages\/mock\/src\/(.+)$/.exec(file)?.[1];
  if (inside === undefined || inside === "index.ts" || layerOf(file) !== undefined) return [];
  const remedy = `Put it into one of ${MOCK_LAYERS.flat().join(", ")}, or add a layer`;
  return [{ file, line: 1, message: "the file is outside the mock's layers", remedy }];
}

const folderOf = (file: string): string | undefined =>
  /^packages\/mock\/src\/([^/]+)\//.exec(file)?.[1];

function layerOf(file: string): number | undefined {
  const folder = folderOf(file);
  const index = MOCK_LAYERS.findIndex((layer) => layer.includes(folder ?? ""));
  return index === -1 ? undefined : index;
}

function findMissingTargets(file: string, imports: readonly Import[], root: string): Issue[] {
  // An app outside the workspace follows its own bundler.
  if (file.startsWith("scripts/consumers/apps/")) return [];
  return imports
    .filter(({ from }) => !existsSync(join(root, dirname(file), from)))
    .map(({ from, line }) => ({
      file,
      line,
      message: `\`${from}\` does not exist`,
      remedy: "Write the path with the file extension",
    }));
}

function findCycles(graph: ReadonlyMap<string, readonly string[]>): Issue[] {
  const doneFiles = new Set<string>();
  const issues: Issue[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at !== -1) {
      const message = `an import cycle: ${[...path.slice(at), file].join(" → ")}`;
      issues.push({ file, line: 1, message, remedy: "Move the shared code into another file" });
      return;
    }
    if (doneFiles.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    doneFiles.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return issues;
}
