import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
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

/** Reads a file of the page at `/__mock/`, which `npm run build` writes, or of its reference. */
export const readPageFile: PageFiles = async (name) => {
  const type = types[namePattern.exec(name)?.[1] ?? ""];
  if (type === undefined) return undefined;
  const text = await (packageFiles[name]
    ? readInstalledFile(packageFiles[name])
    : readBuiltFile(name));
  return text === undefined ? undefined : { type, text };
};

/** Reads a file of the page; returns undefined before the build. */
async function readBuiltFile(name: string): Promise<string | undefined> {
  const builtFiles = await import("../../dist/dashboard/files.js").catch(() => undefined);
  const file = builtFiles?.files[name];
  return file && gunzipSync(Buffer.from(file, "base64")).toString();
}

/** Reads a file of a package that is installed for the working folder or for this package. */
async function readInstalledFile(file: string): Promise<string | undefined> {
  const possiblePaths = [process.cwd(), import.meta.dirname].map((folder) => resolve(folder, file));
  const path = possiblePaths.find((each) => each !== undefined);
  return path && readFile(path, "utf8");
}

/** Finds a file of a package that is installed for a folder. */
function resolve(folder: string, file: string): string | undefined {
  try {
    return createRequire(`${folder}/package.json`).resolve(file);
  } catch {
    return undefined;
  }
}
