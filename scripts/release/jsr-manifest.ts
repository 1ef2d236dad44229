/** The manifest of a package for JSR, from its manifest for npm. */
import type { Manifest, Package } from "../packages.ts";

/** Whether a package depends on the packages of this repository only. */
export function isForJsr({ manifest }: Pick<Package, "manifest">): boolean {
  const outside = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return outside.every((name) => name.startsWith("@tmf654/"));
}

/** Returns the `deno.json` of a package. Entries without TypeScript, such as JSON, are left out. */
export function jsrManifest({ name, version, license, exports }: Manifest): object {
  const sources = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "object" && "@tmf654/source" in target
      ? [[path, target["@tmf654/source"]] as const]
      : [],
  );
  return { name, version, license, exports: Object.fromEntries(sources) };
}
