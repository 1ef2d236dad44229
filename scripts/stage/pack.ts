/** The tarballs of the packages, as npm publishes them. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packages, root } from "../packages.ts";
import type { Contents } from "./contents.ts";

/** The members of the output of `npm pack --json` that are read here. */
interface PackedPackage extends Contents {
  readonly name: string;
  readonly filename: string;
}

/** A tarball with its contents. */
export interface Tarball extends Contents {
  readonly file: string;
}

/** The tarballs by the name of the package. */
export type Tarballs = Readonly<Record<string, Tarball>>;

/** Builds what is missing or old, and packs every package into a folder. */
export function pack(folder: string): Tarballs {
  const build = join(root, "scripts", "build.ts");
  execFileSync(process.execPath, [build, "--missing"], { stdio: "inherit" });
  const stagedFolders = packages.map((each) => each.staged);
  const args = ["pack", ...stagedFolders, "--pack-destination", folder, "--json"];
  const output = execFileSync("npm", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const packed = Object.values(JSON.parse(output) as Record<string, PackedPackage>);
  if (packed.length !== packages.length) throw new Error(`npm packed ${packed.length} packages`);
  return Object.fromEntries(
    packed.map(({ name, filename, ...contents }) => [
      name,
      { ...contents, file: join(folder, filename) },
    ]),
  );
}
