/** The trial of published packages: an app in an empty folder installs them and uses them. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../packages/mock/test/support/free-port.ts";
import { startCommand } from "../../packages/mock/test/support/processes.ts";
import { packages } from "../packages.ts";

const basePath = "/tmf-api/prepayBalanceManagement/v4";
const program = join(import.meta.dirname, "app.mjs");

function run(folder: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Installs the published version of each package from a registry. Returns the folder. */
export function installPublished(parent: string, registry: string, version: string): string {
  const folder = join(parent, "app");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "package.json"),
    '{ "name": "app", "version": "1.0.0", "private": true }\n',
  );
  const specifiers = packages.map(({ manifest }) => `${manifest.name}@${version}`);
  // Packages of an earlier dry run must not come from npm's cache.
  const cache = join(parent, "cache");
  run(
    folder,
    "npm",
    "install",
    "--silent",
    "--registry",
    registry,
    "--cache",
    cache,
    ...specifiers,
  );
  cpSync(program, join(folder, "app.mjs"));
  return folder;
}

/** Starts the installed mock, runs an app and the conformance suite against it. */
export async function useInstalled(folder: string): Promise<string> {
  const bin = (name: string) => join(folder, "node_modules", ".bin", name);
  const port = await freePort();
  const mock = startCommand(bin("tmf654-mock"), ["--port", `${port}`, "--log", "off"], folder);
  try {
    await mock.until(/http:\/\/127\.0\.0\.1/);
    const url = `http://127.0.0.1:${port}${basePath}`;
    const balance = run(folder, process.execPath, "app.mjs", url).trim();
    run(folder, bin("tmf654-conformance"), url, "--level", "certified", "--allow-writes");
    return balance;
  } finally {
    mock.child.kill();
    await mock.ended;
  }
}

/** The members of a bill of materials in the CycloneDX format that are read here. */
export interface BillOfMaterials {
  readonly components: readonly {
    readonly name: string;
    readonly licenses?: readonly {
      readonly license: { readonly id?: string; readonly name?: string };
    }[];
  }[];
}

/** Lists everything that an installation consists of, in the CycloneDX format. */
export function billOf(folder: string): string {
  return run(folder, "npm", "sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application");
}

/** A library whose code is in a package: the members of its manifest that the bill needs. */
export interface BundledLibrary {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Adds the libraries whose code is in a package. npm lists only those that it installed. */
export function withBundled<B extends BillOfMaterials>(
  bill: B,
  libraries: readonly BundledLibrary[],
): B {
  const components = libraries.map(({ name, version, license }) => ({
    type: "library",
    name,
    version,
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    licenses: [{ license: { id: license } }],
  }));
  return { ...bill, components: [...bill.components, ...components] };
}

/** Licences that allow every use of an app which depends on the packages. */
const ALLOWED = ["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];

/** Dependencies whose licence is not in the list, or not named. */
export function licenceIssues({ components }: BillOfMaterials): readonly string[] {
  return components.flatMap(({ name, licenses = [] }) => {
    const names = licenses.map(({ license }) => license.id ?? license.name ?? "none");
    const isAllowed = names.length > 0 && names.every((licence) => ALLOWED.includes(licence));
    return isAllowed ? [] : [`${name} has the licence ${names.join(", ") || "none"}.`];
  });
}
