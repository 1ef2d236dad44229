import type { PageFiles } from "../ports/http-message.ts";

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

const namePattern = /^[\w-]+\.(html|js|css|svg)$/;

/** Reads a file of the page at `/__mock/`, which `npm run build` writes. */
export const readPageFile: PageFiles = async (name) => {
  const type = types[namePattern.exec(name)?.[1] ?? ""];
  if (type === undefined) return undefined;
  const [{ readFile }, { join }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
  ]);
  for (const folder of foldersFrom(join)) {
    const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
    if (text !== undefined) return { type, text };
  }
  return undefined;
};

/** The folder beside the built code, and the one that the code in `src` has. */
function foldersFrom(join: (...parts: string[]) => string): readonly string[] {
  // CommonJS has no `import.meta`, and ES modules have no `__dirname`.
  const here = typeof __dirname === "string" ? __dirname : import.meta.dirname;
  return [join(here, "dashboard"), join(here, "..", "..", "dist", "dashboard")];
}
