import { readFileSync } from "node:fs";
import module, { createRequire, type ResolveHookSync } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The query parameter of modules that are loaded again with the file that imports them. */
const mark = "tmf654";

/**
 * `import` or `export` at the start of a line. `import(…)` does not show that a file is an ES
 * module.
 */
const moduleSyntax = /^[ \t]*(?:import[ \t]*["'*{\w]|export[ \t]*[*{\w])/m;

const importedPaths = new Set<string>();
let importCount = 0;
let isHooked = false;

/** Returns the local files that `importAgain` has loaded, with the modules that they import. */
export function importedFiles(): readonly string[] {
  return [...importedPaths];
}

/**
 * Imports a file, and loads each local module of its imports again. An ES module may be a `.js` or
 * `.ts` file in a package of CommonJS. Node.js before 22.15 has no hooks and reads the modules
 * once.
 */
export async function importAgain(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!isHooked) module.registerHooks?.({ resolve });
  isHooked = true;
  const { cache } = createRequire(file);
  for (const each of requiredFiles(file, cache)) delete cache[each];
  importCount += 1;
  importedPaths.add(file);
  try {
    return await import(`${pathToFileURL(file).href}?${mark}=${importCount}`);
  } finally {
    for (const each of requiredFiles(file, cache)) importedPaths.add(each);
  }
}

/** The file and the local files that it requires, if it is a module of CommonJS. */
function requiredFiles(file: string, cache: NodeJS.Require["cache"]): ReadonlySet<string> {
  const foundFiles = new Set<string>();
  const add = (name: string): void => {
    const loadedModule = cache[name];
    if (!loadedModule || foundFiles.has(name) || name.includes("node_modules")) return;
    foundFiles.add(name);
    for (const child of loadedModule.children) add(child.filename);
  };
  add(file);
  return foundFiles;
}

/**
 * Marks the URL of a local ES module, so that Node.js loads it again together with the file that
 * imports it.
 */
const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
  const result = nextResolve(specifier, context);
  const versionMark =
    markOf(specifier) ?? (/^[./#]|^file:/.test(specifier) && markOf(context.parentURL));
  if (!versionMark || !result.url.startsWith("file:") || !context.conditions.includes("import")) {
    return result;
  }
  const url = new URL(result.url);
  url.search = "";
  const file = fileURLToPath(url);
  const isCommonJs = result.format?.startsWith("commonjs") === true;
  // A module of CommonJS that an ES module imports cannot be loaded twice.
  if (isCommonJs && !moduleSyntax.test(readFileSync(file, "utf8"))) return result;
  importedPaths.add(file);
  url.searchParams.set(mark, versionMark);
  const format = result.format?.replace("commonjs", "module");
  return { ...result, url: url.href, ...(format !== undefined && { format }) };
};

function markOf(url: string | undefined): string | undefined {
  return new RegExp(`[?&]${mark}=(\\d+)`).exec(url ?? "")?.[1];
}
