import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { PageFiles } from "../ports/http-message.ts";

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json; charset=utf-8",
};

const namePattern = /^[\w-]+\.(html|js|css|svg|json)$/;

/** The files of other packages: the reference is made with Swagger UI from the contract. */
const packageFiles: Readonly<Record<string, string>> = {
  "openapi.json": "@tmf654/contract/openapi.json",
  "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
  "swagger-ui-bundle.js": "swagger-ui-dist/swagger-ui-bundle.js",
};

/** The folder beside the built code, and the folder for the code in `src`. */
const folders: readonly string[] = [
  join(import.meta.dirname, "dashboard"),
  join(import.meta.dirname, "..", "..", "dist", "dashboard"),
];

/** Reads a file of the page at `/__mock/`, which `npm run build` writes, or of its reference. */
export const readPageFile: PageFiles = async (name) => {
  const type = types[namePattern.exec(name)?.[1] ?? ""];
  if (type === undefined) return undefined;
  const inPackage = packageFiles[name];
  const files = inPackage
    ? [process.cwd(), ...folders].map((folder) => resolve(folder, inPackage))
    : folders.map((folder) => join(folder, name));
  for (const file of files) {
    const text = file && (await readFile(file, "utf8").catch(() => readCompressed(file)));
    if (text !== undefined && file) return { type, text };
  }
  return undefined;
};

/** Reads a file that the build has compressed; returns undefined if there is none. */
async function readCompressed(file: string): Promise<string | undefined> {
  const bytes = await readFile(`${file}.gz`).catch(() => undefined);
  return bytes && gunzipSync(bytes).toString();
}

/** Finds a file of a package that is installed for a folder. */
function resolve(folder: string, file: string): string | undefined {
  try {
    return createRequire(`${folder}/package.json`).resolve(file);
  } catch {
    return undefined;
  }
}
