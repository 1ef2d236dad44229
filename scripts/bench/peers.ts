/** Packages to compare with. They have a separate folder and lock file, outside the workspace. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const peersFolder = join(import.meta.dirname, "peers");

export const peersAreInstalled = (): boolean => existsSync(join(peersFolder, "node_modules"));

/** Imports a peer by name; `npm run bench` installs them first. */
export async function importPeer(name: string): Promise<Record<string, unknown>> {
  const { resolve } = createRequire(join(peersFolder, "package.json"));
  try {
    return await import(pathToFileURL(resolve(name)).href);
  } catch (cause) {
    // ESM-only peers have no `require` condition: read their entry from their own manifest.
    const folder = join(peersFolder, "node_modules", name);
    const manifest = await import(pathToFileURL(join(folder, "package.json")).href, {
      with: { type: "json" },
    }).catch(() => Promise.reject(cause));
    return await import(pathToFileURL(join(folder, entryOf(manifest.default))).href);
  }
}

function entryOf(manifest: { exports?: unknown; main?: string }): string {
  const walk = (node: unknown): string | undefined => {
    if (typeof node === "string") return node;
    if (typeof node !== "object" || node === null) return undefined;
    const entry = node as Record<string, unknown>;
    return walk(entry["."] ?? entry.import ?? entry.default);
  };
  return walk(manifest.exports) ?? manifest.main ?? "index.js";
}
