import { readFile } from "node:fs/promises";
import { importAgain } from "./local-modules.ts";

/** Imports a module and returns its exports. */
export type ImportModule = (file: string) => Promise<Readonly<Record<string, unknown>>>;

/** Whether the name of a file is that of a JSON file or a module. */
export function isLoadable(file: string): boolean {
  return /\.(?:json|[cm]?[jt]s)$/i.test(file);
}

/**
 * Returns the content of a JSON file, or what a module exports as `default` or under a name.
 * Throws if the file cannot be read, or the module has neither export.
 */
export async function loadFile(
  file: string,
  name: string,
  importModule: ImportModule = importByNode,
): Promise<unknown> {
  if (/\.json$/i.test(file)) return JSON.parse(await readFile(file, "utf8"));
  const exportedMembers = await importModule(file);
  const content = exportedMembers.default ?? exportedMembers[name];
  if (content === undefined) {
    throw new Error(`the module exports no ${name}: export it as default or as \`${name}\`.`);
  }
  return content;
}

/** The messages of Node.js for `import` and `export` in a package of the type CommonJS. */
const isModuleInCommonJs = /import statement outside a module|Unexpected token 'export'/;
const moduleRemedy =
  'Name the file .mts or .mjs, or set "type": "module" in the package.json above it.';

/**
 * Imports with Node.js itself. Node 22.18 and later read TypeScript; for an older Node.js, the
 * package `jiti` reads it.
 */
export const importByNode: ImportModule = async (file) => {
  try {
    return await importAgain(file);
  } catch (error) {
    if (error instanceof SyntaxError && isModuleInCommonJs.test(error.message)) {
      throw new Error(`${error.message}. ${moduleRemedy}`);
    }
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code !== "ERR_UNKNOWN_FILE_EXTENSION") throw error;
    return importByJiti(file);
  }
};

async function importByJiti(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { createJiti } = await import("jiti").catch(() => {
    const remedy = "Use Node.js 22.18 or newer, or install jiti: npm install --save-dev jiti";
    throw new Error(`Node.js ${process.versions.node} cannot read TypeScript. ${remedy}`);
  });
  return createJiti(file, { moduleCache: false }).import(file);
}
